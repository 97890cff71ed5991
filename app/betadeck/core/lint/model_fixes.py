"""What mends a request that a rule about its model refuses."""

from collections.abc import Callable, Mapping

from betadeck.core.catalog import Catalogue
from betadeck.core.catalog_lookup import model_matches
from betadeck.core.catalog_rules import ModelRule
from betadeck.core.finding import Fix
from betadeck.core.fixes import choose_model, move_to_system, remove_member, set_member
from betadeck.core.lint.prompt import Prompt, number_of
from betadeck.core.request_paths import Way

_LEAST_BUDGET = 1024
"""The least thinking budget, in tokens. Source: the vendor's Messages reference, 2026-11-22."""

Maker = Callable[[ModelRule, Prompt, Way, Catalogue], tuple[Fix, ...]]


def fixes_for(rule: ModelRule, prompt: Prompt, way: Way, catalogue: Catalogue) -> tuple[Fix, ...]:
    """Return the fixes for a place that `rule` refuses; of rules without their own, taking it out."""
    return _MAKERS.get(rule.rule, _remove)(rule, prompt, way, catalogue)


def _remove(_rule: ModelRule, prompt: Prompt, way: Way, _catalogue: Catalogue) -> tuple[Fix, ...]:
    return (remove_member(prompt.pointer(*way)),)


def _adaptive(_rule: ModelRule, prompt: Prompt, _way: Way, _catalogue: Catalogue) -> tuple[Fix, ...]:
    kept = {name: value for name, value in prompt.part("thinking").items() if name != "budget_tokens"}
    pointer = prompt.pointer("thinking")
    adaptive = {**kept, "type": "adaptive"}
    return (set_member(pointer, adaptive, "Use adaptive thinking"), remove_member(pointer))


def _budget(_rule: ModelRule, prompt: Prompt, _way: Way, _catalogue: Catalogue) -> tuple[Fix, ...]:
    pointer = prompt.pointer("thinking")
    most = number_of(prompt.value, "max_tokens") or 0
    if most <= _LEAST_BUDGET:
        return (remove_member(pointer),)
    budget = max(_LEAST_BUDGET, most // 2)
    kept = dict(prompt.part("thinking"))
    enabled = {**kept, "type": "enabled", "budget_tokens": budget}
    return (
        set_member(pointer, enabled, f"Think with a budget of {budget:,} tokens"),
        remove_member(pointer),
    )


def _to(*values: str) -> Maker:
    def make(_rule: ModelRule, prompt: Prompt, way: Way, _catalogue: Catalogue) -> tuple[Fix, ...]:
        pointer = prompt.pointer(*way)
        return (*(set_member(pointer, value) for value in values), remove_member(pointer))

    return make


def _auto(_rule: ModelRule, prompt: Prompt, _way: Way, _catalogue: Catalogue) -> tuple[Fix, ...]:
    pointer = prompt.pointer("tool_choice")
    kept = {name: value for name, value in prompt.part("tool_choice").items() if name != "name"}
    return (set_member(pointer, {**kept, "type": "auto"}, "Let the model choose"), remove_member(pointer))


def _drop_message(_rule: ModelRule, prompt: Prompt, way: Way, _catalogue: Catalogue) -> tuple[Fix, ...]:
    return (remove_member(prompt.pointer(*way), "Remove the last message"),)


def _system(_rule: ModelRule, prompt: Prompt, way: Way, _catalogue: Catalogue) -> tuple[Fix, ...]:
    message = prompt.pointer(*way[:2])
    return (move_to_system(message, prompt.at), remove_member(message))


def _toolset(_rule: ModelRule, prompt: Prompt, way: Way, _catalogue: Catalogue) -> tuple[Fix, ...]:
    pointer = prompt.pointer(*way[:2])
    newer = {"type": "computer_toolset_20260801"}
    return (set_member(pointer, newer, f"Use {newer['type']}"), remove_member(pointer))


def _fast(rule: ModelRule, prompt: Prompt, way: Way, catalogue: Catalogue) -> tuple[Fix, ...]:
    taken = [
        each for each in catalogue.models if any(model_matches(pattern, each) for pattern in rule.not_models)
    ]
    newest = sorted(taken, key=lambda each: catalogue.models[each].generation, reverse=True)
    fixes = [remove_member(prompt.pointer(*way))]
    return (*fixes, *(choose_model(each, prompt.at) for each in newest[:2]))


_MAKERS: Mapping[str, Maker] = {
    "model.thinking_always_on": _adaptive,
    "model.thinking_manual_gone": _adaptive,
    "model.thinking_adaptive_missing": _budget,
    "model.thinking_off_limits_effort": _to("high"),
    "model.effort_up_to_high": _to("high"),
    "model.effort_xhigh_missing": _to("high", "max"),
    "model.tool_choice_not_forced": _auto,
    "model.prefill_gone": _drop_message,
    "model.system_role_missing": _system,
    "model.computer_tool_gone": _toolset,
    "model.fast_missing": _fast,
}
