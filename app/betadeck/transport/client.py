"""The transport's front door: sends a wire request and reports to a sink.

The HTTP library is imported by the first send (or by `warm_up`), in a thread: it takes longer than a
window may stand still.
"""

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from betadeck.core.target import Target
from betadeck.core.wire import WireRequest
from betadeck.transport.sink import Sink

if TYPE_CHECKING:
    from betadeck.transport.engine import Engine

__all__ = ["Sink", "Transport"]


class Transport:
    """Sends requests and keeps connections open between them. Belongs to one event loop.

    Sends may run side by side. Nothing is retried, no cookie is kept, no header is added.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._engine: Engine | None = None

    async def send(
        self,
        request: WireRequest,
        target: Target,
        sink: Sink,
        *,
        since: float | None = None,
        on_sent: Callable[[int], None] = lambda _sent_bytes: None,
    ) -> None:
        """Send `request` as it is, to its own URL; `target` tells proxy, trust, time-outs and redirects.

        Reports to `sink` until the last byte. Times count from `since` on the transport's clock, which is
        the moment of the click, else from this call. `on_sent` is told how many bytes of the body have left,
        piece by piece. To stop it, cancel the task: that takes effect at any
        moment, and closes the connection.

        Raises:
            SendError: no answer, or none that is whole. What arrived before has been reported.
        """
        started = self._clock() if since is None else since
        engine = await self._ready()
        await engine.send(request, target, sink, lambda: self._clock() - started, on_sent)

    async def warm_up(self) -> None:
        """Import the HTTP library and read the system's trust store, so that the first send need not."""
        engine = await self._ready()
        await engine.warm_up()

    async def aclose(self) -> None:
        """Close every connection. A later send opens new ones."""
        if self._engine is not None:
            await self._engine.aclose()

    async def _ready(self) -> "Engine":
        if self._engine is None:
            engine_class = await asyncio.to_thread(_load_engine)
            if self._engine is None:  # another send may have made one meanwhile
                self._engine = engine_class()
        return self._engine


def _load_engine() -> "type[Engine]":
    from betadeck.transport.engine import Engine

    return Engine
