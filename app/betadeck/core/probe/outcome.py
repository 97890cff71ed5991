"""What an exchange tells a search: does it fail as the first one did?"""

import re
from dataclasses import dataclass

from betadeck.core.answer import Answer, FaultSeverity
from betadeck.core.exchange import Ending, Exchange
from betadeck.core.probe.halving import Outcome

_VOLATILE = re.compile(r"`[^`]*`|\"[^\"]*\"|'[^']*'|\breq_\w+|[\d.,]*\d")
_PASSING_STATUSES = frozenset({408, 425, 429, 502, 503, 504, 529})
_PASSING_TYPES = frozenset({"overloaded_error", "rate_limit_error", "timeout_error"})
"""These say something of the moment and nothing of the request."""


@dataclass(frozen=True, slots=True)
class Fault:
    """How an exchange failed, without what differs from one send to the next: names, numbers, ids.

    `status` is 0 where none tells of the fault: no answer came, or a stream failed after a 200.
    """

    status: int
    type: str
    words: str


def fault_of(exchange: Exchange, answer: Answer) -> Fault | None:
    """Return how `exchange` failed, or None if its answer is good."""
    status = exchange.head.status if exchange.head else 0
    if exchange.failure is not None:
        return Fault(0, exchange.failure.kind.value, "")
    if answer.error is not None:
        return Fault(status if status >= 400 else 0, answer.error.type, _plain(answer.error.message))
    if not 200 <= status < 300:
        return Fault(status, "", "")
    spoilt = [each.code for each in answer.faults if each.severity is FaultSeverity.ERROR]
    return Fault(0, spoilt[0], "") if spoilt else None


def judge(exchange: Exchange, answer: Answer, first: Fault) -> Outcome:
    """Return what `exchange` tells of the fault `first`."""
    if exchange.ending in (Ending.CANCELLED, Ending.RUNNING):
        return Outcome.UNCLEAR
    fault = fault_of(exchange, answer)
    if fault is None:
        return Outcome.WORKS
    if _is_same(fault, first):
        return Outcome.SAME
    passing = exchange.head is None or exchange.head.status in _PASSING_STATUSES
    return Outcome.UNCLEAR if passing or fault.type in _PASSING_TYPES else Outcome.OTHER


def _is_same(one: Fault, other: Fault) -> bool:
    """A fault that came in a stream comes with a status when nothing is streamed."""
    if (one.type, one.words) != (other.type, other.words):
        return False
    return one.status == other.status or 0 in (one.status, other.status)


def _plain(message: str) -> str:
    """Return `message` without names, numbers and ids."""
    return " ".join(_VOLATILE.sub("…", message.lower()).split())
