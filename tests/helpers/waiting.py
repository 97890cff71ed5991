"""Waiting for a condition, never for a time."""

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], object], timeout_s: float = 10.0) -> None:
    """Return as soon as `condition()` is true; the loop runs meanwhile.

    Raises:
        TimeoutError: it did not become true within `timeout_s`.
    """
    async with asyncio.timeout(timeout_s):
        while not condition():
            await asyncio.sleep(0.002)
