"""The order of a conversation: roles that alternate or do not exist, system messages along the way."""

import re

from betadeck.core.diagnose.asked import text_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import move_to_system, set_member
from betadeck.core.fixes_talk import remove_members

_SYSTEM = r"role\W+system|system\W+role|top-level\W+system|system (?:messages?|content|text)"
_ORDER = (
    r"alternate|in a row|consecutive|first message|must (?:start|begin) with|must precede|"
    r"end the array|role order|followed by"
)
_ALLOWED = (
    r"unexpected role|allowed roles?|invalid role|unknown role|unsupported role|role\W+\w+\W+(?:is not|must)|"
    r"must be (?:either )?.?(?:user|assistant)|input should be .user. or"
)


def wrong_turns(case: Case) -> Diagnosis | None:
    """Explain a conversation in the wrong order, or with roles that there are not."""
    said = case.said
    if said.inner[:1] == ("tools",):
        return None
    if said.says(_SYSTEM) and not said.says(r"cache_control"):
        return system_role(case)
    about = said.says(r"\broles?\b|first message|(?:start|begin)s? with an? .?user") or said.path[-1:] == (
        "role",
    )
    if about and said.says(_ORDER):
        return _order(case)
    return _role(case) if about and said.says(_ALLOWED) else None


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
    found = pointer or (f"{place}/role" if place else _own_pointer(case))
    return verdict(case, Culprit("field", "role", found), title, "", remedy, fixes)


def _root_of(message: str) -> str:
    return message.rpartition("/messages/")[0]


def _role(case: Case) -> Diagnosis:
    named = next((each for each in case.said.names if each not in ("user", "assistant")), "")
    places = [(place, text_of(message, "role")) for place, message in case.asked.messages()]
    wrong = [place for place, role in places if role == named] or [
        place for place, role in places if role not in ("user", "assistant", "system")
    ]
    pointer = f"{wrong[0]}/role" if wrong else _own_role(case)
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


def _own_role(case: Case) -> str:
    """Return the place of the role in the message that is told."""
    pointer = _own_pointer(case)
    return f"{pointer}/role" if re.search(r"/messages/\d+$", pointer) else pointer


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
    pointer = case.pointer if has_index else (f"{place}/role" if place else _own_pointer(case))
    return verdict(
        case,
        Culprit("field", "role", pointer),
        title,
        "",
        "Put the messages into another order, or merge them.",
        fixes,
    )
