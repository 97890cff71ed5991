"""Sending again by itself, when the user has switched that on: visible, and stopped at any time."""

import asyncio
import random
import time
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from betadeck.core.exchange import Exchange
from betadeck.core.retry import wait_s


class RetryController(QObject):
    """Counts the tries of one request and waits between them.

    Signals:
        waiting(float, int, int): so many seconds until retry number so-and-so of so many.
        due(): send again now.
        given_up(): the user stopped the wait.
    """

    waiting = Signal(float, int, int)
    due = Signal()
    given_up = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._made = 0
        self._task: asyncio.Task[None] | None = None

    def is_waiting(self) -> bool:
        """Tell whether a send is going to be repeated."""
        return self._task is not None

    def begin(self) -> None:
        """Count from nought: the user sent by hand."""
        self._made = 0
        self.cancel()

    def consider(self, exchange: Exchange, most: int) -> bool:
        """Wait and announce `due` if the rules say so, at most `most` times since `begin`; tell whether."""
        wait = wait_s(exchange, self._made, most, datetime.now(UTC), random.random())
        if wait is None or self._task is not None:
            return False
        self._made += 1
        self._task = asyncio.get_running_loop().create_task(self._wait(wait, most), name="retry")
        self._task.add_done_callback(self._settle)
        return True

    def cancel(self) -> None:
        """Stop waiting, if it waits; `given_up` follows."""
        if self._task is not None:
            self._task.cancel()

    async def aclose(self) -> None:
        """Stop and wait for the end."""
        if (task := self._task) is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _wait(self, seconds: float, most: int) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.waiting.emit(left, self._made, most)
            await asyncio.sleep(min(1.0, left))

    def _settle(self, task: asyncio.Task[None]) -> None:
        self._task = None
        (self.given_up if task.cancelled() else self.due).emit()
