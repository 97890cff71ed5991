"""Nothing where something must be: empty messages and texts, blanks at the end."""

import re
from collections.abc import Iterator

from betadeck.core.diagnose.asked import text_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import set_member, several
from betadeck.core.fixes_talk import remove_members

_EMPTY = (
    r"non-?empty|must not be empty|cannot be empty|(?:is|are|was) empty|empty (?:text|content|message|"
    r"string|list|array|block)|"
    r"non-?whitespace|only whitespace|trailing whitespace|at least one (?:message|block|content)|"
    r"no content|without content"
)


_ABOUT = (
    r"messages?\b|content|text|\bblocks?\b|prompt|conversation|\bturns?\b|\bsystem\b|whitespace|assistant"
)


def nothing_said(case: Case) -> Diagnosis | None:
    """Explain a conversation with nothing where something must be."""
    said = case.said
    if said.says(r"stop[ _]sequence|\bbody\b"):
        return None
    in_talk = not said.path or "messages" in said.path or said.inner[0] == "system"
    if not in_talk or not said.says(_EMPTY) or not (said.path or said.says(_ABOUT)):
        return None
    if case.said.says(r"trailing whitespace"):
        return _trailing(case)
    if case.said.says(r"at least one message|empty (?:array|list)") and _is_list(case.pointer):
        return _no_message(case)
    texts, gone = _empty_places(case)
    found = sorted({*texts, *gone}, key=_number_order)
    pointer = _empty_place(case, found)
    of_message = pointer in gone or case.said.says(r"message")
    title = "A message has no content" if of_message else "A text block is empty"
    cause = "The API takes no empty texts and messages."
    remedy = "Write something there, or take it out."
    return verdict(case, Culprit("block", "", pointer), title, cause, remedy, _filled(case, found, gone))


def _is_list(pointer: str) -> bool:
    """Tell whether it is the list of messages that is meant, and not one in it."""
    return not pointer or pointer.endswith("/messages")


def _no_message(case: Case) -> Diagnosis:
    place = case.pointer or case.at("messages")
    fix = set_member(place, [{"role": "user", "content": "Hello"}], "Add a user message")
    culprit = Culprit("field", "messages", place)
    return verdict(case, culprit, "There is no message", "", "Add a user message.", [fix])


def _empty_place(case: Case, found: list[str]) -> str:
    """Return the place that the message names, else the first empty one that was found."""
    own = case.pointer if re.search(r"/(?:messages|system)/\d+", case.pointer) else ""
    within = [each for each in found if own and each.startswith(own)]
    return (within or ([own] if own else found) or [case.pointer or case.at("messages")])[0]


def _filled(case: Case, found: list[str], gone: list[str]) -> list[Fix]:
    """Take out what is empty; a last message that is the user's is given something to say instead."""
    messages = [place for place, _ in case.asked.messages()]
    roles = {place: text_of(message, "role") for place, message in case.asked.messages()}
    left = [place for place in messages if place not in gone]
    if not found:
        return []
    if left and roles[left[-1]] == "user":
        return [remove_members(found, "Remove what is empty")]
    last = messages[-1]
    if last in gone and roles[last] == "user":
        others = [each for each in found if not each.startswith(last)]
        steps = [set_member(f"{last}/content", "Go on.", "Say “Go on.”")]
        both = several(f"go-on:{last}", "Say “Go on.”", [*steps, remove_members(others)])
        return [both] if others else steps
    return []


def _empty_places(case: Case) -> tuple[list[str], list[str]]:
    """Return the empty text blocks, and the messages that are empty or would be without them."""
    texts: list[str] = []
    gone: list[str] = []
    messages = list(case.asked.messages())
    for place, message in messages:
        content = message.get("content")
        blocks = content if isinstance(content, list) else []
        empty = [index for index, each in enumerate(blocks) if isinstance(each, dict) and _is_blank(each)]
        texts += [f"{place}/content/{index}" for index in empty]
        bare = not content.strip() if isinstance(content, str) else len(empty) == len(blocks)
        begun = place == messages[-1][0] and text_of(message, "role") == "assistant" and not content
        directive = message.get("output_config") and not blocks
        if bare and not begun and not directive:
            gone.append(place)
    inner = (each for each in case.asked.every_block() if each.pointer.count("/content/") > 1)
    texts += [each.pointer for each in inner if _is_blank(each.value)]
    return [*texts, *_empty_systems(case)], gone


def _empty_systems(case: Case) -> Iterator[str]:
    for root, body in case.asked.roots():
        system = body.get("system")
        for index, each in enumerate(system if isinstance(system, list) else []):
            if isinstance(each, dict) and _is_blank(each):
                yield f"{root}/system/{index}"


def _is_blank(block: "dict[str, object]") -> bool:
    return block.get("type") == "text" and not text_of(block, "text").strip()


def _number_order(pointer: str) -> tuple[object, ...]:
    return tuple((0, int(each)) if each.isdigit() else (1, each) for each in pointer.split("/"))


def _trailing(case: Case) -> Diagnosis:
    place, message = next(iter(reversed(list(case.asked.messages()))), ("", {}))
    if text_of(message, "role") == "user":
        place = ""  # it is about another place than we think
    content = message.get("content")
    pointer = f"{place}/content" if place else case.pointer or case.at("messages")
    if isinstance(content, list) and content and isinstance(content[-1], dict):
        pointer, content = f"{pointer}/{len(content) - 1}/text", content[-1].get("text")
    fixes: list[Fix] = []
    if isinstance(content, str) and content.strip():
        fixes.append(set_member(pointer, content.rstrip(), "Cut the blanks off"))
    title = "The last assistant message ends with blanks"
    return verdict(case, Culprit("block", "", pointer), title, "", "Take the blanks at its end away.", fixes)
