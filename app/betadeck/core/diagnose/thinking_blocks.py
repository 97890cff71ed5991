"""Thinking blocks that were changed, dropped, signed by somebody else, or are where none may be."""

import re
from collections.abc import Callable

from betadeck.core.diagnose.asked import Block, text_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.places import has
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import remove_member
from betadeck.core.fixes_talk import remove_members
from betadeck.core.json_pointer import place_words

_KINDS = ("thinking", "redacted_thinking")
_CHANGED = (
    r"cannot be (?:modified|changed|altered|edited)|must (?:remain|match|be (?:sent|passed|returned|"
    r"kept))|(?:was|were|been) (?:modified|changed|altered)|unmodified|unchanged|as they were|"
    r"do(?:es)? not match|differs? from"
)
_FIRST = r"must (?:start|begin) with|first block must|expected\W+(?:`?thinking|`?redacted)|preced"
_SIGNATURE = r"signature|decrypt|verif"


def wrong_thinking(case: Case) -> Diagnosis | None:
    """Explain thinking blocks that are not as the API gave them."""
    if not _is_about_blocks(case):
        return None
    return next((judge(case) for pattern, judge in _JUDGES if case.said.says(pattern)), None)


def _is_about_blocks(case: Case) -> bool:
    said = case.said
    if "thinking" in said.inner[1:] and said.says(_SIGNATURE):
        return True
    elsewhere = said.inner[:1] in (("thinking",), ("tools",), ("output_config",))
    if elsewhere or said.path[-1:] == ("cache_control",) or not said.says(r"thinking"):
        return False
    return said.says(r"blocks?\b|redacted_thinking|signature") or "content" in said.path


def _blocks(case: Case) -> list[Block]:
    return [block for block in case.asked.blocks() if block.type in _KINDS]


def _at(case: Case) -> str:
    """Return the block that the place leads to, or else the last thinking block."""
    found = re.match(r".*/content/\d+", case.pointer)
    if found:
        return found.group()
    blocks = _blocks(case)
    if case.pointer and not case.pointer.endswith("/messages"):
        inside = [each for each in blocks if each.pointer.startswith(case.pointer)]
        return inside[0].pointer if inside else case.pointer
    last = [each for each in blocks if each.message == blocks[-1].message]
    return last[0].pointer if last else case.at("messages")


def _changed(case: Case) -> Diagnosis:
    pointer = _at(case)
    return verdict(
        case,
        Culprit("block", "thinking", pointer),
        f"A thinking block is not as the API gave it: {place_words(pointer)}",
        "The thinking of the latest assistant turn must come back unchanged: text, signature and order.",
        "Put the blocks back as they were received, or take all thinking of that message out.",
        _without(case, pointer),
    )


def _signature(case: Case) -> Diagnosis:
    pointer = _at(case)
    return verdict(
        case,
        Culprit("block", "thinking", pointer),
        "The signature of a thinking block does not fit",
        "The text was changed, or the block comes from another model, account or platform.",
        "Send the block as it was received, or take it out.",
        _without(case, pointer),
    )


def _missing(case: Case) -> Diagnosis:
    pointer = _at(case)
    if not case.pointer:
        last = [place for place, each in case.asked.messages() if text_of(each, "role") == "assistant"]
        pointer = f"{last[-1]}/content/0" if last else pointer
    fixes: list[Fix] = []
    if has(case.asked.body, case.at("thinking")):
        fixes.append(remove_member(case.at("thinking"), "Switch thinking off"))
    return verdict(
        case,
        Culprit("block", "thinking", pointer),
        "An assistant turn lacks its thinking",
        "While thinking is on, a turn that called tools must begin with the thinking that the API gave.",
        "Put the thinking block back in front, or switch thinking off.",
        fixes,
    )


def _unwanted(case: Case) -> Diagnosis:
    pointer = _at(case)
    title = "A thinking block stands where none may be"
    return verdict(
        case,
        Culprit("block", "thinking", pointer),
        title,
        "",
        "Take it out, or switch thinking on.",
        _without(case, pointer),
    )


def _without(case: Case, pointer: str) -> list[Fix]:
    """Take the thinking blocks of that message out; one alone would break their order."""
    message = pointer.partition("/content/")[0]
    mine = [each for each in _blocks(case) if each.message == message]
    others = [each for each in case.asked.blocks() if each.message == message and each.type not in _KINDS]
    if not mine or not others:
        return []
    title = "Remove the thinking block" if len(mine) == 1 else "Remove the message's thinking blocks"
    return [remove_members([each.pointer for each in mine], title)]


_JUDGES: tuple[tuple[str, Callable[[Case], Diagnosis]], ...] = (
    (_SIGNATURE, _signature),
    (_FIRST, _missing),
    (_CHANGED, _changed),
    (r"cannot contain|disabled|not (?:allowed|permitted|supported)|must not|without", _unwanted),
)
"""What is said of the block leads to the words; the first that is found wins."""
