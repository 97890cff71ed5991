"""Takes in the body of a request: counts it, keeps its beginning for the log, refuses too much of it."""

from collections.abc import AsyncGenerator, Sequence

from starlette.requests import ClientDisconnect, Request

from betadeck.sandbox.body import TooLarge
from betadeck.sandbox.log import BODY_BYTES
from betadeck.sandbox.uploads import Form, FormCutError, read_form


class Intake:
    """The body of one request, to be read once. `most_bytes` is what it may have."""

    def __init__(self, request: Request, most_bytes: int) -> None:
        self._request = request
        self._most = most_bytes
        self._stream = self._counted()
        self._start = bytearray()
        self.size = 0

    @property
    def start(self) -> bytes:
        """The first MiB of what was read so far."""
        return bytes(self._start)

    async def body(self) -> bytes:
        """Return the whole body.

        A larger one is read to its end and thrown away, since a client that is still writing would miss
        the answer.

        Raises:
            TooLarge: it has more bytes than it may.
        """
        parts = [part async for part in self._stream if self.size <= self._most]
        if self.size > self._most:
            raise TooLarge
        return b"".join(parts)

    async def form(self, carrying: Sequence[str]) -> Form:
        """Return the body as a form, in which the fields `carrying` hold files.

        Raises:
            ApiFault: it is none, it is broken or too large.
        """
        return await read_form(self._request.headers, self._bounded(), carrying)

    async def drain(self) -> None:
        """Read what is left and throw it away."""
        async for _ in self._stream:
            pass

    async def _bounded(self) -> AsyncGenerator[bytes, None]:
        """Yield the body; ends in the one way after which the reader of forms cleans up."""
        try:
            async for part in self._stream:
                if self.size > self._most:
                    raise FormCutError("too large") from TooLarge()
                yield part
        except ClientDisconnect as left:
            raise FormCutError("the client left") from left

    async def _counted(self) -> AsyncGenerator[bytes, None]:
        async for part in self._request.stream():
            self.size += len(part)
            self._start += part[: max(0, BODY_BYTES - len(self._start))]
            yield part
