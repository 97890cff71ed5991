"""Tool calls without results, results without calls, and ids that stand twice."""

from collections.abc import Sequence
from itertools import pairwise

from betadeck.core.diagnose.asked import Block, text_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import tag_found
from betadeck.core.diagnose.verdict import listed, verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import insert_tool_results, set_member
from betadeck.core.fixes_talk import remove_members, rename_call

_CALLS = ("tool_use", "server_tool_use", "mcp_tool_use")
_PAIR = (
    r"number of tool|tool[_ ]?(?:use|call|result)s?\b[^.]{0,120}\b(?:without|missing|no (?:matching|"
    r"corresponding)|must (?:have|be|follow)|unexpected|not found|single result|unique|multiple|"
    r"immediately|preceding|does not have|lacks?|expected)|(?:without|missing|unexpected|expected|no|each|"
    r"duplicate|multiple)\b[^.]{0,60}\btool[_ ]?(?:use|call|result)"
)
_ORPHAN = (
    r"unexpected\W+tool_use_id|unexpected\W+\w*tool_result|tool[_ ]results?\b[^.]{0,60}\b(?:without|"
    r"no (?:matching|corresponding|preceding)|has no|must (?:have|follow|"
    r"be preceded))[^.]{0,60}tool[_ ]?(?:use|call)|(?:previous|preceding|before it)|"
    r"result[^.]{0,40}unknown tool"
)


def unpaired_tools(case: Case) -> Diagnosis | None:
    """Explain tool calls and results that do not fit together."""
    said = case.said
    if tag_found(case):
        return None
    if said.says(r"is_error") and said.says(r"empty"):
        return _empty_error(case)
    if (
        said.inner[:1] not in ((), ("messages",))
        or not said.says(r"tool[_ ]?(?:use|call|result)")
        or not said.says(_PAIR)
    ):
        return None
    if said.says(r"unique|duplicate"):
        return _double_id(case)
    if said.says(r"single result|multiple\W+\w*tool_result|more than one"):
        return _double_result(case)
    orphan = _is_orphan(case)
    return _result_without_call(case) if orphan else _call_without_result(case)


def _is_orphan(case: Case) -> bool:
    """Tell whether it is a result that lacks its call; the request decides, where the id is found in it."""
    ids = set(case.said.ids) | set(case.said.names)
    uses = {text_of(block.value, "id") for block in case.asked.blocks() if block.type in _CALLS} & ids
    results = {text_of(block.value, "tool_use_id") for block in case.asked.blocks()} & ids
    if bool(uses) != bool(results):
        return bool(results)
    first = case.said.low.partition(". ")[0]
    return case.said.says(_ORPHAN) and not first.startswith(
        ("`tool_use` ids were found without", "tool_use ids")
    )


def _call_without_result(case: Case) -> Diagnosis:
    open_calls = _unanswered(case)
    named = [block for block in open_calls if text_of(block.value, "id") in case.said.text]
    calls = [block for block in named or open_calls if block.message == (named or open_calls)[0].message]
    ids = [text_of(block.value, "id") for block in calls] or list(case.said.ids)
    pointer = calls[0].pointer if calls else case.pointer or case.at("messages")
    fixes: list[Fix] = []
    if calls:
        fixes.append(insert_tool_results(calls[0].message, ids))
    names = listed(ids[:3]) if ids else "a tool call"
    return verdict(
        case,
        Culprit("block", ids[0] if ids else "", pointer),
        f"The tool call {names} has no result" if len(ids) < 2 else f"The tool calls {names} have no results",
        "Every tool_use must be answered by a tool_result with its id, first in the very next user message.",
        "Insert the missing results, or take the calls out.",
        fixes,
    )


def _unanswered(case: Case) -> list[Block]:
    """Return the calls that the next message does not answer."""
    messages = [place for place, _ in case.asked.messages()]
    following = dict(pairwise(messages))
    blocks = list(case.asked.blocks())
    answers = {(each.message, each.value.get("tool_use_id")) for each in blocks if each.type == "tool_result"}
    calls = (each for each in blocks if each.type == "tool_use")
    return [each for each in calls if (following.get(each.message, ""), each.value.get("id")) not in answers]


