"""Following a redirect, when the user asked for it: the next request, without the key for another host."""

from dataclasses import replace
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from betadeck.core.exchange import Head
from betadeck.core.redact import is_secret_header
from betadeck.core.wire import Origin, WireError, WireHeader, WireRequest
from betadeck.core.wire_url import check_base_url

MAX_REDIRECTS = 10
_STATUSES = frozenset({301, 302, 303, 307, 308})
_BODY_HEADERS = frozenset({"content-type", "content-length", "transfer-encoding", "content-encoding"})
_SAFE = "%/:@!$&'()*+,;=~?[]"
_PORTS = {"http": 80, "https": 443}


def next_request(request: WireRequest, head: Head) -> WireRequest | None:
    """Return what to send after the answer `head` to `request`, or None when it does not send us on.

    303 turns everything but HEAD into GET, 301 and 302 turn POST into GET, 307 and 308 keep method and body.
    Source: RFC 9110, section 15.4, and what browsers do. When scheme, host or port change, every header
    that carries a secret stays behind. A request that has a key by a variable goes nowhere else: it may
    stand in its body or address, too.
    """
    location = head.header("location").strip()
    if head.status not in _STATUSES or not location or request.secrets:
        return None
    url = _resolved(request.url, location)
    if not url:
        return None
    moved = replace(request, url=url, headers=_headers(request, url))
    return _as_get(moved) if _becomes_get(request.method, head.status) else moved


def _resolved(base: str, location: str) -> str:
    """Return the absolute address of `location`, or the empty text when no request can go there."""
    try:
        parts = urlsplit(urljoin(base, location))
        if urlsplit(location).scheme and not urlsplit(location).netloc:
            return ""
        start = check_base_url(f"{parts.scheme}://{parts.netloc}")
        query = f"?{parts.query}" if parts.query else ""
        return start + quote((parts.path or "/") + query, safe=_SAFE)
    except (ValueError, WireError):
        return ""


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme, (parts.hostname or "").lower(), parts.port or _PORTS[parts.scheme]


def _headers(request: WireRequest, url: str) -> tuple[WireHeader, ...]:
    old, new = urlsplit(request.url), urlsplit(url)
    if _origin(old) == _origin(new):
        return request.headers
    kept = [line for line in request.headers if not _stays_behind(line)]
    return (WireHeader("host", new.netloc, Origin.TARGET, why="The redirect's host."), *kept)


def _stays_behind(line: WireHeader) -> bool:
    return line.secret or is_secret_header(line.name) or line.name.lower() == "host"


def _becomes_get(method: str, status: int) -> bool:
    return (status == 303 and method != "HEAD") or (status in {301, 302} and method == "POST")


def _as_get(request: WireRequest) -> WireRequest:
    headers = tuple(line for line in request.headers if line.name.lower() not in _BODY_HEADERS)
    return replace(request, method="GET", headers=headers, body=b"", fields=(), files=())
