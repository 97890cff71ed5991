"""The request as a whole: broken JSON, the wrong shape, content that is blocked, streams that must be."""

import re

from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.error_class import ErrorClass, class_of
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import remove_header, set_member
from betadeck.core.json_text import JsonFault, first_fault, pointer_at

_BROKEN = (
    r"not (?:a )?(?:valid )?json\b|invalid json|malformed json|could not parse|failed to parse|cannot parse|"
    r"json (?:is )?(?:invalid|malformed|decode|parse|parsing|syntax)|unable to parse (?:the )?(?:request|"
    r"body|json)|"
    r"parse (?:error|the request body)|expecting value|unterminated string|jsondecodeerror|surrogate|"
    r"unexpected (?:end of (?:json|data|input)|token|character|control)|error parsing (?:the )?body|"
    r"deserializ\w+ the (?:json )?body|(?:decoded|parsed|read|understood) as (?:valid )?json|"
    r"enclosed in double quotes|"
    r"looking for beginning of|unexpected eof|invalid character [^.]{0,20}after|expecting (?:property|',|':)|"
    r"\bline \d+,? col(?:umn)? \d+"
)
_READ = r"(?:missing|unknown|duplicate) (?:field|variant)|invalid (?:type|value|length):"
"""It was JSON that could be read, but was not what was wanted there."""
_MAYBE_JSON = (ErrorClass.INVALID, ErrorClass.UNKNOWN, ErrorClass.SERVER)
_POSITION = re.compile(
    r"char(?:acter)?s?\s*\(?(\d+)|(?:at |offset |position |pos )(?:byte |character )?(\d+)", re.IGNORECASE
)
_LINE = re.compile(r"line (\d+),? col(?:umn)? (\d+)", re.IGNORECASE)
_FILTER = (
    r"content (?:filter|policy|moderation)|blocked by|safety (?:filter|policy)|usage polic|moderation|"
    r"violat\w+ (?:our |the )?(?:usage|content|terms)"
)
_MEDIA_TYPE = r"unsupported media type|content[- ]type (?:must|is not|not)"
_NO_OBJECT = (
    r"^input should be (?:an object|a valid dict)|body (?:must|"
    r"should) be (?:an? )?(?:valid )?(?:json )?object"
)


def broken_json(case: Case) -> Diagnosis | None:
    """Explain a body that is no JSON."""
    about = case.said.says(_BROKEN) and not case.said.says(r"unknown name|cannot find field")
    if class_of(case) is ErrorClass.SERVER and not case.said.says(r"json|\bbody\b|pars"):
        return None
    if case.said.says(_READ):
        return None
    if not about or case.said.path or class_of(case) not in _MAYBE_JSON:
        return None
    text = case.draft.body_text if case.draft else ""
    if case.draft and not text.strip():
        return verdict(case, Culprit("field", "body"), "The request has no body", "", "Write a body.")
    fault = first_fault(text) if text else None
    offset = fault.offset if fault else _offset(case, text)
    pointer = pointer_at(text, offset) if text and offset is not None else ""
    cause = f"At line {fault.line}, column {fault.column}: {fault.message}." if fault else ""
    culprit = Culprit("field", "body", pointer)
    fixes = _repairs(text, fault) if fault else []
    return verdict(case, culprit, "The body is not valid JSON", cause, "Correct it there.", fixes)


def _repairs(text: str, fault: JsonFault) -> list[Fix]:
    # Imported when needed: the linter's package brings in much that explaining does not use.
    from betadeck.core.lint.json_fixes import json_fixes

    return list(json_fixes(text, fault))


def _offset(case: Case, text: str) -> int | None:
    if found := _LINE.search(case.said.rest):
        lines = text.split("\n")
        row, column = int(found.group(1)), int(found.group(2))
        return sum(len(line) + 1 for line in lines[: row - 1]) + column - 1
    found = _POSITION.search(case.said.rest)
    return int(found.group(1) or found.group(2)) if found else None


def wrong_shape(case: Case) -> Diagnosis | None:
    """Explain a body that is JSON but no object, none at all, and a wrong content type."""
    said, draft = case.said, case.draft
    empty = said.says(
        r"body (?:is|was|must not be|cannot be) (?:empty|missing)|(?:empty|no|missing) (?:request )?body\b"
    )
    bare = draft is not None and draft.method != "GET" and not (draft.body_text.strip() or draft.files)
    body = Culprit("field", "body")
    if said.path:
        return None
    if empty or (bare and (case.status == 415 or said.says(r"content[- ]type|body"))):
        return verdict(case, body, "The request has no body", "", "Write a body.")
    if case.status == 415 or said.says(_MEDIA_TYPE):
        fixes = [remove_header("content-type")] if case.asked.header("content-type") else []
        title, remedy = "The server does not take this type of body", "Send JSON as application/json."
        return verdict(case, Culprit("header", "content-type"), title, "", remedy, fixes)
    if said.says(_NO_OBJECT):
        title, remedy = "The body is not a JSON object", "Put everything into one object in braces."
        return verdict(case, body, title, "", remedy)
    return None


def blocked(case: Case) -> Diagnosis | None:
    """Explain content that a filter stopped."""
    other = case.said.says(r"workspace policy") or class_of(case) is ErrorClass.AUTH
    if other or not case.said.says(_FILTER):
        return None
    what = "answer" if case.said.says(r"output|response|completion") else "request"
    # What the model was about to say stands nowhere in the request.
    place = "" if what == "answer" else case.pointer or case.at("messages")
    culprit = Culprit("field", "messages", place)
    title = f"A content filter stopped the {what}"
    return verdict(case, culprit, title, "", "Word the request in another way.")


def needs_stream(case: Case) -> Diagnosis | None:
    """Explain a call that is too long for an answer in one piece, or cannot be streamed."""
    said = case.said
    if not said.says(r"\bstream(?:ing)?\b") or said.inner not in ((), ("stream",)):
        return None
    culprit = Culprit("field", "stream", case.pointer or case.at("stream"))
    known = case.asked.known
    if said.says(r"required|must|only|should|need|recommended"):
        cause = "An answer that may take longer than ten minutes has to be streamed."
        fixes = [set_member(culprit.pointer, True, "Stream the answer")] if known else []
        remedy = "Set stream to true, or ask for less."
        return verdict(case, culprit, "The answer has to be streamed", cause, remedy, fixes)
    if said.says(r"not (?:supported|allowed|available)|unsupported|cannot"):
        fixes = [set_member(culprit.pointer, False, "Do not stream")] if known else []
        return verdict(case, culprit, "The answer cannot be streamed here", "", "Set stream to false.", fixes)
    return None
