"""Sending from a test: requests in one line, a sink that keeps everything, a loop with a limit."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import TypeVar

from betadeck.core.draft import Draft, Row
from betadeck.core.exchange import Head, Timings
from betadeck.core.failure import Failure, SendError
from betadeck.core.target import Target, Timeouts
from betadeck.core.wire import WireRequest
from betadeck.core.wire_build import build
from betadeck.transport.client import Transport

KEY = "sk-ant-api03-not-a-real-key-0123456789"
QUICK = Timeouts(connect_s=15, write_s=15, first_byte_s=15, idle_s=15)
T = TypeVar("T")


@dataclass
class RecordingSink:
    """Keeps what it is told; `on_body` runs after each chunk."""

    heads: list[Head] = field(default_factory=list)
    chunks: list[bytes] = field(default_factory=list)
    wire_bytes: int = 0
    timings: Timings = field(default_factory=Timings)
    redirects: list[tuple[int, str]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    on_body: Callable[[], None] = lambda: None

    def head(self, head: Head) -> None:
        self.calls.append("head")
        self.heads.append(head)

    def body(self, chunk: bytes, wire_bytes: int) -> None:
        self.calls.append("body")
        self.chunks.append(chunk)
        self.wire_bytes = wire_bytes
        self.on_body()

    def timing(self, timings: Timings) -> None:
        self.timings = timings

    def redirect(self, head: Head, location: str) -> None:
        self.redirects.append((head.status, location))

    @property
    def text(self) -> bytes:
        return b"".join(self.chunks)


def target_at(url: str, **changes: object) -> Target:
    """Return a target for `url` with short limits and no proxy."""
    changed = {"proxy": "none", "timeouts": QUICK, **changes}
    return replace(Target("test", base_url=url), **changed)  # type: ignore[arg-type]


def request_to(target: Target, body: str = '{"model":"m"}', *rows: Row, **changes: object) -> WireRequest:
    """Return a POST to /v1/messages with a key."""
    draft = replace(Draft(body_text=body, headers=rows), **changes)  # type: ignore[arg-type]
    return build(draft, target, KEY)


def run(work: Coroutine[object, object, T], limit_s: float = 30) -> T:
    """Run `work` on a loop of its own; fail when it hangs or leaves a task behind."""

    async def limited() -> T:
        async with asyncio.timeout(limit_s):
            result = await work
        left = asyncio.all_tasks() - {asyncio.current_task()}
        assert not left, left
        return result

    return asyncio.run(limited())


def send(target: Target, request: WireRequest | None = None) -> tuple[RecordingSink, Failure | None]:
    """Send and return what was reported, and how it failed (None: it did not)."""
    sink = RecordingSink()

    async def once() -> Failure | None:
        transport = Transport()
        try:
            await transport.send(request or request_to(target), target, sink)
        except SendError as error:
            return error.failure
        finally:
            await transport.aclose()
        return None

    return sink, run(once())
