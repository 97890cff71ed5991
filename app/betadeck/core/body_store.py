"""Where the bytes of an answer are kept while they arrive."""

from collections.abc import Callable
from typing import Protocol, TypeAlias

from betadeck.core.body import Body

Work: TypeAlias = Callable[[], None]
"""Something slow, to be called in a thread before more bytes are handed over; raises `SendError`."""


class BodyStore(Protocol):
    """Takes an answer's bytes in order."""

    @property
    def size(self) -> int:
        """How many bytes there are so far."""

    def add(self, chunk: bytes) -> Work | None:
        """Take the next bytes; return what has to be done before the ones after them, if anything."""

    def body(self) -> Body:
        """Return all of them so far. Cheap to call again when none came since."""


class MemoryStore:
    """Keeps them in memory."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._size = 0

    @property
    def size(self) -> int:
        """How many bytes there are so far."""
        return self._size

    def add(self, chunk: bytes) -> Work | None:
        """Take the next bytes; there is never anything more to do."""
        self._chunks.append(chunk)
        self._size += len(chunk)
        return None

    def body(self) -> bytes:
        """Return all of them so far."""
        if len(self._chunks) > 1:
            self._chunks = [b"".join(self._chunks)]
        return self._chunks[0] if self._chunks else b""
