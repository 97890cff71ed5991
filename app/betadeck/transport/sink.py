"""What the transport reports to, while a send runs."""

from typing import Protocol

from betadeck.core.body_store import Work
from betadeck.core.exchange import Head, Timings


class Sink(Protocol):
    """Called on the loop that runs the send; calls must be short and must not raise."""

    def head(self, head: Head) -> None:
        """The answer's status and headers are here; at most once."""

    def body(self, chunk: bytes, wire_bytes: int) -> Work | None:
        """Decoded bytes came; `wire_bytes` is how many came over the wire so far. `chunk` may be empty.

        Work that is returned is done in a thread, and no more is read meanwhile; if it raises `SendError`,
        the send ends with that.
        """

    def timing(self, timings: Timings) -> None:
        """One more point in time is known."""

    def redirect(self, head: Head, location: str) -> None:
        """An answer sent us on to `location`, and we follow."""
