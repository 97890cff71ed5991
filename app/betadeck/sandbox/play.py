"""Plays a `Reply` on an ASGI connection and stops as soon as the client leaves."""

import asyncio
from collections.abc import Callable, Iterable

from starlette.types import Message, Receive, Scope, Send

from betadeck.sandbox.reply import End, Reply, Step, Until, Wait

CLOSE_KEY = "betadeck.close"
"""Where the server leaves, in the scope, a function that closes the connection without a word."""


class _CutShortError(Exception):
    """Raised inside this module when a step closed the connection."""


class Player:
    """An ASGI application that gives one answer."""

    def __init__(self, reply: Reply, headers: tuple[tuple[str, str], ...] = ()) -> None:
        self._reply = reply
        self._headers = [
            (name.encode("latin-1"), value.encode("latin-1")) for name, value in (*reply.headers, *headers)
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until done or until the client is gone, whichever is first."""
        sending = asyncio.create_task(self._send(scope, send), name="sandbox send")
        leaving = asyncio.create_task(_gone(receive), name="sandbox watch")
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sending.cancel()
            leaving.cancel()
            results = await asyncio.gather(sending, leaving, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def _send(self, scope: Scope, send: Send) -> None:
        close: Callable[[], None] | None = scope.get(CLOSE_KEY)
        try:
            await _play(self._reply.before, send, close)
            await send(
                {"type": "http.response.start", "status": self._reply.status, "headers": self._headers}
            )
            await _play(self._reply.steps, send, close)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        except _CutShortError:
            if close is not None:
                await asyncio.Event().wait()  # until the server has seen that the connection is closed


async def _play(steps: Iterable[Step], send: Send, close: Callable[[], None] | None) -> None:
    for step in steps:
        if isinstance(step, Wait):
            await asyncio.sleep(step.seconds)
        elif isinstance(step, Until):
            await _until(step)
        elif step is End.HANG:
            await asyncio.Event().wait()
        elif step is End.CUT:
            if close is not None:
                close()
            raise _CutShortError
        else:
            await send({"type": "http.response.body", "body": step, "more_body": True})
            await asyncio.sleep(0)  # sending does not wait by itself, and the client may have left


async def _until(step: Until) -> None:
    try:
        async with asyncio.timeout(step.seconds):
            await step.event.wait()
    except TimeoutError:
        return


async def _gone(receive: Receive) -> None:
    """Return when the client has closed the connection."""
    message: Message = await receive()
    while message["type"] != "http.disconnect":
        message = await receive()
