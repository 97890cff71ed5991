"""Sending again: the countdown that a server asks for, and sends that go out when it is over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from betadeck.core.answer import Answer
from betadeck.core.draft import Draft, same_request
from betadeck.core.exchange import Ending, Exchange
from betadeck.core.limits import retry_after_s
from betadeck.core.retry import USUAL_RETRIES
from betadeck.core.settings import Settings

if TYPE_CHECKING:
    from betadeck.compose.program import Program
    from betadeck.compose.request import Request

_TICK_MS = 250
_LONGEST_S = 3600.0
"""A button that counts down for hours tells less than the diagnosis does."""


class Again(QObject):
    """Joins the Send buttons to what the last answer of each tab said about waiting.

    A retry by rule repeats what was sent; a send that the user planned sends what the composer shows, and is
    given up when that is changed meanwhile.
    """

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._asked: dict[str, datetime] = {}  # when the server, asked to wait, is ready again
        self._until: dict[str, datetime] = {}  # what is counted down to
        self._failed: dict[str, Exchange] = {}
        self._planned: dict[str, Draft] = {}
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._show)
        program.requests.made.connect(self._on_made)
        program.requests.ended.connect(self._on_ended)
        program.requests.busy_changed.connect(self._on_busy)
        program.tabs.chosen.connect(self._show)
        program.tabs.closed.connect(self._forget)
        program.tabs.changed.connect(self._on_changed)
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
        request = self._program.requests.get(key)
        request.retries.waiting.connect(partial(self._on_waiting, key))
        request.retries.due.connect(partial(self._on_due, key))
        request.retries.given_up.connect(partial(self._on_given_up, key))
        request.page.viewer.again_chosen.connect(partial(self._on_again_chosen, key))

    def _on_ended(self, key: str, exchange: Exchange, _answer: Answer) -> None:
        request = self._program.requests.made_for(key)
        if request is None or exchange.ending is Ending.CANCELLED:
            return
        now = datetime.now(UTC)
        wait = _asked_s(request, exchange, now)
        if wait is not None and 0 < wait <= _LONGEST_S:
            self._asked[key] = self._until[key] = now + timedelta(seconds=wait)
        self._failed[key] = exchange
        if request.retries.consider(exchange, self._program.settings.current().retries):
            request.busy_changed.emit(key)
        self._show()

    def _on_busy(self, key: str) -> None:
        """Forget what the answer before said, as soon as the next send is out."""
        request = self._program.requests.made_for(key)
        if request is not None and request.sends.is_sending():
            self._forget(key)
            self._show()

    def _on_again_chosen(self, key: str, wanted: bool) -> None:
        """Send, or wait for it where the server asked to; or stop waiting."""
        request = self._program.requests.get(key)
        if not wanted:
            request.retries.cancel()
            return
        left_s = self._left_s(key)
        if not left_s:
            self._program.menus.do("send")
            return
        self._planned[key] = self._program.tabs.get(key).draft
        request.retries.plan(left_s)
        request.busy_changed.emit(key)

    def _on_changed(self, key: str) -> None:
        """Send nothing by itself that the user has changed since."""
        request, planned = self._program.requests.made_for(key), self._planned.get(key)
        if request is None or planned is None or same_request(planned, self._program.tabs.get(key).draft):
            return
        request.retries.cancel()
        self._program.window.status.show_message("The request was changed, so it is not sent by itself.")

    def _on_waiting(self, key: str, left_s: float, number: int, most: int) -> None:
        self._until[key] = datetime.now(UTC) + timedelta(seconds=left_s)
        self._show()
        if key == self._program.tabs.current_key():
            words = f"It failed. Try {number} of {most} follows in {ceil(left_s)} s; Esc stops it."
            if not number:
                words = f"It is sent again in {ceil(left_s)} s; Esc stops it."
            self._program.window.status.show_message(words)

    def _on_due(self, key: str) -> None:
        request = self._program.requests.made_for(key)
        if request is None:
            return
        self._program.window.status.show_message("")
        if key in self._planned:
            request.send()
        elif key in self._failed:
            request.repeat(self._failed[key])

    def _on_given_up(self, key: str) -> None:
        """Go on counting down where the server asked to wait."""
        self._planned.pop(key, None)
        self._until.pop(key, None)
        if key in self._asked:
            self._until[key] = self._asked[key]
        request = self._program.requests.made_for(key)
        if request is not None:
            request.busy_changed.emit(key)
            self._program.window.status.show_message("It is not sent again by itself.")
        self._show()

    def _forget(self, key: str) -> None:
        for each in (self._asked, self._until, self._failed, self._planned):
            each.pop(key, None)

    def _left_s(self, key: str) -> float:
        end = self._until.get(key)
        return max(0.0, (end - datetime.now(UTC)).total_seconds()) if end else 0.0

    def _show(self) -> None:
        """Show the wait of the tab in front; go on counting while any tab waits."""
        self._until = {key: end for key, end in self._until.items() if self._left_s(key)}
        request = self._program.requests.current()
        seconds = ceil(self._left_s(self._program.tabs.current_key()))
        self._program.window.toolbar.show_wait(seconds)
        if request is not None:
            request.page.viewer.show_wait(seconds, sends=request.retries.is_waiting())
        if self._until and not self._timer.isActive():
            self._timer.start()
        elif not self._until:
            self._timer.stop()


def _asked_s(request: "Request", exchange: Exchange, now: datetime) -> float | None:
    """Return how long the server wants us to wait, from its headers, its words, or when its limit is reset."""
    head, diagnosis = exchange.head, request.diagnosis()
    if head is None or head.status < 400:
        return None
    asked = retry_after_s(head, now)
    told = diagnosis.retry.after_s if diagnosis is not None and diagnosis.retry.helps else None
    return asked if asked is not None else told
