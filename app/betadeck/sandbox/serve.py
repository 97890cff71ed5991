"""uvicorn, told to start with a sign, stop at once and let a handler close its connection."""

import asyncio
import socket
import threading
from contextlib import suppress
from typing import cast

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from betadeck.sandbox.play import CLOSE_KEY

_GRACE_S = 1
_HEADER_BYTES = 256 * 1024


class Stoppable(uvicorn.Server):
    """A uvicorn server that runs outside the main thread.

    `ready` is set once requests are answered. uvicorn's own loop looks ten times a second whether to stop,
    and whether all has ended; this one is woken and waits for just that.
    """

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                _with_close(app),
                http="h11",
                ws="none",
                loop="asyncio",
                lifespan="off",
                log_config=None,
                log_level="error",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                h11_max_incomplete_event_size=_HEADER_BYTES,
            )
        )
        self.ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None

    def stop(self) -> None:
        """Close all connections and end `serve`. May be called from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._stop)

    async def main_loop(self) -> None:
        """Run until told to stop, and keep the date header right."""
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        self.ready.set()
        ticks = 0
        while not self._stopping.is_set():
            await self.on_tick(ticks * 10)
            ticks += 1
            try:
                async with asyncio.timeout(1.0):
                    await self._stopping.wait()
            except TimeoutError:
                continue

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop listening, and wait for what is still answered to notice that nobody is there."""
        for server in self.servers:
            server.close()
        for listening in sockets or []:
            listening.close()
        self._hang_up()
        if tasks := set(self.server_state.tasks):
            _, late = await asyncio.wait(tasks, timeout=_GRACE_S)
            for task in late:
                task.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(_GRACE_S):
                while self.server_state.connections:
                    await asyncio.sleep(0)

    def _hang_up(self) -> None:
        for connection in self.server_state.connections:
            transport = cast(asyncio.Transport | None, getattr(connection, "transport", None))
            if transport is not None:
                transport.abort()

    def _stop(self) -> None:
        self.should_exit = True
        self._hang_up()
        if self._stopping is not None:
            self._stopping.set()


def _with_close(app: ASGIApp) -> ASGIApp:
    """Give handlers a way to close the connection, which ASGI itself lacks.

    uvicorn 0.54 passes a bound method of the object that owns the transport.
    """

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        transport = getattr(getattr(send, "__self__", None), "transport", None)
        if transport is not None:
            scope[CLOSE_KEY] = transport.close
        await app(scope, receive, send)

    return wrapped
