"""Finds models by the many ways in which they are spelt, and asks what holds for them."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import lru_cache

from betadeck.core.catalog import Beta, Catalogue, Model
from betadeck.core.catalog_rules import ModelRule

_HOST = re.compile(r"(?:.*/)?(?:[a-z-]+\.)*?(?:anthropic\.)?(?=claude-)")
_SUFFIX = re.compile(r"(?:@(?:\d{8}|default|latest))?(?:-v\d+)?(?::\d+)?$")
_DATE = re.compile(r"-20\d{6}$")
_TAIL = re.compile(r"-(?:latest|fast)$")
PREFILL = "messages[-1][role=assistant]"
"""The field of rules about an answer that is begun for the model."""


@lru_cache(maxsize=256)
def bare_model(model_id: str) -> str:
    """Return the name without platform prefix, date and version: `us.anthropic.claude-opus-4-20250514-v1:0`
    and `claude-opus-4@20250514` are `claude-opus-4`.

    Ids that are not Claude's come back as they are. Source: ids of Bedrock and Google Cloud in the SDK.
    """
    name = model_id.strip()
    host = _HOST.match(name)
    if host is None:
        return name
    name = _SUFFIX.sub("", name[host.end() :])
    return _TAIL.sub("", _DATE.sub("", name))


def model_of(model_id: str, catalogue: Catalogue) -> Model | None:
    """Return the model that `model_id` means on any platform, with a date or without, retired ones too."""
    if found := catalogue.models.get(model_id) or catalogue.retired_models.get(model_id):
        return found
    bare = bare_model(model_id)
    for model in (*catalogue.models.values(), *catalogue.retired_models.values()):
        if bare in (bare_model(model.id), model.alias or bare_model(model.id)):
            return model
    return None


def model_matches(pattern: str, model_id: str) -> bool:
    """Tell whether `pattern`, such as `claude-opus-5` or `claude-*-5-5`, means `model_id`, its date aside."""
    return fnmatchcase(bare_model(model_id), pattern)


def beta_takes_model(beta: Beta, model_id: str) -> bool | None:
    """Tell whether `beta` works with the model; None where it does the same with no header."""
    if any(model_matches(each, model_id) for each in beta.standard_on):
        return None
    if any(model_matches(each, model_id) for each in beta.not_models):
        return False
    return not beta.models or any(model_matches(each, model_id) for each in beta.models)


def rules_for_model(model_id: str, catalogue: Catalogue) -> Iterator[ModelRule]:
    """Yield the rules that hold for the model. For a model that nobody knows only rules by name can hold."""
    model = model_of(model_id, catalogue)
    return (rule for rule in catalogue.model_rules if _holds(rule, model_id, model))


def refuses(rule: ModelRule, value: object) -> bool:
    """Tell whether models for which `rule` holds do not take `value` in its field."""
    listed = not rule.values or value in rule.values
    return not listed if rule.only else listed


def _holds(rule: ModelRule, model_id: str, model: Model | None) -> bool:
    if any(model_matches(each, model_id) for each in rule.not_models):
        return False
    if rule.models:
        return any(model_matches(each, model_id) for each in rule.models)
    if model is None or not model.generation:
        return False
    if rule.families and model.family not in rule.families:
        return False
    return rule.since <= model.generation and (not rule.until or model.generation <= rule.until)
