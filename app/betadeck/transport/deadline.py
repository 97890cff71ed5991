"""One limit at a time on how long a send may stand still."""

import asyncio
from types import TracebackType


class Deadline:
    """Raises `TimeoutError` out of its `async with` when the present limit passes.

    `limit` starts a new one; `beat` says that something moved. A beat is nearly free: the timer is set
    anew only after a twentieth of the limit, so a limit may be overrun by that much.
    """

    def __init__(self) -> None:
        self._timeout = asyncio.timeout(None)
        self._limit_s = 0.0
        self._armed_at = 0.0

    async def __aenter__(self) -> "Deadline":
        await self._timeout.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._timeout.__aexit__(kind, error, trace)

    def limit(self, seconds: float) -> None:
        """Allow `seconds` of standing still from now on; 0 allows any time."""
        self._limit_s = seconds
        self._arm()

    def beat(self) -> None:
        """Start the present limit anew."""
        if self._limit_s and asyncio.get_running_loop().time() - self._armed_at > self._limit_s / 20:
            self._arm()

    def _arm(self) -> None:
        if self._timeout.expired():
            return
        self._armed_at = asyncio.get_running_loop().time()
        self._timeout.reschedule(self._armed_at + self._limit_s * 1.05 if self._limit_s else None)
