"""One limit at a time on how long a send may stand still."""

import asyncio
from math import inf
from types import TracebackType

_LATE_S = 0.002
"""A timer may ring a little early; this much later it does not."""


class Deadline:
    """Raises `TimeoutError` out of its `async with` when the present limit passes.

    `limit` starts a new one; `beat` says that something moved. Both are nearly free: the timer is left as it
    is while it rings in time, and only when it does ring is it set anew, if the limit has not passed.
    """

    def __init__(self) -> None:
        self._timeout = asyncio.timeout(None)
        self._limit_s = 0.0
        self._moved_at = 0.0
        self._rings_at = inf
        self._timer: asyncio.Handle | None = None

    async def __aenter__(self) -> "Deadline":
        self._loop = asyncio.get_running_loop()
        await self._timeout.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._silence()
        await self._timeout.__aexit__(kind, error, trace)

    def limit(self, seconds: float) -> None:
        """Allow `seconds` of standing still from now on; 0 allows any time."""
        self._limit_s, self._moved_at = seconds, self._loop.time()
        if seconds and self._moved_at + seconds < self._rings_at:
            self._set(self._moved_at + seconds)

    def beat(self) -> None:
        """Start the present limit anew."""
        self._moved_at = self._loop.time()

    def _set(self, at: float) -> None:
        self._silence()
        self._rings_at = at
        self._timer = self._loop.call_at(at + _LATE_S, self._on_ring)

    def _on_ring(self) -> None:
        self._rings_at = inf
        if not self._limit_s or self._timeout.expired():
            return
        due = self._moved_at + self._limit_s
        if due <= self._loop.time():
            self._timeout.reschedule(self._loop.time())
        else:
            self._set(due)

    def _silence(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._rings_at = inf
