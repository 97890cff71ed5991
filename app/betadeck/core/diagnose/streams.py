"""Streams that began with a good status and then broke."""

from dataclasses import replace

from betadeck.core.answer import FaultSeverity, StreamFault
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.verdict import one_line
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry

_TITLES = {
    "cut": "the stream was cut off",
    "malformed_event": "an event could not be read",
    "malformed_body": "the body is no JSON",
    "unended_event": "the last event is not whole",
    "out_of_order": "events came out of order",
    "bad_tool_input": "a tool's input is no whole JSON",
}


def broken_stream(case: Case) -> Diagnosis | None:
    """Explain an answer with a good status that is not whole."""
    fault = first_error(case)
    if fault is None or fault.code == "malformed_body":
        return None
    what = _TITLES.get(fault.code, fault.code.replace("_", " "))
    title = f"{case.status or 200}, then {what}{_when(case)}"
    cause = f"{fault.message[:1].upper()}{fault.message[1:]} (at byte {fault.offset:,})."
    if case.exhibit.answer.stop_reason == "max_tokens" and fault.code == "bad_tool_input":
        return _out_of_tokens(cause)
    remedy = "What came is kept. Send again; if it stays, look at what is in between, such as a gateway."
    retry = Retry(True, None, "The server has worked on it already: a second try may cost a second time.")
    return Diagnosis(one_line(title), cause, Culprit("stream", fault.code), remedy, retry)


def first_error(case: Case) -> StreamFault | None:
    """Return the first fault that spoils the answer; an error that the stream carried is none of these."""
    faults = case.exhibit.answer.faults
    bad = (each for each in faults if each.severity is FaultSeverity.ERROR and each.code != "in_stream_error")
    return next(bad, None)


def in_stream(case: Case, found: Diagnosis) -> Diagnosis:
    """Return `found` with the words that it came after a good status line."""
    title = f"{case.status}, then {found.title[:1].lower()}{found.title[1:]}"
    return replace(found, title=one_line(title.replace(" in the middle of the answer", "") + _when(case)))


def _when(case: Case) -> str:
    answer, seconds = case.exhibit.answer, case.exhibit.elapsed_s
    if not answer.events:
        return ""
    return f" at event {answer.events}" + (f" ({seconds:.1f} s)" if seconds else "")


def _out_of_tokens(cause: str) -> Diagnosis:
    title = "200, then max_tokens ended the answer in the middle of a tool call"
    retry = Retry(False, None, "The same request will end in the same way.")
    return Diagnosis(title, cause, Culprit("field", "max_tokens", "/max_tokens"), "Raise max_tokens.", retry)
