"""Answers that began with a good status and then broke off, failed or turned to garbage."""

import re
from dataclasses import replace

from betadeck.core.answer import FaultSeverity, StreamFault
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.verdict import one_line
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry
from betadeck.core.exchange import arrived_at_s
from betadeck.core.failure import FailureKind

_TITLES = {
    "cut": "the stream was cut off",
    "malformed_event": "an event could not be read",
    "unended_event": "the last event is not whole",
    "out_of_order": "events came out of order",
    "bad_tool_input": "a tool's input is no whole JSON",
}
_EVENT = re.compile(r"\bevent (\d+)\b")
_REMEDY = "What came is kept. Send again; if it stays, look at what is in between, such as a gateway."
_COSTLY = Retry(True, None, "The server has worked on it already: a second try may cost a second time.")


def cut_stream(case: Case) -> Diagnosis | None:
    """Explain a connection that closed in the middle of a stream."""
    failure = case.failure
    streamed = case.exhibit.answer.events or case.media_type == "text/event-stream"
    if failure is None or failure.kind is not FailureKind.CUT_BODY or not streamed:
        return None
    title = f"{case.status or 200}, then the connection closed in the middle of the stream{_at(case, None)}"
    cause = " ".join(filter(None, (failure.message, f"({failure.detail})" if failure.detail else "")))
    return Diagnosis(one_line(title), cause or _CUT, Culprit("stream", "cut"), _REMEDY, _COSTLY)


_CUT = "The stream never came to its regular end."


def broken_stream(case: Case) -> Diagnosis | None:
    """Explain an answer with a good status that is not whole."""
    fault = _first_fault(case, in_stream=False)
    if fault is None or fault.code == "malformed_body":
        return None
    what = _TITLES.get(fault.code, fault.code.replace("_", " "))
    title = f"{case.status or 200}, then {what}{_at(case, fault)}"
    cause = f"{fault.message[:1].upper()}{fault.message[1:]} (at byte {fault.offset:,})."
    if case.exhibit.answer.stop_reason == "max_tokens" and fault.code == "bad_tool_input":
        return _out_of_tokens(cause)
    return Diagnosis(one_line(title), cause, Culprit("stream", fault.code), _REMEDY, _COSTLY)


def in_stream(case: Case, found: Diagnosis) -> Diagnosis:
    """Return `found` with the words that it came after a good status line, and at which event and time."""
    plain = found.title.replace(" in the middle of the answer", "")
    title = (
        f"{case.status}, then {plain[:1].lower()}{plain[1:]}{_at(case, _first_fault(case, in_stream=True))}"
    )
    return replace(found, title=one_line(title))


def _first_fault(case: Case, *, in_stream: bool) -> StreamFault | None:
    """Return the first fault that spoils the answer: an error that the stream carried, or any other."""
    bad = (each for each in case.exhibit.answer.faults if each.severity is FaultSeverity.ERROR)
    return next((each for each in bad if (each.code == "in_stream_error") is in_stream), None)


def _at(case: Case, fault: StreamFault | None) -> str:
    """Return at which event and after how many seconds; nothing of what is not known."""
    found = _EVENT.search(fault.message) if fault else None
    event = int(found.group(1)) if found else case.exhibit.answer.events
    arrived = arrived_at_s(case.exhibit.arrivals, fault.offset) if fault else None
    seconds = arrived if arrived is not None else case.exhibit.elapsed_s
    if not event:
        return ""
    return f" at event {event}" + (f" ({seconds:.1f} s)" if seconds else "")


def _out_of_tokens(cause: str) -> Diagnosis:
    title = "200, then max_tokens ended the answer in the middle of a tool call"
    retry = Retry(False, None, "The same request will end in the same way.")
    return Diagnosis(title, cause, Culprit("field", "max_tokens", "/max_tokens"), "Raise max_tokens.", retry)
