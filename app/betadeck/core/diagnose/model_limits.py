"""What a model does not take: modes of thinking, efforts, sampling, forced tools, too many output tokens."""

import re

from betadeck.core.catalog_models import model_of
from betadeck.core.diagnose.asked import object_of, text_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import allowed_values
from betadeck.core.diagnose.model_fit import refusing_rules
from betadeck.core.diagnose.places import has, value_at
from betadeck.core.diagnose.roles import system_role
from betadeck.core.diagnose.verdict import place_words, verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.draft import Draft
from betadeck.core.finding import Fix
from betadeck.core.fixes import remove_member, set_member, several
from betadeck.core.fixes_talk import remove_members

_UNSUPPORTED = (
    r"not (?:be )?(?:supported|available|allowed|enabled|permitted|compatible)|unsupported|does(?: not|n't) (?:support|accept|"
    r"allow|take)|deprecated|no longer|cannot be (?:used|set|specified|enabled|combined|disabled|both)|cannot both|may only be|"
    r"may not be|must be (?:1|set to)|only (?:be )?(?:set|one|supported|available)|incompatible|removed"
)
_SAMPLING = ("temperature", "top_p", "top_k")
_SAMPLED = r"temperature|\btop_p\b|\btop_k\b|sampling param"


def too_much_output(case: Case) -> Diagnosis | None:
    """Explain a max_tokens above what the model can give."""
    said = case.said
    words = r"max_tokens|max(?:imum)?(?: number of)?(?: output| completion)? tokens|output tokens"
    about = said.path[-1:] == ("max_tokens",) or (not said.path and said.says(words))
    if (
        not about
        or not said.bound
        or not said.bound.upper
        or said.says(r"budget|context (?:limit|window|length)")
    ):
        return None
    if not said.says(r"output|maximum|limit|exceed|too (?:large|high|big)|less than|at most|>"):
        return None
    limit = int(said.bound.limit)
    pointer = case.pointer or case.at("max_tokens")
    model = next(iter(said.models), "") or case.asked.model
    whose = f"{model} gives" if model else "The model gives"
    fixes = _lowered(case, pointer, limit) if limit > 0 else []
    return verdict(
        case,
        Culprit("field", "max_tokens", pointer),
        f"max_tokens is too high: {limit:,} is the most",
        f"{whose} at most {limit:,} tokens in one answer.",
        f"Lower max_tokens to {limit:,} or less.",
        fixes,
    )


