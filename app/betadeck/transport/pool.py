"""The HTTP library's connection pools, one for each way out, built off the event loop and kept."""

import asyncio
import ssl
from dataclasses import dataclass, field

import httpx

from betadeck.transport import trust
from betadeck.transport.proxies import ProxyChoice

_LIMITS = httpx.Limits(max_connections=None, max_keepalive_connections=20, keepalive_expiry=15.0)


@dataclass(frozen=True, slots=True)
class _Way:
    """What makes two requests share their connections."""

    proxy: str = field(repr=False)
    tls: bool
    ca_file: str
    ca_stamp: tuple[int, int]


class Pools:
    """Hands out the pool for a way out. Belongs to one event loop."""

    def __init__(self) -> None:
        self._pools: dict[_Way, httpx.AsyncHTTPTransport] = {}

    async def get(self, *, tls: bool, proxy: ProxyChoice | None, ca_file: str) -> httpx.AsyncHTTPTransport:
        """Return the pool for requests over `tls` or not, through `proxy`, trusting also `ca_file`.

        Raises:
            SendError: `ca_file` cannot be used.
        """
        checks = tls or (proxy is not None and proxy.is_tls)
        stamp = trust.stamp_of(ca_file) if checks else (0, 0)
        way = _Way(proxy.url if proxy else "", checks, ca_file if checks else "", stamp)
        if way not in self._pools:
            context = (
                await asyncio.to_thread(trust.make_context, ca_file) if checks else trust.plain_context()
            )
            self._pools.setdefault(way, _pool(context, proxy))
        return self._pools[way]

    async def aclose(self) -> None:
        """Close every connection."""
        pools, self._pools = list(self._pools.values()), {}
        for pool in pools:
            await pool.aclose()


def _pool(context: ssl.SSLContext, proxy: ProxyChoice | None) -> httpx.AsyncHTTPTransport:
    way = httpx.Proxy(proxy.url, ssl_context=context if proxy.is_tls else None) if proxy else None
    return httpx.AsyncHTTPTransport(verify=context, proxy=way, limits=_LIMITS, trust_env=False, retries=0)
