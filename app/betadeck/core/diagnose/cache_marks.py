"""Marks for the prompt cache: too many, in the wrong order, or where none may be."""

import re
from collections.abc import Iterator

from betadeck.core.diagnose.asked import object_of, text_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.fixes import remove_member
from betadeck.core.fixes_talk import remove_members

_MOST = 4


def wrong_cache_marks(case: Case) -> Diagnosis | None:
    """Explain an error about `cache_control`."""
    said = case.said
    about = said.says(r"cache (?:breakpoint|block|control|mark)|\bttl\b.*\b(?:5m|1h)\b")
    if "cache_control" not in said.text.lower() and not about:
        return None
    if said.says(r"ttl") and said.says(r"after|before|order|longer|shorter|precede"):
        return _order(case)
    if said.says(r"maximum|at most|too many|more than|limit|exceed") and said.bound and not said.path:
        return _count(case)
    if said.says(r"cannot be (?:set|used)|not (?:allowed|supported|be set)|empty"):
        return _misplaced(case)
    return None


def _marks(case: Case) -> Iterator[tuple[str, "dict[str, object]"]]:
    """Yield the marks in the order in which the API looks at them."""
    for root, body in case.asked.roots():
        for place, tool in case.asked.tools():
            if place.startswith(f"{root}/tools/") and isinstance(tool.get("cache_control"), dict):
                yield f"{place}/cache_control", object_of(tool, "cache_control")
        system = body.get("system")
        for index, block in enumerate(system if isinstance(system, list) else []):
            if isinstance(block, dict) and isinstance(block.get("cache_control"), dict):
                yield f"{root}/system/{index}/cache_control", object_of(block, "cache_control")
        for each in case.asked.every_block():
            if each.pointer.startswith(f"{root}/messages/") and isinstance(
                each.value.get("cache_control"), dict
            ):
                yield f"{each.pointer}/cache_control", object_of(each.value, "cache_control")
        if isinstance(body.get("cache_control"), dict):
            yield f"{root}/cache_control", object_of(body, "cache_control")


def _count(case: Case) -> Diagnosis:
    most = int(case.said.bound.limit) if case.said.bound else _MOST
    places = [place for place, _ in _marks(case)]
    spare = places[: max(0, len(places) - most)]
    pointer = places[most] if len(places) > most else ""
    fixes = [remove_members(spare, f"Keep the last {most}")] if spare else []
    return verdict(
        case,
        Culprit("block", "cache_control", pointer),
        f"Too many cache marks: {most} are the most",
        "Tools, system and messages count together, and so does the mark of the request itself.",
        f"Keep {most} marks; the later ones usually help most.",
        fixes,
    )


def _order(case: Case) -> Diagnosis:
    short = False
    late = ""
    for place, mark in _marks(case):
        if text_of(mark, "ttl") == "1h" and short and not late:
            late = place
        short = short or text_of(mark, "ttl") != "1h"
    pointer = case.pointer or (f"{late}/ttl" if late else "")
    spots = [f"{place}/ttl" for place, mark in _marks(case) if text_of(mark, "ttl") == "1h"]
    fixes = [remove_members(spots, "Let all marks last five minutes")] if spots else []
    return verdict(
        case,
        Culprit("field", "ttl", pointer),
        "A cache mark of one hour stands after one of five minutes",
        "Marks count in the order tools, system, messages; those that last longer must come first.",
        "Give them the same ttl, or put the longer ones first.",
        fixes,
    )


def _misplaced(case: Case) -> Diagnosis:
    marks = [place for place, _ in _marks(case)]
    inside = [each for each in marks if case.pointer and each.startswith(case.pointer)]
    pointer = case.pointer or (marks[0] if len(marks) == 1 else "")
    if (block := re.fullmatch(r"(.*/(?:content|system)/\d+)(?:/\w+)?", pointer)) is not None:
        pointer = f"{block.group(1)}/cache_control"
    fixes = [remove_member(inside[0])] if inside else []
    title = "A cache mark stands where none may be"
    return verdict(
        case, Culprit("field", "cache_control", pointer), title, "", "Move the mark to another block.", fixes
    )
