"""Gathers what a running send reports into an `Exchange`."""

from collections.abc import Callable

from betadeck.core.body import Body
from betadeck.core.body_store import BodyStore, MemoryStore, Work
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Redirect, Sent, Timings
from betadeck.core.failure import Failure

_SAME_MOMENT_S = 0.001
_MOST_ARRIVALS = 100_000


class ExchangeFold:
    """Takes the transport's reports (it has the methods of a sink) and gives the exchange so far.

    `elapsed_s` tells the seconds since the click; core has no clock of its own. Bytes that arrive within a
    millisecond count as one arrival, so that a flood does not make a list as long as itself; what goes on
    for very long is timed ever more coarsely, so that the list stays bounded. `store` keeps the body, in
    memory if none is given.
    """

    def __init__(
        self,
        draft: Draft,
        target_name: str,
        sent: Sent,
        exchange_id: str,
        started_at: str,
        *,
        elapsed_s: Callable[[], float],
        store: BodyStore | None = None,
    ) -> None:
        self._empty = Exchange(exchange_id, started_at, draft, target_name, sent)
        self._elapsed_s = elapsed_s
        self._head: Head | None = None
        self._store: BodyStore = store or MemoryStore()
        self._same_moment_s = _SAME_MOMENT_S
        self._wire_bytes = 0
        self._arrivals: list[tuple[int, float]] = []
        self._timings = Timings()
        self._redirects: list[Redirect] = []

    @property
    def received_bytes(self) -> int:
        """The size of the decoded body so far."""
        return self._store.size

    @property
    def latest_head(self) -> Head | None:
        """The answer's head, once it is here."""
        return self._head

    def head(self, head: Head) -> None:
        """Take the head of the answer."""
        self._head = head

    def body(self, chunk: bytes, wire_bytes: int) -> Work | None:
        """Take decoded bytes; `wire_bytes` is how many came over the wire so far, for the whole body.

        What is returned has to be done before more are handed over.
        """
        self._wire_bytes = wire_bytes
        if not chunk:
            return None
        work = self._store.add(chunk)
        self._note_arrival()
        return work

    def timing(self, timings: Timings) -> None:
        """Take the times known so far."""
        self._timings = timings

    def redirect(self, head: Head, location: str) -> None:
        """Take an answer that sends us on to `location`."""
        self._redirects.append(Redirect(head, location))

    def body_so_far(self) -> Body:
        """Return the decoded body so far. Cheap to call again when nothing came since."""
        return self._store.body()

    def exchange(
        self, ending: Ending = Ending.RUNNING, failure: Failure | None = None, timings: Timings | None = None
    ) -> Exchange:
        """Return the exchange as it stands; `timings` default to the last ones reported."""
        start = self._empty
        return Exchange(
            id=start.id,
            started_at=start.started_at,
            draft=start.draft,
            target_name=start.target_name,
            sent=start.sent,
            head=self._head,
            body=self.body_so_far(),
            wire_bytes=self._wire_bytes,
            arrivals=tuple(self._arrivals),
            timings=timings or self._timings,
            ending=ending,
            failure=failure,
            redirects=tuple(self._redirects),
        )

    def _note_arrival(self) -> None:
        now = self._elapsed_s()
        if self._arrivals and now - self._arrivals[-1][1] < self._same_moment_s:
            now = self._arrivals.pop()[1]
        self._arrivals.append((self._store.size, now))
        if len(self._arrivals) > _MOST_ARRIVALS:
            self._arrivals = [
                (last[0], first[1])
                for first, last in zip(self._arrivals[::2], self._arrivals[1::2], strict=False)
            ] + self._arrivals[len(self._arrivals) // 2 * 2 :]
            self._same_moment_s *= 2
