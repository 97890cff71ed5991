"""What went wrong in a stream, collected: not everything twice, and not without end."""

from betadeck.core.answer import Change, FaultSeverity, StreamFault, Unknown
from betadeck.core.sse import Event

MOST_FAULTS = 200
"""More than these are counted, not kept: a stream of garbage must not fill the memory."""
_SHOWN_CHARS = 60


class FaultLog:
    """Faults in the order in which they were met."""

    def __init__(self) -> None:
        self._faults: list[StreamFault] = []
        self._seen: set[str] = set()
        self._more = 0
        self._worst = FaultSeverity.INFO
        self._more_at = 0

    def add(
        self,
        code: str,
        message: str,
        offset: int,
        severity: FaultSeverity = FaultSeverity.WARN,
        *,
        once: str = "",
    ) -> None:
        """Note a fault. Of those with the same non-empty `once` only the first is kept."""
        if once and once in self._seen:
            return
        if once:
            self._seen.add(once)
        if len(self._faults) < MOST_FAULTS:
            self._faults.append(StreamFault(code, message, offset, severity))
        else:
            self._count(offset, severity)

    def unknown(self, what: str, kind: str, event: Event) -> None:
        """Note an event, delta or block of a kind that is not known; each kind once."""
        shown = kind[:_SHOWN_CHARS] or "(no type)"
        message = f"{what} of an unknown kind: {shown}"
        self.add(f"unknown_{what}", message, event.start, FaultSeverity.INFO, once=f"{what} {shown}")

    def malformed(self, message: str, event: Event) -> list[Change]:
        """Note an event that cannot be read, and return the change that shows it."""
        self.add("malformed_event", message, event.start, FaultSeverity.ERROR)
        return [Unknown(event)]

    def all(self) -> tuple[StreamFault, ...]:
        """Return the faults so far; the last one stands for all that were too many."""
        if not self._more:
            return tuple(self._faults)
        rest = StreamFault("many_faults", f"and {self._more} more faults", self._more_at, self._worst)
        return (*self._faults, rest)

    def _count(self, offset: int, severity: FaultSeverity) -> None:
        """Count one that is too many; the sum is as bad as the worst of them."""
        self._more_at = self._more_at if self._more else offset
        self._more += 1
        order = list(FaultSeverity)
        self._worst = min(self._worst, severity, key=order.index)
