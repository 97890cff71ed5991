"""The body as a whole: broken JSON, the wrong shape, things that are not there, content that is blocked."""

import re

from betadeck.core.catalog_lookup import find_operation
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.error_class import ErrorClass, class_of
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import change_target, remove_header, set_member
from betadeck.core.fixes_talk import set_method
from betadeck.core.json_text import first_fault, pointer_at

_BROKEN = (
    r"not (?:a )?valid json|invalid json|malformed json|json (?:is )?(?:invalid|malformed|decode|parse|parsing|syntax)|could not parse|"
    r"failed to parse|unable to parse (?:the )?(?:request|body|json)|cannot parse|parse (?:error|the request body)|expecting value|"
    r"unexpected (?:end of (?:json|data|input)|token|character|control)|unterminated string|jsondecodeerror|surrogate|"
    r"error parsing (?:the )?body|deserializ\w+ the (?:json )?body"
)
_POSITION = re.compile(
    r"char(?:acter)?s?\s*\(?(\d+)|(?:at |offset |position |pos )(?:byte |character )?(\d+)", re.IGNORECASE
)
_LINE = re.compile(r"line (\d+),? col(?:umn)? (\d+)", re.IGNORECASE)
_FILTER = r"content (?:filter|policy|moderation)|blocked by|safety (?:filter|policy)|violat\w+ (?:our |the )?(?:usage|content|terms)|usage polic|moderation"
_THING = r"\b(file|batch|agent|session|skill|environment|vault|container|thread|memory|deployment|dream|tunnel|profile|workspace|message|resource|object|invite|user)s?\b"


def broken_json(case: Case) -> Diagnosis | None:
    """Explain a body that is no JSON."""
    if (
        not case.said.says(_BROKEN)
        or case.said.says(r"unknown name|cannot find field")
        or case.said.path
        or class_of(case) not in (ErrorClass.INVALID, ErrorClass.UNKNOWN, ErrorClass.SERVER)
    ):
        return None
    text = case.draft.body_text if case.draft else ""
    fault = first_fault(text) if text.strip() else None
    offset = fault.offset if fault else _offset(case, text)
    pointer = pointer_at(text, offset) if text and offset is not None else ""
    cause = f"At line {fault.line}, column {fault.column}: {fault.message}." if fault else ""
    if case.draft and not text.strip():
        return verdict(case, Culprit("field", "body"), "The request has no body", "", "Write a body.")
    return verdict(
        case, Culprit("field", "body", pointer), "The body is not valid JSON", cause, "Correct it there."
    )


def _offset(case: Case, text: str) -> int | None:
    if found := _LINE.search(case.said.rest):
        lines = text.split("\n")
        row, column = int(found.group(1)), int(found.group(2))
        return sum(len(line) + 1 for line in lines[: row - 1]) + column - 1
    found = _POSITION.search(case.said.rest)
    return int(found.group(1) or found.group(2)) if found else None


def wrong_shape(case: Case) -> Diagnosis | None:
    """Explain a body that is JSON but no object, none at all, and a wrong content type."""
    draft = case.draft
    bodiless = draft is not None and not draft.body_text.strip() and not draft.files and draft.method != "GET"
    if bodiless and (case.status == 415 or case.said.says(r"content[- ]type|body")) and not case.said.path:
        return verdict(case, Culprit("field", "body"), "The request has no body", "", "Write a body.")
    if case.status == 415 or case.said.says(r"unsupported media type|content[- ]type (?:must|is not|not)"):
        fixes = [remove_header("content-type")] if case.asked.header("content-type") else []
        return verdict(
            case,
            Culprit("header", "content-type"),
            "The server does not take this type of body",
            "",
            "Send JSON as application/json.",
            fixes,
        )
    if not case.said.path and case.said.says(
        r"^input should be (?:an object|a valid dict)|body (?:must|should) be (?:an? )?(?:valid )?(?:json )?object"
    ):
        return verdict(
            case,
            Culprit("field", "body"),
            "The body is not a JSON object",
            "",
            "Put everything into one object in braces.",
        )
    return None


def blocked(case: Case) -> Diagnosis | None:
    """Explain content that a filter stopped."""
    if (
        not case.said.says(_FILTER)
        or case.said.says(r"workspace policy")
        or class_of(case) is ErrorClass.AUTH
    ):
        return None
    what = "answer" if case.said.says(r"output|response|completion") else "request"
    place = case.at("messages")
    return verdict(
        case,
        Culprit("field", "messages", place),
        f"A content filter stopped the {what}",
        "",
        "Word the request in another way.",
    )


