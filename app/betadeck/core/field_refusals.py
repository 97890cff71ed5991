"""Which values of a field a model refuses, so that a form can say so before one is chosen."""

from collections.abc import Iterable, Mapping, Sequence

from betadeck.core.catalog import Catalogue
from betadeck.core.catalog_models import rules_for_model
from betadeck.core.catalog_rules import ModelRule


def refusals(
    catalogue: Catalogue, body: Mapping[str, object], path: str, values: Iterable[str]
) -> dict[str, str]:
    """Return those of `values` that the body's model refuses at `path`, each with the reason.

    `path` is as in `output_config.effort`. What the catalogue only advises against is not refused.
    """
    model = body.get("model")
    if not isinstance(model, str) or not model:
        return {}
    rules = [each for each in rules_for_model(model, catalogue) if each.field == path and not each.advice]
    rules = [each for each in rules if all(_is_so(pair, body) for pair in each.when)]
    found = {value: _reason(rules, value) for value in values}
    return {value: reason for value, reason in found.items() if reason}


def _reason(rules: Sequence[ModelRule], value: str) -> str:
    return next((rule.message for rule in rules if _refuses(rule, value)), "")


def _refuses(rule: ModelRule, value: str) -> bool:
    return (value not in rule.values) if rule.only else (not rule.values or value in rule.values)


def _is_so(pair: str, body: Mapping[str, object]) -> bool:
    path, _, wanted = pair.partition("=")
    value: object = body
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value == wanted
