"""The last requests as they arrived, for tests and for the curious; keys are never kept."""

import base64
from collections import deque
from dataclasses import dataclass

KEPT = 200
BODY_BYTES = 1024 * 1024
"""How much of a body is kept."""
_SECRET = ("authorization", "x-api-key", "proxy-authorization", "cookie")
_SHOWN = 4
_LONG_ENOUGH = 12


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request. `body` holds at most the first MiB, `body_bytes` is the whole size."""

    at: str
    method: str
    path: str
    query: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    body_bytes: int
    request_id: str
    status: int
    practice: str = ""

    def header(self, name: str) -> str:
        """Return the first header called `name`, in any case, or the empty text."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


class RequestLog:
    """Keeps the last `KEPT` requests in memory."""

    def __init__(self) -> None:
        self._entries: deque[LoggedRequest] = deque(maxlen=KEPT)

    def add(self, entry: LoggedRequest) -> None:
        """Keep `entry`, dropping the oldest when full."""
        self._entries.append(entry)

    def entries(self) -> tuple[LoggedRequest, ...]:
        """Return what is kept, oldest first."""
        return tuple(self._entries)


def safe_headers(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return `headers` with secrets reduced to their scheme and last four characters."""
    return tuple((name, _reduced(value) if name.lower() in _SECRET else value) for name, value in headers)


def as_json(entry: LoggedRequest) -> dict[str, object]:
    """Return `entry` for `GET /sandbox/log`; the body as text where it is text, and always in base64."""
    return {
        "at": entry.at,
        "method": entry.method,
        "path": entry.path,
        "query": entry.query,
        "headers": [list(pair) for pair in entry.headers],
        "body": entry.body.decode(errors="replace"),
        "body_base64": base64.b64encode(entry.body).decode(),
        "body_bytes": entry.body_bytes,
        "request_id": entry.request_id,
        "status": entry.status,
        "practice": entry.practice,
    }


def _reduced(value: str) -> str:
    scheme, blank, rest = value.partition(" ")
    secret = rest if blank else value
    tail = secret[-_SHOWN:] if len(secret) >= _LONG_ENOUGH else ""
    return f"{scheme} …{tail}" if blank else f"…{tail}"
