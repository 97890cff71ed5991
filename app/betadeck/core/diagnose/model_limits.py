"""What a model does not take: efforts, forced tools, kinds of tools, single fields, a begun answer."""

import re

from betadeck.core.diagnose.asked import text_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import allowed_values, is_extra
from betadeck.core.diagnose.places import has
from betadeck.core.diagnose.roles import system_role
from betadeck.core.diagnose.sampling import wrong_sampling
from betadeck.core.diagnose.thinking_modes import wrong_mode
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import remove_member, set_member
from betadeck.core.fixes_talk import remove_members
from betadeck.core.json_pointer import value_at

_UNSUPPORTED = (
    r"not (?:be )?(?:supported|offered|available|allowed|enabled|permitted|compatible)|unsupported|"
    r"\b(?:takes?|knows?|accepts?|supports?) no\b|"
    r"does(?: not|n't) (?:support|accept|allow|take)|deprecated|no longer|cannot both|may only be|may not be|"
    r"cannot be (?:used|set|specified|enabled|combined|disabled|both)|must be (?:1|set to)|incompatible|"
    r"only (?:be )?(?:set|one|supported|available|offered|possible)|removed|exclusive"
)
_PREFILL = (
    r"prefill|(?:must|may|can|should)(?:not| not|n't) end with an? assistant|must end with a user|"
    r"last message must|last role"
)
_EFFORTS = ("max", "xhigh", "high", "medium", "low")


def not_for_model(case: Case) -> Diagnosis | None:
    """Explain a field, value or tool that the model, or the mode it is in, does not take."""
    if case.said.says(_PREFILL):
        return _prefill(case)
    if not case.said.says(_UNSUPPORTED):
        return None
    return next((found for judge in _JUDGES if (found := judge(case))), None)


def _effort(case: Case) -> Diagnosis | None:
    about = case.said.says(r"\beffort\b") or case.said.path[-1:] == ("effort",)
    if not about or case.said.says(r"thinking\.type|adaptive thinking|^\W?(?:extended )?thinking\b"):
        return None
    pointer = case.pointer or case.at("output_config", "effort")
    sent = value_at(case.asked.body, pointer)
    levels = [each for each in _EFFORTS if each in allowed_values(case) and each != sent]
    fixes: list[Fix] = []
    if has(case.asked.body, pointer):
        fixes = [set_member(pointer, each, f"Use effort {each}") for each in levels[:2]]
        fixes.append(remove_member(pointer, "Leave the effort to the model"))
    named = isinstance(sent, str) and levels
    title = f"The model has no effort {sent}" if named else "The model does not take this effort"
    remedy = f"It takes {', '.join(reversed(levels))}." if levels else "Leave output_config.effort out."
    return verdict(case, Culprit("field", "output_config.effort", pointer), title, "", remedy, fixes)


def _forced_tool(case: Case) -> Diagnosis | None:
    said = case.said
    forced = said.says(r"\bforc\w+ (?:a |the )?tool|\btool use (?:cannot|may not) be forced") or (
        said.says(r"tool_choice") and said.says(r"thinking|force|\bany\b|\btool\b|type")
    )
    if not forced or said.says(r"parallel|while providing tools|not found"):
        return None
    place, thinking = case.at("tool_choice"), case.at("thinking")
    with_thinking = said.says(r"thinking")
    fixes: list[Fix] = []
    if has(case.asked.body, place):
        fixes.append(set_member(place, {"type": "auto"}, "Let the model choose the tool"))
    if with_thinking and has(case.asked.body, thinking):
        fixes.append(remove_member(thinking, "Switch thinking off"))
    title = (
        "A forced tool does not go with thinking"
        if with_thinking
        else "The model cannot be made to use a tool"
    )
    culprit = Culprit("field", "tool_choice", case.pointer or place)
    return verdict(case, culprit, title, "", "Use tool_choice auto or none.", fixes)


def _tools(case: Case) -> Diagnosis | None:
    """A type of tool that the model does not support."""
    kinds = re.findall(r"\b[a-z][a-z_]*_20\d{6}\b", case.said.low)
    refused = [
        (place, text_of(tool, "type")) for place, tool in case.asked.tools() if tool.get("type") in kinds
    ]
    if not refused and not (kinds and case.said.says(r"tool")):
        return None
    kind = refused[0][1] if refused else kinds[0]
    pointer = f"{refused[0][0]}/type" if refused else case.pointer or case.at("tools")
    remedy = "Take the tool out, use its newer form, or ask another model."
    fixes = [remove_members([place for place, _ in refused])] if refused else []
    title = f"The model does not take the tool {kind}"
    return verdict(case, Culprit("field", kind, pointer), title, "", remedy, fixes)


def _parameter(case: Case) -> Diagnosis | None:
    """Any other field, named in quotes."""
    if case.said.path or is_extra(case) or not (case.said.models or case.said.says(r"model")):
        return None
    known = case.asked.known
    told = re.findall(r"\b(\w+) (?:parameter|field|option)\b", case.said.low)
    for name in (*case.said.fields, *told):
        pointer = case.at(*name.split("."))
        likely = "_" in name or name in ("speed", "thinking", "system", "tools")
        if has(case.asked.body, pointer) or (not known and likely):
            fixes = [remove_member(pointer)] if known else []
            title, remedy = f"The model does not take {name}", "Leave it out, or ask another model."
            return verdict(case, Culprit("field", name, pointer), title, "", remedy, fixes)
    return None


def _worded(case: Case) -> Diagnosis | None:
    """A feature told by its name, such as `tool use`."""
    if case.said.path or not case.said.says(r"\bmodel\b|claude-"):
        return None
    name = next((name for pattern, name in _FEATURES if case.said.says(pattern)), "")
    if not name:
        return None
    pointer = case.at(name)
    fixes = [remove_member(pointer)] if has(case.asked.body, pointer) else []
    title, remedy = f"The model does not take {name}", "Leave it out, or ask another model."
    return verdict(case, Culprit("field", name, pointer), title, "", remedy, fixes)


def _prefill(case: Case) -> Diagnosis:
    places = [(place, text_of(message, "role")) for place, message in case.asked.messages()]
    last = next((place for place, role in reversed(places) if role == "assistant"), "")
    culprit = Culprit("block", "", case.pointer or last or case.at("messages"))
    fixes = [remove_member(last, "Remove the last message")] if last and len(places) > 1 else []
    title = "The conversation may not end with an assistant message"
    cause = "Newer models do not go on with an answer that was begun for them."
    remedy = "Remove the last message, or add a user message after it."
    return verdict(case, culprit, title, cause, remedy, fixes)


def _system_role(case: Case) -> Diagnosis | None:
    said = case.said.says(r"role\W+system|system\W+role|system messages?")
    return system_role(case) if said else None


_FEATURES = (
    (r"\btool use\b|\btools\b|function calling", "tools"),
    (r"system prompts?", "system"),
    (r"structured outputs?|response formats?|json schemas?", "output_config"),
    (r"prompt caching", "cache_control"),
)
_JUDGES = (_forced_tool, wrong_sampling, _effort, wrong_mode, _tools, _parameter, _system_role, _worded)
