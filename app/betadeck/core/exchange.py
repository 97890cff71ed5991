"""One send, whole: what went out (redacted), when, what came back, how it ended."""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum

from betadeck.core.body import Body
from betadeck.core.draft import Draft
from betadeck.core.failure import Failure


class Ending(Enum):
    """How an exchange ended; `RUNNING` until it has."""

    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Sent:
    """The request as it went out, with the key redacted. `body` is exact."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Head:
    """Status line and headers, as received: order, case and doubles kept."""

    status: int
    reason: str = ""
    http_version: str = "HTTP/1.1"
    headers: tuple[tuple[str, str], ...] = ()

    def header(self, name: str) -> str:
        """Return the first header called `name`, in any case, or the empty text."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    @property
    def media_type(self) -> str:
        """The content type in lower case without its parameters."""
        return self.header("content-type").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds since the click, None for what did not happen (a reused connection has no connect).

    `queued_s` is when work on the connection began: before it, proxy and trust settings are read.
    """

    connected_s: float | None = None
    tls_s: float | None = None
    request_sent_s: float | None = None
    first_byte_s: float | None = None
    last_byte_s: float | None = None
    ended_s: float | None = None
    reused_connection: bool = False
    queued_s: float | None = None


@dataclass(frozen=True, slots=True)
class Redirect:
    """An answer that sent us on, and where to."""

    head: Head
    location: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """One send. `body` is the decoded answer (content-encoding undone), byte for byte.

    `wire_bytes` is its size before decoding. `arrivals` are (bytes so far, seconds) pairs, so that the
    time of any byte can be told. `started_at` is ISO 8601 in UTC with milliseconds. `redirects` were followed
    on the way to `head`. `body_gone` tells that there was a body, which the history has removed since.
    """

    id: str
    started_at: str
    draft: Draft
    target_name: str
    sent: Sent
    head: Head | None = None
    body: Body = b""
    wire_bytes: int = 0
    arrivals: tuple[tuple[int, float], ...] = ()
    timings: Timings = field(default_factory=Timings)
    ending: Ending = Ending.RUNNING
    failure: Failure | None = None
    redirects: tuple[Redirect, ...] = ()
    body_gone: bool = False

    @property
    def request_id(self) -> str:
        """The server's id for this request from its header, or the empty text."""
        return self.head.header("request-id") if self.head else ""


def arrived_at_s(arrivals: tuple[tuple[int, float], ...], offset: int) -> float | None:
    """Return when the byte at `offset` arrived, or None if it never did."""
    place = bisect_right(arrivals, offset, key=lambda pair: pair[0])
    return arrivals[place][1] if place < len(arrivals) else None
