"""Which proxy a request goes through: the target's own, the system's, or none."""

import base64
import ipaddress
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from betadeck.core.failure import Failure, FailureKind, SendError
from betadeck.core.target import Platform, Target

DIRECT = "none"


@dataclass(frozen=True, slots=True)
class ProxyChoice:
    """A proxy to use. `shown` is its host and port, without the password that `url` may hold."""

    url: str = field(repr=False)
    shown: str
    from_system: bool = False

    @property
    def has_password(self) -> bool:
        """Whether a user name goes with it."""
        return "@" in urlsplit(self.url).netloc

    @property
    def is_tls(self) -> bool:
        """Whether the proxy itself is spoken to over TLS."""
        return self.url.startswith("https:")

    def secrets(self) -> tuple[str, ...]:
        """Return every form in which the password may turn up in a text."""
        parts = urlsplit(self.url)
        if not parts.password:
            return ()
        password, user = unquote(parts.password), unquote(parts.username or "")
        return (parts.password, password, base64.b64encode(f"{user}:{password}".encode()).decode())


def choose_proxy(target: Target, url: str) -> ProxyChoice | None:
    """Return the proxy for a request to `url`, or None for a direct connection.

    The system's is read from the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`) and on
    Windows and macOS from the settings; that may take a moment there.

    Raises:
        SendError: the proxy's address cannot be used.
    """
    if target.platform is Platform.SANDBOX or target.proxy == DIRECT:
        return None
    if target.proxy.strip():
        return _checked(target.proxy.strip(), from_system=False)
    address = _system_proxy(getproxies(), urlsplit(url)) if _may_have_proxy() else ""
    return _checked(address, from_system=True) if address else None


def _may_have_proxy() -> bool:
    """Tell whether asking is worth it: on Linux the names alone tell, at a tenth of the cost."""
    if sys.platform != "linux":
        return True
    return b"_proxy" in b"\n".join(os.environb).lower()


def _system_proxy(known: Mapping[str, str], url: SplitResult) -> str:
    address = known.get(url.scheme) or known.get("all") or ""
    host = url.hostname or ""
    with_port = f"{url.netloc if url.port else host}"
    if not address or _in_network(host, known.get("no", "")) or proxy_bypass(with_port) or proxy_bypass(host):
        return ""
    return address


def _in_network(host: str, exceptions: str) -> bool:
    """Tell whether `host` is an address within one of the networks such as `10.0.0.0/8` in `exceptions`."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return any(address in network for network in map(_network, exceptions.split(",")) if network)


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def _checked(address: str, *, from_system: bool) -> ProxyChoice:
    url = address if "://" in address else f"http://{address}"
    whose = "The system's proxy" if from_system else "The target's proxy"
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise _unusable(f"{whose} has a port that is no number to 65535.") from None
    if parts.scheme.startswith("socks"):
        raise _unusable(f"{whose} is a SOCKS proxy; only http:// and https:// proxies can be used.")
    if parts.scheme not in {"http", "https"} or not parts.hostname or not parts.netloc.isascii():
        raise _unusable(f"{whose} is no address such as http://proxy.example:3128.")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return ProxyChoice(url, f"{host}:{port}", from_system)


def _unusable(message: str) -> SendError:
    return SendError(Failure(FailureKind.PROXY, message))
