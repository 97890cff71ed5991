"""The order of a conversation: roles, empty messages and blocks, system messages along the way."""

import re

from betadeck.core.diagnose.asked import text_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import move_to_system, remove_member, set_member, several
from betadeck.core.fixes_talk import remove_members

_EMPTY = (
    r"non-?empty|must not be empty|cannot be empty|(?:is|are|was) empty|empty (?:text|content|message|string|list|array|block)|"
    r"non-?whitespace|only whitespace|trailing whitespace|at least one (?:message|block|content)|no content|without content"
)
_ROLES = r"\broles?\b"
_ORDER = r"alternate|in a row|consecutive|first message|must (?:start|begin) with|must precede|end the array|role order|followed by"
_ALLOWED = r"unexpected role|allowed roles?|invalid role|unknown role|unsupported role|role\W+\w+\W+is not|must be (?:either )?.?(?:user|assistant)|input should be .user. or"


def wrong_turns(case: Case) -> Diagnosis | None:
    """Explain a conversation in the wrong order, or with nothing where something must be."""
    said = case.said
    if said.path[:1] == ("tools",):
        return None
    if said.says(
        r"role\W+system|system\W+role|top-level\W+system|system (?:messages?|content|text)"
    ) and not said.says(r"cache_control"):
        if said.says(r"empty|whitespace|at least one"):
            return _empty(case)
        return system_role(case)
    if said.says(_EMPTY) and (not said.path or "messages" in said.path or said.path[0] == "system"):
        return _empty(case)
    if said.says(_ROLES) or said.path[-1:] == ("role",) or said.says(r"first message"):
        if said.says(_ORDER):
            return _order(case)
        if said.says(_ALLOWED):
            return _role(case)
    return None


def system_role(case: Case) -> Diagnosis:
    """Explain a message with the role system that is not taken, here or by this model."""
    places = [place for place, message in case.asked.messages() if text_of(message, "role") == "system"]
    pointer = case.pointer if re.search(r"/messages/\d+", case.pointer) else ""
    place = next(
        (each for each in places if pointer and pointer.startswith(each)),
        "" if pointer else (places or [""])[0],
    )
    fixes = [move_to_system(place, _root_of(place))] if place else []
    by_model = case.said.says(r"not supported|model")
    title = (
        "The model takes no system messages along the way"
        if by_model
        else "A system message stands where none may be"
    )
    remedy = "Move its text to the top-level system field."
    found = pointer or (f"{place}/role" if place else case.at("messages"))
    return verdict(case, Culprit("field", "role", found), title, "", remedy, fixes)


def _root_of(message: str) -> str:
    return message.rpartition("/messages/")[0]


def _role(case: Case) -> Diagnosis:
    named = next((each for each in case.said.names if each not in ("user", "assistant")), "")
    places = [(place, text_of(message, "role")) for place, message in case.asked.messages()]
    wrong = [place for place, role in places if role == named] or [
        place for place, role in places if role not in ("user", "assistant", "system")
    ]
    pointer = f"{wrong[0]}/role" if wrong else _own_pointer(case)
    fixes: list[Fix] = []
    if len(wrong) == 1 and named != "system":
        fixes.append(set_member(pointer, "user", "Make it a message of the user"))
    if named == "system" and wrong:
        fixes.append(move_to_system(wrong[0], _root_of(wrong[0])))
    cause = "A conversation has the roles user and assistant; the results of tools stand in user messages."
    return verdict(
        case,
        Culprit("field", "role", pointer),
        f"There is no role {named or 'like this'}",
        cause,
        "Use user or assistant.",
        fixes,
    )


def _own_pointer(case: Case) -> str:
    return case.pointer if case.pointer else case.at("messages")


