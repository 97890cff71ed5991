"""The model: is it known, does it still run, and does it take what the request asks of it."""

import re
from collections.abc import Iterator, Sequence

from betadeck.core.catalog import Catalogue, Model
from betadeck.core.catalog_models import PREFILL, bare_model, refuses, rules_for_model
from betadeck.core.catalog_names import nearest
from betadeck.core.catalog_rules import ModelRule
from betadeck.core.finding import Finding
from betadeck.core.fixes import choose_model
from betadeck.core.lint.codes import found
from betadeck.core.lint.model_fixes import fixes_for
from betadeck.core.lint.prompt import Prompt
from betadeck.core.lint.subject import Subject
from betadeck.core.request_paths import Way
from betadeck.core.target import Platform

_DATE = re.compile(r"20\d\d-\d\d-\d\d")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is to be said of the models that the body asks for."""
    for prompt in subject.prompts:
        if prompt.value.get("model") == "":
            families = ("opus", "sonnet", "haiku")
            fixes = (choose_model(each, prompt.at) for each in newest_of(families, subject.catalogue))
            yield found("model-empty", prompt.where("model"), "No model is named.", *fixes)
        if not prompt.model_name or subject.practises(prompt.model_name):
            continue
        if prompt.model is None:
            yield _unknown(prompt, subject)
        else:
            yield from _life(prompt, prompt.model, subject)
            yield from _form(prompt, prompt.model, subject)
        for rule in rules_for_model(prompt.model_name, subject.catalogue):
            yield from _rule(rule, prompt, subject.catalogue)


def _unknown(prompt: Prompt, subject: Subject) -> Finding:
    name, where = prompt.model_name, prompt.where("model")
    known = [each.alias or each.id for each in subject.catalogue.models.values()]
    likely = nearest(bare_model(name), known, most=2)
    fixes = [choose_model(each, prompt.at) for each in likely]
    if likely and len(bare_model(name)) > 3:
        return found("model-misspelt", where, f"There is no model {name}. Did you mean {likely[0]}?", *fixes)
    if subject.platform is Platform.ANTHROPIC and "claude" not in name.lower():
        return found("model-foreign", where, f"{name} is no Claude model: the API does not have it.")
    text = f"{name} is not among the models that Betadeck knows; if it is new, that is all right."
    return found("model-unknown", where, text)


def _life(prompt: Prompt, model: Model, subject: Subject) -> Iterator[Finding]:
    where = prompt.where("model")
    fixes = [choose_model(each, prompt.at) for each in successors(model, subject.catalogue)]
    if model.id in subject.catalogue.retired_models:
        since = f" since {model.retired}" if model.retired else ""
        yield found("model-retired", where, f"{prompt.model_name} is retired{since}.", *fixes)
    elif _DATE.fullmatch(model.retires) and model.retires <= subject.catalogue.date:
        text = f"{prompt.model_name} was to be retired on {model.retires}."
        yield found("model-overdue", where, text, *fixes)
    elif _DATE.fullmatch(model.retires):
        text = f"{prompt.model_name} will be retired on {model.retires}."
        yield found("model-retiring", where, text, *fixes)


def successors(model: Model, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the model to use instead: the newest of the family, else the newest Sonnet."""
    return newest_of((model.family,), catalogue) or newest_of(("sonnet",), catalogue)


def newest_of(families: Sequence[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Return the newest model of each family that still has one."""
    names: list[str] = []
    for family in families:
        alike = [each for each in catalogue.models.values() if each.family == family]
        newest = max(alike, key=lambda each: each.generation, default=None)
        names += [newest.alias or newest.id] if newest else []
    return tuple(names)


def _form(prompt: Prompt, model: Model, subject: Subject) -> Iterator[Finding]:
    """Yield a warning where a name is spelt as on a cloud host, which the first-party API does not know."""
    name = prompt.model_name
    own = ("claude-", model.id)
    if subject.platform is Platform.ANTHROPIC and (not name.startswith(own) or set(name) & set("@:/")):
        text = f"{name} is how another platform spells {model.id}."
        yield found("model-form", prompt.where("model"), text, choose_model(model.id, prompt.at))


def _rule(rule: ModelRule, prompt: Prompt, catalogue: Catalogue) -> Iterator[Finding]:
    if rule.default or not all(_is_so(pair, prompt) for pair in rule.when):
        return
    for way, value in _places(rule, prompt):
        if refuses(rule, value):
            code = "model-advice" if rule.advice else "model-refuses"
            fixes = () if rule.advice else fixes_for(rule, prompt, way, catalogue)
            yield found(code, prompt.where(*way), _text(rule, prompt), *fixes)


def _text(rule: ModelRule, prompt: Prompt) -> str:
    """Return the rule's sentence with the model's name in it."""
    name = prompt.model_name
    text = re.sub(r"^This model\b", name, rule.message)
    return text if text != rule.message else f"{name}: {text}"


def _is_so(pair: str, prompt: Prompt) -> bool:
    path, _, wanted = pair.partition("=")
    return any(value == wanted for _, value in prompt.find(path))


def _places(rule: ModelRule, prompt: Prompt) -> Iterator[tuple[Way, object]]:
    if rule.field != PREFILL:
        yield from prompt.find(rule.field)
    elif prompt.messages and _begins_answer(prompt):
        yield ("messages", prompt.messages[-1].number), prompt.messages[-1].value


def _begins_answer(prompt: Prompt) -> bool:
    """Tell whether the last message begins the answer; a paused turn that goes on does not."""
    last = prompt.messages[-1]
    paused = any(each.type.endswith(("_tool_use", "_tool_result")) for each in last.blocks)
    said = [each for each in last.blocks if each.value.get("text") != ""]
    return last.role == "assistant" and bool(said) and not paused
