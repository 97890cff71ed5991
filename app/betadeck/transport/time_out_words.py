"""What it means when time ran out, by phase."""

from betadeck.core.failure import FailureKind
from betadeck.core.target import Timeouts
from betadeck.transport.phase import Phase
from betadeck.transport.situation import Situation

_CONNECTING = (
    FailureKind.CONNECT_TIMEOUT,
    "No connection to {peer} {after}. Is the address right, or a firewall between?",
)
_WORDS = {
    Phase.TUNNEL: (FailureKind.CONNECT_TIMEOUT, "{peer} did not open a way: given up {after}."),
    Phase.TLS: (
        FailureKind.CONNECT_TIMEOUT,
        "{peer} took the connection but agreed on no encryption {after}.",
    ),
    Phase.SENDING: (
        FailureKind.WRITE_TIMEOUT,
        "{peer} stopped taking the request: nothing moved, given up {after}.",
    ),
    Phase.WAITING: (
        FailureKind.FIRST_BYTE_TIMEOUT,
        "The request is sent, but no answer came from {peer}: given up {after}.",
    ),
    Phase.BODY: (
        FailureKind.IDLE_TIMEOUT,
        "The answer from {peer} stopped in the middle: given up {after} of silence.",
    ),
}


def limit_s(phase: Phase, timeouts: Timeouts) -> float:
    """Return how many seconds `timeouts` allow for standing still at `phase`; 0 is for ever."""
    limits = {
        Phase.SENDING: timeouts.write_s,
        Phase.WAITING: timeouts.first_byte_s,
        Phase.BODY: timeouts.idle_s,
    }
    return limits.get(phase, timeouts.connect_s)


def time_out(situation: Situation) -> tuple[FailureKind, str]:
    """Return kind and message for a send that stood still for too long."""
    seconds = limit_s(situation.phase, situation.timeouts)
    after = f"after {seconds:g} s" if seconds else "by the system"
    kind, words = _WORDS.get(situation.phase, _CONNECTING)
    return kind, words.format(peer=situation.peer, after=after)
