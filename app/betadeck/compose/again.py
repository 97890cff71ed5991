"""Sending again: the countdown that a server asks for, and retries where the user switched them on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from betadeck.core.answer import Answer
from betadeck.core.exchange import Ending, Exchange
from betadeck.core.limits import retry_after_s
from betadeck.core.retry import USUAL_RETRIES
from betadeck.core.settings import Settings

if TYPE_CHECKING:
    from betadeck.compose.program import Program

_TICK_MS = 250
_LONGEST_S = 3600.0
"""A button that counts down for hours tells less than the diagnosis does."""


class Again(QObject):
    """Joins the Send button to what the last answer of each tab said about waiting."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._until: dict[str, datetime] = {}
        self._failed: dict[str, Exchange] = {}
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._show)
        program.requests.made.connect(self._on_made)
        program.requests.ended.connect(self._on_ended)
        program.requests.busy_changed.connect(self._on_busy)
        program.tabs.chosen.connect(self._show)
        program.tabs.closed.connect(self._forget)
        program.settings.changed.connect(self._show_tick)
        self._show_tick(program.settings.current())

    def toggle(self) -> None:
        """Switch sending again by itself on, as often as the SDKs do, or off."""
        settings = self._program.settings.current()
        self._program.settings.take(replace(settings, retries=0 if settings.retries else USUAL_RETRIES))

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def _show_tick(self, settings: Settings) -> None:
        self._program.window.actions_table.set_checked("retry", on=settings.retries > 0)

    def _on_made(self, key: str) -> None:
        retries = self._program.requests.get(key).retries
        retries.waiting.connect(partial(self._on_waiting, key))
        retries.due.connect(partial(self._on_due, key))
        retries.given_up.connect(partial(self._on_given_up, key))

    def _on_ended(self, key: str, exchange: Exchange, _answer: Answer) -> None:
        request = self._program.requests.made_for(key)
        if request is None or exchange.ending is Ending.CANCELLED:
            return
        now = datetime.now(UTC)
        head = exchange.head
        wait = retry_after_s(head, now) if head is not None and head.status >= 400 else None
        if wait is not None and 0 < wait <= _LONGEST_S:
            self._until[key] = now + timedelta(seconds=wait)
        self._failed[key] = exchange
        if request.retries.consider(exchange, self._program.settings.current().retries):
            request.busy_changed.emit(key)
        self._show()

    def _on_busy(self, key: str) -> None:
        """Forget what the answer before said, as soon as the next send is out."""
        request = self._program.requests.made_for(key)
        if request is not None and request.sends.is_sending():
            self._until.pop(key, None)
            self._show()

    def _on_waiting(self, key: str, left_s: float, number: int, most: int) -> None:
        self._until[key] = datetime.now(UTC) + timedelta(seconds=left_s)
        self._show()
        if key == self._program.tabs.current_key():
            words = f"It failed. Try {number} of {most} follows in {ceil(left_s)} s; Esc stops it."
            self._program.window.status.show_message(words)

    def _on_due(self, key: str) -> None:
        request = self._program.requests.made_for(key)
        if request is not None and key in self._failed:
            self._program.window.status.show_message("")
            request.repeat(self._failed[key])

    def _on_given_up(self, key: str) -> None:
        self._until.pop(key, None)
        request = self._program.requests.made_for(key)
        if request is not None:
            request.busy_changed.emit(key)
            self._program.window.status.show_message("It is not tried again.")
        self._show()

    def _forget(self, key: str) -> None:
        self._until.pop(key, None)
        self._failed.pop(key, None)

    def _show(self) -> None:
        """Show the wait of the tab in front; go on counting while any tab waits."""
        now = datetime.now(UTC)
        self._until = {key: end for key, end in self._until.items() if end > now}
        end = self._until.get(self._program.tabs.current_key())
        self._program.window.toolbar.show_wait(ceil((end - now).total_seconds()) if end else 0)
        if self._until and not self._timer.isActive():
            self._timer.start()
        elif not self._until:
            self._timer.stop()
