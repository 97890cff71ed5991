"""The phases of an exchange as bars on one scale, and what they are called."""

from dataclasses import dataclass

from betadeck.core.exchange import Timings


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of time, in seconds since the click."""

    name: str
    start_s: float
    end_s: float

    @property
    def seconds(self) -> float:
        """How long it took."""
        return max(0.0, self.end_s - self.start_s)


def phases_of(timings: Timings) -> list[Phase]:
    """Return the phases that happened, in order; each begins where the one before it ended."""
    steps = (
        ("Queued" if timings.reused_connection else "Connecting", timings.connected_s),
        ("TLS handshake", timings.tls_s),
        ("Sending", timings.request_sent_s),
        ("Waiting for the first byte", timings.first_byte_s),
        ("Receiving", timings.last_byte_s),
    )
    found, last_s = [], 0.0
    for name, end_s in steps:
        if end_s is not None:
            found.append(Phase(name, last_s, end_s))
            last_s = max(last_s, end_s)
    if timings.ended_s is not None and timings.last_byte_s is None and timings.ended_s > last_s:
        found.append(Phase("Until it ended", last_s, timings.ended_s))
    return found