def _order(case: Case) -> Diagnosis:
    messages = list(case.asked.messages())
    roles = [text_of(message, "role") for _, message in messages]
    place = ""
    fixes: list[Fix] = []
    if case.said.says(r"first message|start|begin"):
        first = next((index for index, role in enumerate(roles) if role != "system"), None)
        if first is not None and roles[first] != "user":
            place = messages[first][0]
            if "user" in roles:
                leading = [messages[index][0] for index in range(first, roles.index("user"))]
                fixes.append(remove_members(leading, "Begin with the first user message"))
            else:
                fixes.append(set_member(f"{place}/role", "user", "Make it a message of the user"))
        title = "The first message must be the user's"
    else:
        same = [index for index in range(1, len(roles)) if roles[index] == roles[index - 1]]
        place = messages[same[0]][0] if same else ""
        title = "Two messages of the same role follow each other"
    has_index = bool(re.search(r"/messages/\d+", case.pointer))
    pointer = case.pointer if has_index else (f"{place}/role" if place else case.at("messages"))
    return verdict(
        case,
        Culprit("field", "role", pointer),
        title,
        "",
        "Put the messages into another order, or merge them.",
        fixes,
    )


def _empty(case: Case) -> Diagnosis:
    if case.said.says(r"trailing whitespace"):
        return _trailing(case)
    if case.said.says(r"at least one message"):
        return _no_message(case)
    texts, gone = _empty_places(case)
    found = sorted({*texts, *gone}, key=_number_order)
    pointer = _empty_place(case, found)
    of_message = pointer in gone or case.said.says(r"message")
    title = "A message has no content" if of_message else "A text block is empty"
    cause = "The API takes no empty texts and messages."
    remedy = "Write something there, or take it out."
    return verdict(case, Culprit("block", "", pointer), title, cause, remedy, _filled(case, found, gone))


def _no_message(case: Case) -> Diagnosis:
    place = case.at("messages")
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
        return (
            [several(f"go-on:{last}", "Say “Go on.”", [*steps, remove_members(others)])] if others else steps
        )
    return []


def _empty_places(case: Case) -> tuple[list[str], list[str]]:
    """Return the empty text blocks, and the messages that are empty or would be without them."""
    texts: list[str] = []
    gone: list[str] = []
    last = list(case.asked.messages())[-1:]
    for place, message in case.asked.messages():
        content = message.get("content")
        blocks = content if isinstance(content, list) else []
        empty = [index for index, each in enumerate(blocks) if isinstance(each, dict) and _is_blank(each)]
        if message.get("output_config") and not blocks:
            continue
        is_draft = last and last[0][0] == place and text_of(message, "role") == "assistant" and not content
        if (isinstance(content, str) and not content.strip()) or (
            len(empty) == len(blocks) and not isinstance(content, str)
        ):
            if not is_draft:
                gone.append(place)
        texts += [f"{place}/content/{index}" for index in empty]
    for root, body in case.asked.roots():
        system = body.get("system")
        for index, each in enumerate(system if isinstance(system, list) else []):
            if isinstance(each, dict) and _is_blank(each):
                texts.append(f"{root}/system/{index}")
    return texts, gone


def _is_blank(block: "dict[str, object]") -> bool:
    return block.get("type") == "text" and not text_of(block, "text").strip()


def _number_order(pointer: str) -> tuple[object, ...]:
    return tuple((0, int(each)) if each.isdigit() else (1, each) for each in pointer.split("/"))


def _trailing(case: Case) -> Diagnosis:
    places = list(case.asked.messages())
    place, message = places[-1] if places else ("", {})
    content = message.get("content")
    pointer = f"{place}/content" if place else case.pointer or case.at("messages")
    if isinstance(content, list) and content and isinstance(content[-1], dict):
        pointer, content = f"{pointer}/{len(content) - 1}/text", content[-1].get("text")
    fixes = (
        [set_member(pointer, content.rstrip(), "Cut the blanks off")]
        if isinstance(content, str) and content.strip()
        else []
    )
    title = "The last assistant message ends with blanks"
    return verdict(
        case,
        Culprit("block", "", pointer),
        title,
        "",
        "Take the blanks at its end away.",
        fixes or [remove_member(place)] if place else [],
    )
