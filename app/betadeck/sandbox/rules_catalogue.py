"""Enforces the catalogue's model rules, each with the text that the API answers.

Source of the texts: refusals by the API quoted in public reports and seen in recordings, 2025 to 2026-11.
"""

from collections.abc import Iterator, Mapping

from betadeck.core.catalog import Catalogue, Model
from betadeck.core.catalog_models import PREFILL, refuses, rules_for_model
from betadeck.core.catalog_rules import ModelRule
from betadeck.core.request_paths import find
from betadeck.sandbox.ask import Ask, blocks_of
from betadeck.sandbox.errors import invalid
from betadeck.sandbox.models import EFFORT, efforts

_HINT = 'Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.'
_PREFILL = (
    "This model does not support assistant message prefill. The conversation must end with a user message."
)
_TEXTS: Mapping[str, str] = {
    "model.thinking_always_on": f'"thinking.type.disabled" is not supported for this model. {_HINT}',
    "model.thinking_manual_gone": f'"thinking.type.enabled" is not supported for this model. {_HINT}',
    "model.thinking_adaptive_missing": "adaptive thinking is not supported on this model",
    "model.thinking_off_limits_effort": f'"thinking.type.disabled" is not supported for this model. {_HINT}',
    "model.tool_choice_not_forced": 'tool_choice: type "tool" and "any" are not supported for this model.',
    "model.temperature_gone": "`temperature` is deprecated for this model.",
    "model.top_p_gone": "`top_p` is deprecated for this model.",
    "model.top_k_gone": "`top_k` is deprecated for this model.",
    "model.system_role_missing": "role 'system' is not supported on this model",
    "model.computer_tool_gone": "'{model}' does not support tool types: {value}.",
    "model.fast_missing": "'{model}' does not support the `speed` parameter.",
    "model.prefill_gone": _PREFILL,
}


def check(ask: Ask, model: Model, catalogue: Catalogue) -> None:
    """Refuse what a rule of the catalogue says that `model` refuses.

    Raises:
        ApiFault: 400.
    """
    for rule in rules_for_model(model.id, catalogue):
        if rule.advice or not all(_is_so(pair, ask) for pair in rule.when):
            continue
        for value in _values(rule.field, ask):
            if refuses(rule, value):
                text = _effort(value, model, catalogue) if _is_effort(rule) else _text(rule)
                raise invalid(text.replace("{model}", model.id).replace("{value}", str(value)))


def _text(rule: ModelRule) -> str:
    return _TEXTS.get(rule.rule, f"{rule.field}: {rule.message}")


def _is_effort(rule: ModelRule) -> bool:
    return rule.field == EFFORT and not rule.when


def _effort(value: object, model: Model, catalogue: Catalogue) -> str:
    taken = efforts(model, catalogue)
    if not taken:
        return "This model does not support the effort parameter."
    levels = ", ".join(sorted(taken))
    return f"This model does not support effort level '{value}'. Supported levels: {levels}."


def _is_so(pair: str, ask: Ask) -> bool:
    path, _, wanted = pair.partition("=")
    return wanted in _values(path, ask)


def _values(path: str, ask: Ask) -> list[object]:
    if path == PREFILL:
        return list(_prefill(ask))
    return [value for _, value in find(ask.body, path)]


def _prefill(ask: Ask) -> Iterator[object]:
    """Yield the last message when it begins an answer; a paused turn that goes on is none."""
    last = ask.messages[-1]
    blocks = blocks_of(last)
    paused = any(str(each.get("type")).endswith(("_tool_use", "_tool_result")) for each in blocks)
    if last.get("role") == "assistant" and blocks and not paused:
        yield last