def _lowered(case: Case, pointer: str, limit: int) -> list[Fix]:
    lower = set_member(pointer, limit, f"Lower max_tokens to {limit:,}")
    budget = pointer.removesuffix("max_tokens") + "thinking/budget_tokens"
    value = value_at(case.asked.body, budget)
    if isinstance(value, int) and value >= limit:
        return [several(lower.id, lower.title, [lower, set_member(budget, max(1024, limit // 2))])]
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
    budget, most = value_at(case.asked.body, pointer), value_at(case.asked.body, case.at("max_tokens"))
    if not isinstance(budget, int) or not isinstance(most, int):
        return []
    model = model_of(case.asked.model, case.catalogue)
    raised = budget + 4096
    fixes = []
    if model is None or raised <= (model.max_output_tokens or raised):
        fixes.append(set_member(case.at("max_tokens"), raised, f"Raise max_tokens to {raised:,}"))
    if most > 1024:
        lower = max(1024, most // 2)
        fixes.append(set_member(pointer, lower, f"Lower the budget to {lower:,}"))
    return fixes


def not_for_model(case: Case) -> Diagnosis | None:
    """Explain a field, value or tool that the model, or the mode it is in, does not take."""
    said = case.said
    if found := _prefill(case):
        return found
    if not said.says(_UNSUPPORTED):
        return None
    for judge in (_forced_tool, _sampling, _effort, _thinking, _tools, _system_role):
        if found := judge(case):
            return found
    return None


def _sampling(case: Case) -> Diagnosis | None:
    if not case.said.says(_SAMPLED) and case.said.path[-1:] not in tuple((each,) for each in _SAMPLING):
        return None
    named = [each for each in _SAMPLING if re.search(rf"\b{each}\b", case.said.text)] or ["temperature"]
    sent = [each for each in _SAMPLING if has(case.asked.body, case.at(each))]
    pointer = case.pointer or case.at(named[0])
    both = len(named) > 1 and case.said.says(r"both|only one|one of|together")
    fixes: list[Fix] = []
    if both:
        title = f"{' and '.join(named)} cannot go together"
        fixes = [remove_member(case.at(each)) for each in named if each in sent]
    elif case.said.says(r"thinking"):
        title = f"{named[0]} does not go with thinking"
        fixes = [remove_member(case.at(each)) for each in named if each in sent]
        fixes += (
            [remove_member(case.at("thinking"), "Switch thinking off")]
            if _thinks(case) and len(sent) == 1
            else []
        )
    else:
        title = f"The model takes no {named[0]} any more"
        fixes = [remove_members([case.at(each) for each in sent])] if sent else []
    remedy = "Leave one of them out." if both else "Leave it out."
    return verdict(case, Culprit("field", named[0], pointer), title, "", remedy, fixes)


def _thinks(case: Case) -> bool:
    return has(case.asked.body, case.at("thinking"))


def _effort(case: Case) -> Diagnosis | None:
    if not case.said.says(r"\beffort\b") or case.said.says(r"thinking\.type|adaptive thinking"):
        return None
    pointer = case.pointer or case.at("output_config", "effort")
    levels = [each for each in allowed_values(case) if each in ("low", "medium", "high", "xhigh", "max")]
    sent = value_at(case.asked.body, pointer)
    levels = [each for each in levels if each != sent]
    ordered = sorted(levels, key=("max", "xhigh", "high", "medium", "low").index)
    fixes = [
        set_member(pointer, each, f"Use effort {each}")
        for each in ordered[:2]
        if has(case.asked.body, pointer)
    ]
    if has(case.asked.body, pointer):
        fixes.append(remove_member(pointer, "Leave the effort to the model"))
    title = (
        f"The model has no effort {sent}"
        if isinstance(sent, str) and levels
        else "The model does not take this effort"
    )
    remedy = f"It takes {', '.join(reversed(ordered))}." if ordered else "Leave output_config.effort out."
    return verdict(case, Culprit("field", "output_config.effort", pointer), title, "", remedy, fixes)


def _thinking(case: Case) -> Diagnosis | None:
    said = case.said
    if not said.says(r"\bthinking\b") or said.says(r"thinking(?:`|\")? (?:or|block)|blocks?\b"):
        return None
    if said.path and said.path[0] != "thinking" and "thinking" not in said.path:
        return None
    pointer = case.pointer or case.at("thinking", "type")
    kind = re.search(r"\b(enabled|disabled|adaptive|between_tools|manual|extended|interleaved)\b", said.low)
    mode = kind.group(1) if kind else ""
    if said.says(r"\bbudget_tokens\b") and not said.path:
        pointer = case.at("thinking", "budget_tokens")
    return verdict(
        case,
        Culprit("field", place_words(pointer), pointer),
        f"The model does not take {mode} thinking" if mode else "The model does not take thinking this way",
        "",
        "Choose another mode of thinking, or leave it out.",
        thinking_fixes(case),
    )


def thinking_fixes(case: Case) -> list[Fix]:
    """Return other modes of thinking that the model takes, and leaving it out."""
    place = case.at("thinking")
    body = next((body for _, body in case.asked.roots()), None)
    if body is None or "thinking" not in body:
        return []
    fixes = []
    room = body.get("max_tokens")
    for value in ({"type": "adaptive"}, {"type": "enabled", "budget_tokens": 1024}):
        same = value["type"] == text_of(object_of(body, "thinking"), "type")
        tight = "budget_tokens" in value and (not isinstance(room, int) or room <= 1024)
        changed = {**body, "thinking": value}
        if not same and not tight and not any(refusing_rules(case.asked.model, changed, case.catalogue)):
            fixes.append(set_member(place, value, f"Use {value['type']} thinking"))
    without = {name: value for name, value in body.items() if name != "thinking"}
    if not any(refusing_rules(case.asked.model, without, case.catalogue)):
        fixes.append(remove_member(place, "Leave thinking to the model"))
    return fixes[:2]


def _forced_tool(case: Case) -> Diagnosis | None:
    said = case.said
    forced = said.says(r"tool_choice") and said.says(r"thinking|force|\bany\b|\btool\b|type")
    if not forced or said.says(r"parallel|while providing tools|not found"):
        return None
    pointer = case.pointer or case.at("tool_choice")
    fixes: list[Fix] = []
    if has(case.asked.body, case.at("tool_choice")):
        fixes.append(set_member(case.at("tool_choice"), {"type": "auto"}, "Let the model choose the tool"))
    if said.says(r"thinking") and _thinks(case):
        fixes.append(remove_member(case.at("thinking"), "Switch thinking off"))
    title = (
        "A forced tool does not go with thinking"
        if said.says("thinking")
        else "The model cannot be made to use a tool"
    )
    return verdict(
        case, Culprit("field", "tool_choice", pointer), title, "", "Use tool_choice auto or none.", fixes
    )


def _tools(case: Case) -> Diagnosis | None:
    """A tool type or another field that the model does not support, named or quoted."""
    kinds = re.findall(r"\b[a-z][a-z_]*_20\d{6}\b", case.said.low)
    for pointer, tool in case.asked.tools():
        if tool.get("type") in kinds:
            refused = [place for place, each in case.asked.tools() if each.get("type") in kinds]
            title = f"The model does not take the tool {tool.get('type')}"
            remedy = "Take the tool out, use its newer form, or ask another model."
            return verdict(
                case,
                Culprit("field", str(tool.get("type")), f"{pointer}/type"),
                title,
                "",
                remedy,
                [remove_members(refused)],
            )
    if kinds and case.said.says(r"tool"):
        return verdict(
            case, Culprit("field", kinds[0], case.at("tools")), f"The model does not take the tool {kinds[0]}"
        )
    return _parameter(case)


def _parameter(case: Case) -> Diagnosis | None:
    if case.said.path or not (case.said.models or case.said.says(r"model")):
        return None
    for name in case.said.fields:
        pointer = case.at(*name.split("."))
        if has(case.asked.body, pointer) or (
            not case.asked.known and ("_" in name or name in ("speed", "thinking"))
        ):
            title = f"The model does not take {name}"
            return verdict(
                case,
                Culprit("field", name, pointer),
                title,
                "",
                "Leave it out, or ask another model.",
                _without(case, pointer),
            )
    return None


def _without(case: Case, pointer: str) -> list[Fix]:
    return [remove_member(pointer)] if case.asked.known else []


def _prefill(case: Case) -> Diagnosis | None:
    ends = r"prefill|(?:must|may|can|should)(?:not| not|n't) end with an? assistant|must end with a user|last message must|last role"
    return prefill(case) if case.said.says(ends) else None


def prefill(case: Case) -> Diagnosis:
    """Explain a conversation that ends with an assistant message for a model that wants none there."""
    places = [(place, message) for place, message in case.asked.messages()]
    last = next((place for place, message in reversed(places) if text_of(message, "role") == "assistant"), "")
    pointer = case.pointer or last or case.at("messages")
    fixes = [remove_member(last, "Remove the last message")] if last and len(places) > 1 else []
    title = "The conversation may not end with an assistant message"
    cause = "Newer models do not go on with an answer that was begun for them."
    return verdict(
        case,
        Culprit("block", "", pointer),
        title,
        cause,
        "Remove the last message, or add a user message after it.",
        fixes,
    )


def _system_role(case: Case) -> Diagnosis | None:
    if not case.said.says(r"role\W+system|system\W+role|system messages?"):
        return None
    return system_role(case)


def is_sampling_of_old_version(case: Case, draft: Draft) -> bool:
    """Tell whether a sampling field was refused only because of the API version."""
    return case.pointer.rpartition("/")[2] in _SAMPLING and draft.api_version >= "2026-10-21"