def _result_without_call(case: Case) -> Diagnosis:
    results = [block for block in case.asked.blocks() if text_of(block.value, "tool_use_id")]
    named = [block for block in results if text_of(block.value, "tool_use_id") in case.said.text]
    at_place = [block for block in named if case.pointer and block.pointer.startswith(case.pointer)]
    lost = at_place or named
    ids = [text_of(block.value, "tool_use_id") for block in lost] or list(case.said.ids)
    pointer = lost[0].pointer if lost else case.pointer or case.at("messages")
    kind = lost[0].type if lost else "tool_result"
    name = ids[0] if ids else ""
    return verdict(
        case,
        Culprit("block", name, pointer),
        f"The {kind} {name} answers no call".replace("  ", " "),
        "The call with its id must stand before it: for a tool_result in the assistant message just before.",
        "Send both or neither: put the call back, or take the result out.",
        _without_blocks(case, lost[:1]),
    )


def _without_blocks(case: Case, blocks: Sequence[Block]) -> list[Fix]:
    """Take blocks out, and a message that would be left empty."""
    if not blocks:
        return []
    block = blocks[0]
    mates = [each for each in case.asked.blocks() if each.message == block.message]
    if len(mates) > 1:
        return [remove_members([block.pointer], "Remove this block")]
    count = len(list(case.asked.messages()))
    return [remove_members([block.message], "Remove this message")] if count > 1 else []


def _double_result(case: Case) -> Diagnosis:
    seen: set[object] = set()
    double = None
    for block in case.asked.blocks():
        name = block.value.get("tool_use_id")
        if block.type == "tool_result" and name in seen and str(name) in case.said.text:
            double = block
        seen.add(name)
    pointer = double.pointer if double else case.pointer or case.at("messages")
    name = next(iter(case.said.ids), "")
    fixes = _without_blocks(case, [double] if double else [])
    return verdict(
        case,
        Culprit("block", name, pointer),
        f"The tool call {name} has two results".replace("  ", " "),
        "",
        "Keep one result for each call.",
        fixes,
    )


def _double_id(case: Case) -> Diagnosis:
    seen: dict[object, Block] = {}
    double = None
    for block in case.asked.blocks():
        if block.type in _CALLS:
            double = double or (block if block.value.get("id") in seen else None)
            seen.setdefault(block.value.get("id"), block)
    pointer = double.pointer if double else case.pointer or case.at("messages")
    name = text_of(double.value, "id") if double else next(iter(case.said.ids), "")
    return verdict(
        case,
        Culprit("block", name, pointer),
        f"The id {name} is given to two tool calls".replace("  ", " "),
        "Ids tie calls to their results, so each may stand once only.",
        "Give the second call and its result another id.",
        [_renamed(case, double)] if double else [],
    )


def _renamed(case: Case, call: Block) -> Fix:
    """Give a call another id; of two results with the old id the second one becomes its own."""
    old = text_of(call.value, "id")
    taken = {text_of(block.value, "id") for block in case.asked.blocks()}
    new = next(f"{old}_{number}" for number in range(2, 999) if f"{old}_{number}" not in taken)
    results = [block for block in case.asked.blocks() if text_of(block.value, "tool_use_id") == old]
    return rename_call(call.pointer, new, result=results[1].pointer if len(results) > 1 else "")


def _empty_error(case: Case) -> Diagnosis:
    pointer = case.pointer
    empty = [
        block
        for block in case.asked.blocks()
        if block.value.get("is_error") is True and not block.value.get("content")
    ]
    if empty and not any(block.pointer == pointer for block in empty):
        pointer = empty[0].pointer
    fixes = [
        set_member(f"{block.pointer}/content", "Error", "Say that it failed")
        for block in empty
        if block.pointer == pointer
    ]
    return verdict(
        case,
        Culprit("block", "", pointer),
        "A tool_result that reports an error says nothing",
        "",
        "Say what went wrong.",
        fixes,
    )
