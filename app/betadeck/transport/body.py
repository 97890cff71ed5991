"""Reading the body of an answer: every byte counted, decoded, handed on; nothing left half-open."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable

import httpx

from betadeck.core.body_store import Work
from betadeck.core.failure import Failure
from betadeck.transport.codecs import PIECE_BYTES
from betadeck.transport.decoding import BodyDecoder
from betadeck.transport.sink import Sink


async def read_body(response: httpx.Response, sink: Sink, moved: Callable[[], None]) -> Failure | None:
    """Hand the body to `sink` as it arrives, and return what was wrong with its encoding, if anything.

    `moved` is called for each arrival. Errors of the connection come out as the library raises them, after
    what was received is handed on.
    """
    assert isinstance(response.stream, httpx.AsyncByteStream)
    reader = _Reader(aiter(response.stream), response.headers.get("content-encoding", ""), sink, moved)
    try:
        return await reader.run()
    finally:
        await reader.unwind()


class _Reader:
    def __init__(
        self, parts: AsyncIterator[bytes], content_encoding: str, sink: Sink, moved: Callable[[], None]
    ) -> None:
        self._parts = parts
        self._decoder = BodyDecoder(content_encoding)
        self._sink = sink
        self._moved = moved
        self._wire_bytes = 0
        self._suspended = False

    async def run(self) -> Failure | None:
        try:
            while not self._decoder.broken and (raw := await self._next()) is not None:
                self._moved()
                self._wire_bytes += len(raw)
                await self._hand_on(self._decoder.feed(raw))
        except httpx.HTTPError:
            await self._hand_on(self._decoder.close())
            raise
        await self._hand_on(self._decoder.close())
        return self._decoder.fault

    async def _next(self) -> bytes | None:
        """Return the next bytes as they came, or None at the end."""
        self._suspended = False
        raw = await anext(self._parts, None)
        self._suspended = raw is not None
        return raw

    async def _hand_on(self, pieces: Iterable[bytes]) -> None:
        """Give `pieces` to the sink; after a big one others may run, as a few bytes may swell to many."""
        for piece in pieces:
            work = self._sink.body(piece, self._wire_bytes)
            if work is not None:
                await _elsewhere([work])
            elif len(piece) >= PIECE_BYTES:
                await asyncio.sleep(0)

    async def unwind(self) -> None:
        """Bring the library's nested async generators to their end, if the reading stopped between two parts.

        Left as they are they would wait for the garbage collector, which cannot await: under qasync the
        connection then stays open for ever. An error out of their own `await` unwinds them all, so this
        cancels the task there and takes the cancellation back.
        """
        if not self._suspended:
            return
        task = asyncio.current_task()
        assert task is not None
        before = task.cancelling()
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, httpx.HTTPError):
            while await anext(self._parts, None) is not None:
                pass
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(0)  # meets a cancellation that no await above has met
        if task.uncancel() > before:
            raise asyncio.CancelledError


async def _elsewhere(work: list[Work]) -> None:
    """Do it in a thread. qasync's threads hold on to what they did last, so that must not be the work."""

    def do() -> None:
        work.pop()()

    await asyncio.to_thread(do)
