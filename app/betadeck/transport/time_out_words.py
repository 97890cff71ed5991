"""What it means when time ran out, by phase."""

from betadeck.core.failure import FailureKind
from betadeck.core.target import Timeouts
from betadeck.transport.phase import Phase
from betadeck.transport.situation import Situation


def limit_s(phase: Phase, timeouts: Timeouts) -> float:
    """Return how many seconds `timeouts` allow for standing still at `phase`; 0 is for ever."""
    return {
        Phase.SENDING: timeouts.write_s,
        Phase.WAITING: timeouts.first_byte_s,
        Phase.BODY: timeouts.idle_s,
    }.get(phase, timeouts.connect_s)


def time_out(situation: Situation) -> tuple[FailureKind, str]:
    """Return kind and message for a send that stood still for too long."""
    phase, peer = situation.phase, situation.peer
    seconds = limit_s(phase, situation.timeouts)
    after = f"after {seconds:g} s" if seconds else "by the system"
    if phase is Phase.SENDING:
        return (
            FailureKind.WRITE_TIMEOUT,
            f"{peer} stopped taking the request: nothing moved, given up {after}.",
        )
    if phase is Phase.WAITING:
        return (
            FailureKind.FIRST_BYTE_TIMEOUT,
            f"The request is sent, but no answer came from {peer}: given up {after}.",
        )
    if phase is Phase.BODY:
        return (
            FailureKind.IDLE_TIMEOUT,
            f"The answer from {peer} stopped in the middle: given up {after} of silence.",
        )
    if phase is Phase.TUNNEL:
        return (
            FailureKind.CONNECT_TIMEOUT,
            f"The proxy {situation.proxy} did not open a way: given up {after}.",
        )
    if phase is Phase.TLS:
        return FailureKind.CONNECT_TIMEOUT, f"{peer} took the connection but agreed on no encryption {after}."
    return (
        FailureKind.CONNECT_TIMEOUT,
        f"No connection to {peer} {after}. Is the address right, or a firewall between?",
    )
