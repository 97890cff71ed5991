"""Collects Python's garbage in the window's thread only.

Python collects in whichever thread happens to allocate. Were that the sandbox's thread or the storage's, it
would destroy widgets and timers that hang in a reference cycle there, and Qt answers with a crash (seen with
PySide6 6.11). So collection by itself is off while the window lives, and the loop does it now and then.
"""

import asyncio
import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager

_REST = 50.0
"""After a full collection, this many times its duration passes before the next one."""


@contextmanager
def collected_here(loop: asyncio.AbstractEventLoop, *, every_s: float = 1.0) -> Iterator[None]:
    """Collect on `loop`, at most every `every_s`, while the block runs; afterwards Python does it again."""
    was_on = gc.isenabled()
    gc.disable()
    collector = _Collector(loop, every_s)
    collector.begin()
    try:
        yield
    finally:
        collector.end()
        if was_on:
            gc.enable()


class _Collector:
    """Does on a loop what Python does by itself, by the same thresholds."""

    def __init__(self, loop: asyncio.AbstractEventLoop, every_s: float) -> None:
        self._loop, self._every_s = loop, every_s
        self._handle: asyncio.Handle | None = None
        self._next_full_s = 0.0
        self._has_set_aside = False

    def begin(self) -> None:
        """Look again in a while."""
        self._handle = self._loop.call_later(self._every_s, self._look)

    def end(self) -> None:
        """Look no more."""
        if self._has_set_aside:
            gc.unfreeze()
        if self._handle is not None:
            self._handle.cancel()

    def _set_aside(self) -> None:
        """Once, leave out of later collections what lives since the start: half of all objects, for good."""
        if not self._has_set_aside:
            self._has_set_aside = True
            gc.freeze()

    def _look(self) -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        now = time.monotonic()
        if counts[2] > limits[2] and now >= self._next_full_s:
            gc.collect()
            after = time.monotonic()
            self._next_full_s = after + _REST * (after - now)
            self._set_aside()
        elif counts[0] > limits[0]:
            gc.collect(1)
        self.begin()
