"""How much a model may say: max_tokens, and the part of it that thinking takes."""

from betadeck.core.catalog_models import model_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import set_member, several
from betadeck.core.json_pointer import value_at

_ABOUT = (
    r"max_tokens|max(?:imum)?(?: number of)?(?: output| completion)? tokens|output tokens|"
    r"output of \d[\d,]* tokens"
)
_TOO_HIGH = r"output|maximum|limit|exceed|too (?:large|high|big)|less than|at most|larger than|beyond|>"
_OTHERWISE = r"budget|context (?:limit|window|length)"
_LEAST_BUDGET = 1024
_ROOM = 4096
"""Tokens to leave for the answer when max_tokens is raised over the thinking budget."""


def too_much_output(case: Case) -> Diagnosis | None:
    """Explain a max_tokens above what the model can give."""
    said = case.said
    about = said.path[-1:] == ("max_tokens",) or (not said.path and said.says(_ABOUT))
    if not about or not said.bound or not said.bound.upper:
        return None
    of_prompt = said.says(r"\b(?:input|prompt)\b") and not said.says(r"max_tokens|output|completion")
    if of_prompt or said.says(_OTHERWISE) or not said.says(_TOO_HIGH):
        return None
    limit = int(said.bound.limit)
    pointer = case.pointer or case.at("max_tokens")
    model = next(iter(said.models), "") or case.asked.model or "The model"
    return verdict(
        case,
        Culprit("field", "max_tokens", pointer),
        f"max_tokens is too high: {limit:,} is the most",
        f"{model} gives at most {limit:,} tokens in one answer.",
        f"Lower max_tokens to {limit:,} or less.",
        _lowered(case, pointer, limit) if limit > 0 else [],
    )


def _lowered(case: Case, pointer: str, limit: int) -> list[Fix]:
    lower = set_member(pointer, limit, f"Lower max_tokens to {limit:,}")
    budget = pointer.removesuffix("max_tokens") + "thinking/budget_tokens"
    value = value_at(case.asked.body, budget)
    if isinstance(value, int) and value >= limit:
        halved = set_member(budget, max(_LEAST_BUDGET, limit // 2))
        return [several(lower.id, lower.title, [lower, halved])]
    return [lower]


def budget_too_big(case: Case) -> Diagnosis | None:
    """Explain a thinking budget that leaves no room for the answer."""
    said = case.said
    if "budget_tokens" not in said.text or not said.says(r"max_tokens"):
        return None
    pointer = case.at("thinking", "budget_tokens")
    return verdict(
        case,
        Culprit("field", "thinking.budget_tokens", pointer),
        "The thinking budget must be smaller than max_tokens",
        "Thinking counts as output, so the budget has to leave room for the answer.",
        "Raise max_tokens, or lower the budget.",
        _room_for_budget(case, pointer),
    )


def _room_for_budget(case: Case, pointer: str) -> list[Fix]:
    top = case.at("max_tokens")
    budget, most = value_at(case.asked.body, pointer), value_at(case.asked.body, top)
    if not isinstance(budget, int) or not isinstance(most, int):
        return []
    model = model_of(case.asked.model, case.catalogue)
    raised = budget + _ROOM
    fixes = []
    if model is None or raised <= (model.max_output_tokens or raised):
        fixes.append(set_member(top, raised, f"Raise max_tokens to {raised:,}"))
    if most > _LEAST_BUDGET:
        lower = max(_LEAST_BUDGET, most // 2)
        fixes.append(set_member(pointer, lower, f"Lower the budget to {lower:,}"))
    return fixes
