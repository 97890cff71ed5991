"""Which models take a request as it is, and which one to offer in the place of another."""

from collections.abc import Iterator

from betadeck.core.catalog import Catalogue
from betadeck.core.catalog_models import (
    PREFILL,
    bare_model,
    beta_takes_model,
    model_of,
    refuses,
    rules_for_model,
)
from betadeck.core.catalog_names import nearest
from betadeck.core.catalog_rules import ModelRule
from betadeck.core.diagnose.asked import Asked, Json, text_of
from betadeck.core.diagnose.beta_use import uses
from betadeck.core.request_paths import find

_USUAL = "sonnet"
_MOST_OFFERED = 2


def refusing_rules(model: str, body: Json, catalogue: Catalogue) -> Iterator[ModelRule]:
    """Yield the rules by which `model` refuses what `body` says."""
    for rule in rules_for_model(model, catalogue):
        applies = not rule.advice and all(_holds(pair, body) for pair in rule.when)
        if applies and any(refuses(rule, value) for value in _values(rule.field, body)):
            yield rule


def takes(model: str, asked: Asked, catalogue: Catalogue) -> bool:
    """Tell whether `model` is known to refuse nothing of the request."""
    found = model_of(model, catalogue)
    for _, body in asked.roots():
        if any(refusing_rules(model, body, catalogue)):
            return False
        tokens = body.get("max_tokens")
        if found and isinstance(tokens, int) and found.max_output_tokens and tokens > found.max_output_tokens:
            return False
    known = (catalogue.betas[name] for name in asked.betas if name in catalogue.betas)
    return all(beta_takes_model(beta, model) is not False or not uses(beta, asked) for beta in known)


def instead_of(model: str, asked: Asked, catalogue: Catalogue) -> tuple[str, ...]:
    """Return models to offer for one that cannot be had: nearly the same name, else the family's newest."""
    known = catalogue.models
    fitting = [name for name in known if name != model and takes(name, asked, catalogue)]
    by_alias = {bare_model(name): name for name in fitting}
    near = [by_alias[each] for each in nearest(bare_model(model), by_alias, most=_MOST_OFFERED)]
    gone = model_of(model, catalogue)
    family = (
        gone.family if gone else next((each for each in _families(catalogue) if each in model.lower()), "")
    )
    same = [known[name] for name in fitting if known[name].family == (family or _USUAL)]
    newest = sorted(same, key=lambda each: (not each.retires, each.generation), reverse=True)
    if gone is not None:
        near = []
    return tuple(dict.fromkeys((*near, *(each.id for each in newest))))[:_MOST_OFFERED]


def _families(catalogue: Catalogue) -> set[str]:
    return {each.family for each in catalogue.models.values() if each.family}


def _holds(pair: str, body: Json) -> bool:
    path, _, wanted = pair.partition("=")
    return wanted in _values(path, body)


def _values(path: str, body: Json) -> Iterator[object]:
    if path == PREFILL:
        messages = body.get("messages")
        last = messages[-1] if isinstance(messages, list) and messages else None
        if isinstance(last, dict) and text_of(last, "role") == "assistant" and last.get("content"):
            yield last
        return
    yield from (value for _, value in find(body, path))
