"""The Answer tab: the error if there is one, what the model said, and how it ended; live while it streams."""

import json
from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from betadeck.core.answer import Answer, AnswerKind, Change, FaultSeverity
from betadeck.core.cost import Cost
from betadeck.core.diagnosis import Diagnosis
from betadeck.core.exchange import Exchange
from betadeck.core.stream_times import StreamTimes
from betadeck.ui.parts.empty_state import EmptyState
from betadeck.ui.response.answer_foot import AnswerFoot
from betadeck.ui.response.answer_tools import AnswerTools
from betadeck.ui.response.blocks_column import BlocksColumn
from betadeck.ui.response.error_card import ErrorCard
from betadeck.ui.response.error_words import as_received, stand_in
from betadeck.ui.response.fault_list import FaultList
from betadeck.ui.response.other_answer import OtherAnswer
from betadeck.ui.response.scroll_column import ScrollColumn


class AnswerView(QWidget):
    """Shows an answer. `tools` is a widget for a row above, made here and placed by the parent.

    Signals:
        fix_chosen(object, bool): this `Fix`; with true, send afterwards.
        place_chosen(str): take me to this place of the request.
        beta_chosen(str): show this beta in the checklist.
        again_chosen(bool): send the same again, at once or when the wait is over; false: stop waiting.
    """

    fix_chosen = Signal(object, bool)
    place_chosen = Signal(str)
    beta_chosen = Signal(str)
    again_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answer")
        self._message: dict[str, object] | None = None
        self.tools = AnswerTools()
        self._nothing = EmptyState("No answer yet", "Send with Ctrl+Enter.")
        self._waiting = EmptyState("Sent", "Waiting for the first byte. Esc cancels.")
        self._cancelled = EmptyState("Cancelled", "Nothing had arrived when it was cancelled.")
        self._other = OtherAnswer()
        self._column = ScrollColumn("Answer")
        self._card, self._faults, self._foot = ErrorCard(), FaultList(), AnswerFoot()
        self._notes = FaultList()
        self._blocks = BlocksColumn(self._column)
        for place, each in enumerate((self._card, self._faults, self._blocks, self._foot, self._notes)):
            self._column.put(place, each)
        self._column.watch(self._card.flow())
        self._stack = QStackedWidget()
        for page in (self._nothing, self._waiting, self._cancelled, self._other, self._column):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._connect()
        self.show_nothing()

    def _connect(self) -> None:
        self._card.fix_chosen.connect(self.fix_chosen)
        self._card.place_chosen.connect(self.place_chosen)
        self._card.beta_chosen.connect(self.beta_chosen)
        self._card.again_chosen.connect(self.again_chosen)
        self.tools.rendered_changed.connect(self._blocks.set_rendered)
        self.tools.copy_requested.connect(self._on_copy_requested)

    def show_nothing(self) -> None:
        """Say that nothing was sent yet."""
        self._clear()
        self._stack.setCurrentWidget(self._nothing)

    def show_waiting(self) -> None:
        """Say that it is under way."""
        self._clear()
        self._column.set_following(True)
        self._stack.setCurrentWidget(self._waiting)

    def apply(self, changes: Iterable[Change]) -> None:
        """Take what a stream changed."""
        self._blocks.apply(changes)
        self._show(self._column)

    def show_times(self, times: StreamTimes) -> None:
        """Say how long each block took."""
        self._blocks.show_times(times)

    def show_answer(
        self, exchange: Exchange, answer: Answer, diagnosis: Diagnosis | None, cost: Cost | None
    ) -> None:
        """Show how it ended. What grew live stays where it is; new answers begin at their top."""
        was_live = self._stack.currentWidget() is self._column
        self._message = answer.message
        diagnosis = diagnosis or stand_in(exchange, answer)
        if diagnosis is None and not answer.blocks and answer.message is None:
            self._show_without_message(exchange)
            return
        self._show_card(exchange, answer, diagnosis)
        bad = [fault for fault in answer.faults if fault.severity is not FaultSeverity.INFO]
        self._faults.show_faults(bad)
        self._notes.show_faults([fault for fault in answer.faults if fault not in bad])
        self._blocks.show_blocks(answer.blocks)
        self._foot.show_answer(answer, cost)
        self.tools.set_continuable(answer.kind is AnswerKind.MESSAGE and bool(answer.blocks))
        self._show(self._column)
        if not was_live or diagnosis is not None:
            self._column.set_following(False)
            self._column.to_top()

    def show_wait(self, seconds: int, *, sends: bool) -> None:
        """Count down to when a send makes sense; `sends` tells that it then goes out by itself."""
        self._card.show_wait(seconds, sends=sends)

    def show_error(self) -> None:
        """Scroll to the error card and put the focus on what it offers first."""
        self._column.to_top()
        self._card.begin()

    def open_find(self) -> bool:
        """Open Find if this view can; tell whether it did."""
        return self._stack.currentWidget() is self._other and self._other.open_find()

    def _show_without_message(self, exchange: Exchange) -> None:
        if exchange.head is None:
            self._show(self._cancelled)
            return
        self._other.show_body(exchange.body, exchange.head.media_type, exchange.head.status)
        self._show(self._other)

    def _show_card(self, exchange: Exchange, answer: Answer, diagnosis: Diagnosis | None) -> None:
        self._card.setVisible(diagnosis is not None)
        if diagnosis is not None:
            raw, cut = as_received(exchange, answer)
            request_id = exchange.request_id or (answer.error.request_id if answer.error else "")
            self._card.show_diagnosis(diagnosis, raw, cut, request_id)

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self.tools.set_offered(page is self._column and self._blocks.count() > 0)

    def _clear(self) -> None:
        self._message = None
        self._blocks.clear()
        self._card.hide()
        self._faults.show_faults(())
        self._notes.show_faults(())
        self._foot.hide_all()
        self.tools.set_offered(False)
        self.tools.set_continuable(False)

    def _on_copy_requested(self, what: str) -> None:
        text = self._blocks.text()
        if what == "message":
            text = json.dumps(self._message, indent=2, ensure_ascii=False)
        QGuiApplication.clipboard().setText(text)
