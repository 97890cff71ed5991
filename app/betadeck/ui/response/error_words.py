"""What the error card says beyond the diagnosis: retry, places, and what stands in when there is none."""

from betadeck.core.answer import Answer, FaultSeverity
from betadeck.core.body import Body
from betadeck.core.body_kind import BodyKind, kind_of
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry
from betadeck.core.exchange import Ending, Exchange
from betadeck.core.failure import Failure, FailureKind
from betadeck.core.figures import wait_words

_SHOWN_BYTES = 4000


def retry_words(retry: Retry) -> str:
    """Return whether sending the same again can help, in a sentence; empty when nobody knows."""
    why = retry.why.strip()
    if retry.helps is False:
        return why or "Waiting or sending the same again will not help."
    if retry.helps and retry.after_s is not None and wait_words(retry.after_s) in why:
        return why
    if retry.helps and retry.after_s is not None:
        said = f"Sending the same again can help after {wait_words(retry.after_s)}."
    elif retry.helps:
        said = "Sending the same again can help."
    else:
        return why
    return f"{said} {why}".strip()


def stand_in(exchange: Exchange, answer: Answer) -> Diagnosis | None:
    """Return what is to say of a failed exchange that nobody has diagnosed; None if it did not fail."""
    unknown = Culprit("unknown")
    if exchange.failure is not None:
        title = exchange.failure.message or "The request failed"
        return Diagnosis(title, "", Culprit("network"), "")
    if answer.error is not None:
        title = answer.error.message or answer.error.type or "The server answered an error"
        cause = f"The server calls it {answer.error.type}." if answer.error.type else ""
        return Diagnosis(title, cause, unknown, "")
    status = exchange.head.status if exchange.head else 0
    if status >= 400:
        reason = exchange.head.reason if exchange.head else ""
        return Diagnosis(f"The server answered {status} {reason}".strip(), "", unknown, "")
    spoilt = [fault for fault in answer.faults if fault.severity is FaultSeverity.ERROR]
    if spoilt and exchange.ending is not Ending.CANCELLED:
        title = _spoilt_title(spoilt[0].code, exchange.body)
        return Diagnosis(title, spoilt[0].message, Culprit("stream"), "")
    return None


def _spoilt_title(code: str, body: Body) -> str:
    if code == "malformed_body":
        return "The answer is not JSON" if body else "The answer is empty"
    return "The answer was cut off" if code == "cut" else "The stream is broken"


def _library_words(failure: Failure) -> str:
    """Return what the library says; of a request that was not sent it may be a place, which is shown as one."""
    kind, colon, _ = failure.detail.partition(":")
    is_place = failure.kind is FailureKind.BAD_REQUEST and colon and kind.islower()
    return "" if is_place else failure.detail


def as_received(exchange: Exchange, answer: Answer) -> tuple[str, bool]:
    """Return the text to show as it was received, and whether it is only the head of it."""
    if answer.error is not None and answer.error.raw:
        raw = answer.error.raw
    elif exchange.body and not answer.blocks and kind_of(exchange.body, "") is not BodyKind.BINARY:
        raw = exchange.body[: _SHOWN_BYTES + 4].decode("utf-8", "replace")
    else:
        raw = _library_words(exchange.failure) if exchange.failure else ""
    return raw[:_SHOWN_BYTES], len(raw) > _SHOWN_BYTES
