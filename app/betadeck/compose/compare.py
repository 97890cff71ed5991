"""The compare window joined to the history, to files, and to the worker that finds what differs."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from betadeck.compose.judges import judges
from betadeck.core.answer import Answer
from betadeck.core.exchange import Exchange
from betadeck.core.listing import HistoryRow
from betadeck.ui.dialogs.quick_pick import PickItem, QuickPick
from betadeck.ui.library.days import local
from betadeck.ui.library.status import mark_of
from betadeck.ui.parts.file_choice import choose_file

if TYPE_CHECKING:
    from betadeck.compose.program import Program
    from betadeck.compose.subjects import Subject
    from betadeck.control.compare import CompareController
    from betadeck.ui.compare.window import CompareWindow

_OFFERED = 500
_A_FILE, _FILE_AT = "file:", 8
"""Offered below the newest exchanges, where it is still in sight."""


class Comparisons(QObject):
    """Asks what to compare with, and shows what differs. There is one window; it is made when needed."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._judges = judges(program.knowledge.current)
        self._window: CompareWindow | None = None
        self._controller: CompareController | None = None
        self._sides: list[Subject] = []
        self._rows: list[HistoryRow] = []
        program.history.listed.connect(self._on_listed)
        program.requests.made.connect(self._on_made)

    def current(self) -> None:
        """Compare what the tab in front shows with something else."""
        request = self._program.requests.current()
        last = request.last() if request else None
        if last is None:
            self._program.window.status.show_message("There is no answer to compare yet.")
        else:
            self._on_read(self._program.window, *last)

    def with_exchange(self, exchange_id: str, over: QWidget) -> None:
        """Compare an exchange of the history with something else; the choice opens over `over`."""
        self._program.history.fetch(exchange_id, partial(self._on_read, over))

    def pair(self, left_id: str, right_id: str) -> None:
        """Compare two exchanges of the history."""
        self._read(left_id, lambda left: self._read(right_id, partial(self._show_both, left)))

    def stop(self) -> None:
        """Stop comparing, because the program ends."""
        if self._controller is not None:
            self._controller.stop()

    def _pick(self, over: QWidget, without: str, then: "Callable[[Subject], None]") -> None:
        """Let the user choose among the newest exchanges, or a file."""
        file = PickItem(_A_FILE, "A file…", "a preset, or an answer: JSON, an event stream, any text")
        items = [_item(each) for each in self._rows[:_OFFERED] if each.id != without]
        items.insert(_FILE_AT, file)
        pick = QuickPick(items, "Compare with", over)
        pick.picked.connect(partial(self._on_picked, over, then))
        pick.open()

    def _read(self, exchange_id: str, then: "Callable[[Subject], None]") -> None:
        def done(exchange: Exchange, answer: Answer | None) -> None:
            then(self._subject(exchange, answer))

        self._program.history.fetch(exchange_id, done)

    def _subject(self, exchange: Exchange, answer: Answer | None) -> "Subject":
        from betadeck.compose.subjects import subject_of

        cost = self._judges.cost(exchange, answer) if answer is not None else None
        row = next((each for each in self._rows if each.id == exchange.id), None)
        return subject_of(exchange, answer, cost, row)

    def _show_both(self, one: "Subject", other: "Subject") -> None:
        from betadeck.compose.subjects import in_order

        self._sides = list(in_order(one, other))
        self._show()

    def _show(self) -> None:
        """Show both sides; the panel asks for what differs."""
        window, controller = self._made()
        left, right = self._sides
        controller.compare(left.side, right.side)
        window.panel.show_sides(left.facts, right.facts)
        window.bring_up()

    def _made(self) -> "tuple[CompareWindow, CompareController]":
        from betadeck.control.compare import CompareController
        from betadeck.ui.compare.window import CompareWindow

        if self._controller is None:
            self._controller = CompareController(parent=self)
        if self._window is None:
            self._window = CompareWindow(self._program.window)
            self._join(self._window, self._controller)
        return self._window, self._controller

    def _join(self, window: "CompareWindow", controller: "CompareController") -> None:
        panel = window.panel
        panel.asked.connect(controller.ask)
        panel.detail_asked.connect(controller.ask_detail)
        panel.cancel_requested.connect(self._on_cancel)
        panel.change_requested.connect(self._on_change)
        panel.swap_requested.connect(self._on_swap)
        window.closed.connect(self._on_closed)
        controller.listed.connect(panel.show_more)
        controller.ended.connect(panel.show_ended)
        controller.texts_told.connect(panel.show_texts)
        controller.detail_told.connect(panel.show_detail)
        controller.failed.connect(panel.show_failure)
        controller.busy_changed.connect(panel.show_busy)

    def _on_read(self, over: QWidget, exchange: Exchange, answer: Answer | None) -> None:
        subject = self._subject(exchange, answer)
        self._pick(over, exchange.id, partial(self._show_both, subject))

    def _on_picked(self, over: QWidget, then: "Callable[[Subject], None]", key: str) -> None:
        if key != _A_FILE:
            self._read(key, then)
            return
        dialog = choose_file(over, "Compare with a file")
        dialog.setObjectName("compare_file")
        dialog.fileSelected.connect(partial(self._on_file, then))

    def _on_file(self, then: "Callable[[Subject], None]", path: str) -> None:
        from betadeck.compose.subjects import read_file

        self._program.background.submit(lambda: read_file(Path(path)), then, self._program.notices.show_fault)

    def _on_change(self, place: int) -> None:
        if self._window is not None:
            self._pick(self._window, self._sides[1 - place].exchange_id, partial(self._put, place))

    def _put(self, place: int, subject: "Subject") -> None:
        self._sides[place] = subject
        self._show()

    def _on_swap(self) -> None:
        self._sides.reverse()
        self._show()

    def _on_cancel(self) -> None:
        if self._controller is not None and self._window is not None:
            was_busy = self._controller.is_busy()
            self._controller.cancel()
            if was_busy:
                self._window.panel.show_stopped()

    def _on_closed(self) -> None:
        if self._controller is not None:
            self._controller.cancel()
        self._window = None

    def _on_listed(self, rows: list[HistoryRow]) -> None:
        self._rows = rows

    def _on_made(self, key: str) -> None:
        self._program.requests.get(key).page.viewer.compare_requested.connect(self.current)


def _item(row: HistoryRow) -> PickItem:
    moment = local(row.started_at)
    when = f"{moment:%Y-%m-%d %H:%M}" if moment else row.started_at
    detail = "  ·  ".join(filter(None, (when, row.model, row.note or row.request_id)))
    return PickItem(row.id, row.title, detail, badge=mark_of(row).words)
