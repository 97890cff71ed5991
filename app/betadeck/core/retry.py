"""Whether and when to send again by itself, by the rules that the vendor's SDKs document.

Source: retry rules of the Python SDK 2.12, 2026-11-22. Retried are connections that failed, time-outs before
an answer, 408, 409, 429 and 5xx; `x-should-retry` overrides that. An answer that has begun is never retried.
"""

from datetime import datetime

from betadeck.core.exchange import Ending, Exchange, Head
from betadeck.core.failure import FailureKind
from betadeck.core.limits import retry_after_s

USUAL_RETRIES = 2
"""How often the SDKs send again when nothing else is said."""
LONGEST_WAIT_S = 4_294_967.0
"""Longer waits that a server asks for are not believed."""
_FIRST_S, _MOST_S, _SPREAD = 0.5, 8.0, 0.25
_STATUSES = frozenset({408, 409, 429})
_NO_ANSWER = frozenset(
    {
        FailureKind.DNS,
        FailureKind.REFUSED,
        FailureKind.UNREACHABLE,
        FailureKind.PROXY,
        FailureKind.TLS,
        FailureKind.CONNECT_TIMEOUT,
        FailureKind.WRITE_TIMEOUT,
        FailureKind.FIRST_BYTE_TIMEOUT,
        FailureKind.DISCONNECTED,
    }
)


def wait_s(exchange: Exchange, made: int, most: int, now: datetime, chance: float = 0.0) -> float | None:
    """Return the seconds to wait before sending `exchange` again, or None if it shall not be sent again.

    `made` of `most` retries were made already. `now` is in UTC, for dates in headers; `chance`, from 0 to 1,
    shortens the pause of our own choice by up to a quarter, so that clients do not all come back at once.
    """
    if made >= most or not _is_worth(exchange):
        return None
    asked = retry_after_s(exchange.head, now) if exchange.head else None
    if asked is not None and asked <= LONGEST_WAIT_S:
        return asked
    return min(_MOST_S, _FIRST_S * float(2**made)) * (1 - _SPREAD * chance)


def _is_worth(exchange: Exchange) -> bool:
    if exchange.ending is Ending.CANCELLED:
        return False
    if exchange.head is None:
        return exchange.failure is not None and exchange.failure.kind in _NO_ANSWER
    return _should_retry(exchange.head)


def _should_retry(head: Head) -> bool:
    said = head.header("x-should-retry").strip().lower()
    if said in ("true", "false"):
        return said == "true" and head.status >= 400
    return head.status in _STATUSES or head.status >= 500
