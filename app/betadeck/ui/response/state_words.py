"""How an exchange ended, in the few words of a pill. No Qt here."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal

from betadeck.core.answer import Answer, FaultSeverity
from betadeck.core.exchange import Ending, Exchange, arrived_at_s
from betadeck.core.failure import FailureKind
from betadeck.core.figures import clock_words, size_words, time_words

StateTone = Literal["", "ok", "warn", "error", "busy"]
_NOT_SENT = {
    FailureKind.BAD_ADDRESS: "the address is no address",
    FailureKind.BAD_REQUEST: "it cannot be put on the wire",
    FailureKind.NO_KEY: "no key is chosen",
    FailureKind.KEYRING: "the keyring did not give the key",
}
_NO_ANSWER = {
    FailureKind.DNS: "the name was not found",
    FailureKind.REFUSED: "connection refused",
    FailureKind.UNREACHABLE: "the host cannot be reached",
    FailureKind.PROXY: "the proxy failed",
    FailureKind.TLS: "no trusted connection",
    FailureKind.CONNECT_TIMEOUT: "timed out while connecting",
    FailureKind.WRITE_TIMEOUT: "timed out while sending",
    FailureKind.FIRST_BYTE_TIMEOUT: "timed out while waiting",
    FailureKind.DISCONNECTED: "the server hung up",
    FailureKind.NOT_HTTP: "what came is no HTTP",
    FailureKind.REDIRECT_LOOP: "redirected in a circle",
}
_AFTER_HEAD = {
    FailureKind.IDLE_TIMEOUT: "went silent",
    FailureKind.CUT_BODY: "cut off",
    FailureKind.DISCONNECTED: "cut off",
    FailureKind.DECODING: "cannot be decoded",
    FailureKind.NO_ROOM: "too big for the disk",
}


@dataclass(frozen=True, slots=True)
class State:
    """The words of the pill, and the tone that goes with them."""

    words: str
    tone: StateTone = ""


def sending(elapsed_s: float, sent_bytes: int = 0, total: int = 0) -> State:
    """Return the state of a request that is under way; of a long body, how much of it has left."""
    if not total:
        return State(f"Sending… {clock_words(elapsed_s)}", "busy")
    if sent_bytes >= total:
        return State(f"Sent {size_words(total)}, waiting… {clock_words(elapsed_s)}", "busy")
    share = f"{size_words(sent_bytes)} of {size_words(total)} ({sent_bytes * 100 // total} %)"
    return State(f"Sending… {clock_words(elapsed_s)}, {share}", "busy")


def receiving(status: int, elapsed_s: float, body_bytes: int, total: int = 0) -> State:
    """Return the state of an answer that is arriving; `total` is its size if the server told it, else 0."""
    size = f", {size_words(body_bytes)}" if body_bytes else ""
    if size and total > body_bytes:
        size += f" of {size_words(total)}"
    return State(f"{status}  Receiving… {clock_words(elapsed_s)}{size}", "busy")


def ended(exchange: Exchange, answer: Answer) -> State:
    """Return how `exchange` ended. What failed after a 200 says both."""
    if exchange.ending is Ending.CANCELLED:
        after = exchange.timings.ended_s
        return State("Cancelled" if after is None else f"Cancelled after {time_words(after)}", "warn")
    if exchange.head is None:
        return State(_without_head(exchange), "error")
    status = exchange.head.status
    if (late := _late_failure(exchange, answer)) and status < 400:
        return State(f"{status} → {late}", "error")
    return State(_status_words(exchange, answer), _tone(status, answer))


def _without_head(exchange: Exchange) -> str:
    failure = exchange.failure
    if failure is None:
        return "No answer"
    if failure.kind in _NOT_SENT:
        return f"Not sent: {_NOT_SENT[failure.kind]}"
    return f"No answer: {_NO_ANSWER.get(failure.kind, 'the cause is unknown')}"


def _late_failure(exchange: Exchange, answer: Answer) -> str:
    """Return what went wrong after the head had come; empty if nothing did."""
    faults = [fault for fault in answer.faults if fault.severity is FaultSeverity.ERROR]
    if answer.error is not None and any(fault.code == "in_stream_error" for fault in faults):
        offset = next(fault.offset for fault in faults if fault.code == "in_stream_error")
        at_s = arrived_at_s(exchange.arrivals, offset)
        when = f" ({time_words(at_s)})" if at_s is not None else ""
        return f"{answer.error.type or 'error'} at event {answer.events:,}{when}"
    if exchange.failure is not None:
        return _AFTER_HEAD.get(exchange.failure.kind, "failed")
    codes = {fault.code for fault in faults}
    if "cut" in codes:
        return "cut off"
    if "malformed_body" in codes:
        return "not JSON" if exchange.body else "empty"
    return "broken stream" if codes else ""


def _status_words(exchange: Exchange, answer: Answer) -> str:
    head = exchange.head
    if head is None:
        return ""
    what = answer.error.type if answer.error is not None and answer.error.type else head.reason
    return f"{head.status} {what or _phrase(head.status)}".strip()


def _phrase(status: int) -> str:
    """Return the usual words for `status`; HTTP/2 sends none."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _tone(status: int, answer: Answer) -> StateTone:
    if status >= 400 or answer.error is not None:
        return "error"
    return "ok" if 200 <= status < 300 else "warn"
