"""What is known about a send when it fails; enough to name the cause and to hide every secret."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from betadeck.core.target import Target, Timeouts
from betadeck.core.wire import WireRequest
from betadeck.transport.phase import Phase
from betadeck.transport.proxies import ProxyChoice
from betadeck.transport.timing import Progress


@dataclass(frozen=True, slots=True)
class Situation:
    """`server` is host and port of the target, `proxy` of the proxy or empty; `received` starts what came."""

    phase: Phase
    server: str
    proxy: str = ""
    tunnelled: bool = False
    tunnel_asked: bool = False
    proxy_password: bool = False
    reused: bool = False
    received: bytes = b""
    timeouts: Timeouts = field(default_factory=Timeouts)
    secrets: tuple[str, ...] = ()

    @property
    def at_proxy(self) -> bool:
        """Whether the other end, at this phase, is the proxy."""
        if not self.proxy:
            return False
        early = self.phase in {Phase.PREPARING, Phase.CONNECTING, Phase.TUNNEL}
        return not self.tunnelled or early or (self.phase is Phase.TLS and not self.tunnel_asked)

    @property
    def peer(self) -> str:
        """Whom we were talking to, for a sentence."""
        return f"the proxy {self.proxy}" if self.at_proxy else self.server


def situation_of(
    progress: Progress, request: WireRequest, target: Target, proxy: ProxyChoice | None
) -> Situation:
    """Return the situation of `request`, as far as `progress` has come."""
    parts = urlsplit(request.url)
    return Situation(
        phase=progress.phase,
        server=parts.netloc,
        proxy=proxy.shown if proxy else "",
        tunnelled=parts.scheme == "https",
        tunnel_asked=progress.tunnel_asked,
        proxy_password=proxy is not None and proxy.has_password,
        reused=progress.timings.reused_connection,
        received=progress.tap.start,
        timeouts=target.timeouts,
        secrets=secrets_of(request, proxy),
    )


def secrets_of(request: WireRequest, proxy: ProxyChoice | None) -> tuple[str, ...]:
    """Return every text that no message may hold: secret header values, whole and in words, and passwords."""
    values = [line.value for line in request.headers if line.secret]
    words = [word for value in values for word in value.split() if len(word) > 6]
    return tuple(dict.fromkeys([*values, *words, *(proxy.secrets() if proxy else ())]))
