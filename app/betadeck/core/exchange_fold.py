"""Gathers what a running send reports into an `Exchange`."""

from collections.abc import Callable

from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Redirect, Sent, Timings
from betadeck.core.failure import Failure

_SAME_MOMENT_S = 0.001


class ExchangeFold:
    """Takes the transport's reports (it has the methods of a sink) and gives the exchange so far.

    `elapsed_s` tells the seconds since the click; core has no clock of its own. Bytes that arrive within a
    millisecond count as one arrival, so that a flood does not make a list as long as itself.
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
    ) -> None:
        self._empty = Exchange(exchange_id, started_at, draft, target_name, sent)
        self._elapsed_s = elapsed_s
        self._head: Head | None = None
        self._chunks: list[bytes] = []
        self._size = 0
        self._wire_bytes = 0
        self._arrivals: list[tuple[int, float]] = []
        self._timings = Timings()
        self._redirects: list[Redirect] = []

    @property
    def received_bytes(self) -> int:
        """The size of the decoded body so far."""
        return self._size

    @property
    def latest_head(self) -> Head | None:
        """The answer's head, once it is here."""
        return self._head

    @property
    def latest_timings(self) -> Timings:
        """The times known so far."""
        return self._timings

    def head(self, head: Head) -> None:
        """Take the head of the answer."""
        self._head = head

    def body(self, chunk: bytes, wire_bytes: int) -> None:
        """Take decoded bytes; `wire_bytes` is how many came over the wire so far, for the whole body."""
        self._wire_bytes = wire_bytes
        if not chunk:
            return
        self._chunks.append(chunk)
        self._size += len(chunk)
        now = self._elapsed_s()
        if self._arrivals and now - self._arrivals[-1][1] < _SAME_MOMENT_S:
            now = self._arrivals.pop()[1]
        self._arrivals.append((self._size, now))

    def timing(self, timings: Timings) -> None:
        """Take the times known so far."""
        self._timings = timings

    def redirect(self, head: Head, location: str) -> None:
        """Take an answer that sends us on to `location`."""
        self._redirects.append(Redirect(head, location))

    def body_so_far(self) -> bytes:
        """Return the decoded body so far. Cheap to call again when nothing came since."""
        if len(self._chunks) > 1:
            self._chunks = [b"".join(self._chunks)]
        return self._chunks[0] if self._chunks else b""

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
