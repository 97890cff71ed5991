"""Stands at a new connection: sees the first bytes that come, and closes what nobody else does."""

from typing import Any

_KEPT_BYTES = 64


class Tap:
    """Knows the newest connection of a send.

    `start` holds the first bytes read from it, which the HTTP library throws away when they are not HTTP.
    """

    def __init__(self) -> None:
        self.start = b""
        self._stream: Any = None
        self._orphan = False

    def attach(self, stream: Any) -> None:  # noqa: ANN401  (the library's network stream, from its trace)
        """Listen at `stream` from now on, by standing in front of its `read`."""
        self.start = b""
        self._stream, self._orphan = stream, False
        read = stream.read

        async def listening(max_bytes: int, timeout: float | None = None) -> bytes:
            data: bytes = await read(max_bytes, timeout)
            if len(self.start) < _KEPT_BYTES:
                self.start += data[:_KEPT_BYTES]
            return data

        stream.read = listening

    def handshake_begins(self) -> None:
        """Know that until the next `attach` the connection has no owner."""
        self._orphan = True

    async def close_orphan(self) -> None:
        """Close a connection whose TLS handshake did not end.

        httpcore 1.0.9 closes it on errors but forgets it when the handshake is cancelled; it then stays
        open until the garbage collector comes by.
        """
        if self._orphan:
            self._orphan = False
            await self._stream.aclose()
