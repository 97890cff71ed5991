"""What `Transport` runs on; importing this imports the HTTP library."""

from collections.abc import Callable

from betadeck.core.target import Target
from betadeck.core.wire import WireRequest
from betadeck.transport.journey import Journey
from betadeck.transport.pool import Pools
from betadeck.transport.sink import Sink


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
