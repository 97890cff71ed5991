"""What `Transport` runs on; importing this imports the HTTP library, and what that imports only when it sends.

The window imports this in a thread: all of it takes 150 ms, which the first click would wait for.
"""

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

import httpcore  # noqa: F401

from betadeck.core.target import Target
from betadeck.core.wire import WireRequest
from betadeck.transport.journey import Journey
from betadeck.transport.pool import Pools
from betadeck.transport.sink import Sink

with suppress(ImportError):  # where anyio looks for it at the first connection; another place costs a moment
    import_module("anyio._backends._asyncio")


class Engine:
    """Keeps the connections and starts journeys on them."""

    def __init__(self) -> None:
        self._pools = Pools()

    async def send(
        self,
        request: WireRequest,
        target: Target,
        sink: Sink,
        elapsed_s: Callable[[], float],
        on_sent: Callable[[int], None],
    ) -> None:
        """Send `request`; see `Transport.send`."""
        await Journey(self._pools, request, target, sink, elapsed_s, on_sent).run()

    async def warm_up(self) -> None:
        """Build the pool for a direct TLS connection."""
        await self._pools.get(tls=True, proxy=None, ca_file="")

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pools.aclose()