def needs_stream(case: Case) -> Diagnosis | None:
    """Explain a call that is too long for an answer in one piece, or cannot be streamed."""
    said = case.said
    if not said.says(r"\bstream(?:ing)?\b") or said.path not in ((), ("stream",)):
        return None
    if said.says(r"required|must|only|should|need"):
        pointer = case.at("stream")
        fixes: list[Fix] = [set_member(pointer, True, "Stream the answer")] if case.asked.known else []
        cause = "An answer that may take longer than ten minutes has to be streamed."
        return verdict(
            case,
            Culprit("field", "stream", pointer),
            "The answer has to be streamed",
            cause,
            "Set stream to true, or ask for less.",
            fixes,
        )
    if said.says(r"not (?:supported|allowed|available)|unsupported|cannot"):
        pointer = case.at("stream")
        fixes = [set_member(pointer, False, "Do not stream")] if case.asked.known else []
        return verdict(
            case,
            Culprit("field", "stream", pointer),
            "The answer cannot be streamed here",
            "",
            "Set stream to false.",
            fixes,
        )
    return None


def not_there(case: Case) -> Diagnosis | None:
    """Explain a file, a session or another thing that does not exist, or a wrong address."""
    said = case.said
    if case.status == 405 or said.says(r"^method not allowed"):
        return _method(case)
    told = class_of(case) is ErrorClass.NOT_FOUND or said.says(
        r"not found|does not exist|no such|not downloadable|has expired|was deleted"
    )
    if not told or (said.path and case.pointer):
        return None if not (told and said.ids) else _thing(case)
    if said.ids or said.says(_THING):
        return _thing(case)
    return _address(case) if case.status in (404, 410) else None


def _thing(case: Case) -> Diagnosis:
    name = next(iter(case.said.ids), "") or next(
        (each for each in case.said.names if re.search(r"\d", each)), ""
    )
    found = re.search(_THING, case.said.low)
    kind = found.group(1) if found else "thing"
    pointer = case.asked.place_of(name) or (case.pointer if case.said.path else "")
    if case.said.says(r"not downloadable"):
        title, remedy = (
            f"The {kind} {name} cannot be downloaded",
            "Only files that a tool made can be; keep your own copy of others.",
        )
    elif case.said.says(r"expired|deleted|archived"):
        title, remedy = f"The {kind} {name} is gone", "Make or upload it anew."
    else:
        title, remedy = (
            f"There is no {kind} {name}",
            "Check the id, and that the key is of the same workspace.",
        )
    return verdict(
        case, Culprit("field", _parameter(case, name) or name, pointer), " ".join(title.split()), "", remedy
    )


def _parameter(case: Case, value: str) -> str:
    """Return the path parameter that carries `value`."""
    params = case.draft.path_params if case.draft else ()
    return next((name for name, each in params if each == value and value), "")


def _address(case: Case) -> Diagnosis:
    draft = case.draft
    shown = f"{draft.method} {draft.path}" if draft else "this address"
    if draft and draft.path_params and draft.path.count("{"):
        name, value = draft.path_params[-1]
        title = f"There is nothing called {value} here" if value else f"The parameter {name} is empty"
        return verdict(
            case,
            Culprit("field", name),
            title,
            "",
            "Check the id in the path, and that the key is of the same workspace.",
        )
    known = draft is not None and find_operation(draft.method, draft.path, case.catalogue) is not None
    if known:
        title = f"The server does not know {shown}"
        return verdict(
            case,
            Culprit("gateway", "path"),
            title,
            "",
            "Check the target's address and its path.",
            [change_target()],
        )
    return verdict(
        case,
        Culprit("field", "path"),
        f"There is no {shown}",
        "",
        "Choose the operation again, or check the target's address.",
        [change_target()],
    )


def _method(case: Case) -> Diagnosis:
    draft = case.draft
    allowed = [each.strip() for each in case.header("allow").split(",") if each.strip()]
    fixes = [set_method(each) for each in allowed] if draft and len(allowed) == 1 else []
    shown = f"{draft.path} takes no {draft.method}" if draft else "The address does not take this method"
    remedy = f"Use {' or '.join(allowed)}." if allowed else "Choose the operation again."
    return verdict(case, Culprit("field", "method"), shown, "", remedy, fixes)
