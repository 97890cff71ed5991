"""Sending again by itself, when the user asked for that: visible, and stopped at any time."""

import random
import time
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from betadeck.core.exchange import Exchange
from betadeck.core.retry import wait_s

_TICK_MS = 1000


class RetryController(QObject):
    """Counts the tries of one request and waits between them.

    Signals:
        waiting(float, int, int): so many seconds until retry number so-and-so of so many, or, with number 0,
            until the one send that was planned; once a second.
        due(): send again now.
        given_up(): the user stopped the wait.
    """

    waiting = Signal(float, int, int)
    due = Signal()
    given_up = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._made = self._most = 0
        self._end_s: float | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tick)

    def is_waiting(self) -> bool:
        """Tell whether a send is going to be repeated."""
        return self._end_s is not None

    def begin(self) -> None:
        """Count from nought and wait no more: the user sent by hand."""
        self._made = self._most = 0
        self._end_s = None
        self._timer.stop()

    def plan(self, wait_s: float) -> None:
        """Wait so many seconds and announce `due` once, because the user asked for it."""
        self.begin()
        self._end_s = time.monotonic() + wait_s
        self._tick()

    def consider(self, exchange: Exchange, most: int) -> bool:
        """Wait and announce `due` if the rules say so, at most `most` times since `begin`; tell whether."""
        wait = wait_s(exchange, self._made, most, datetime.now(UTC), random.random())
        if wait is None or self._end_s is not None:
            return False
        self._made, self._most = self._made + 1, most
        self._end_s = time.monotonic() + wait
        self._tick()
        return True

    def cancel(self) -> None:
        """Stop waiting, if it waits; `given_up` says so."""
        self._timer.stop()
        if self._end_s is not None:
            self._end_s = None
            self.given_up.emit()

    def _tick(self) -> None:
        """Go on waiting, or end it; always from the timer, so that `consider` returns before `due`."""
        if self._end_s is None:
            return
        left_s = self._end_s - time.monotonic()
        if left_s <= 0 and self.sender() is self._timer:
            self._end_s = None
            self.due.emit()
            return
        self.waiting.emit(max(0.0, left_s), self._made, self._most)
        self._timer.start(min(_TICK_MS, max(1, round(left_s * 1000))))
