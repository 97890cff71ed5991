"""The Answer tab: the error if there is one, what the model said, and how it ended; live while it streams."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from betadeck.core.answer import Answer, AnswerKind
from betadeck.core.answer_marks import Mark
from betadeck.core.cost import Cost
from betadeck.core.diagnosis import Diagnosis
from betadeck.core.exchange import Exchange
from betadeck.core.progress import Progress
from betadeck.core.stream_times import StreamTimes
from betadeck.ui.parts.empty_state import EmptyState
from betadeck.ui.response.answer_copy import AnswerCopy
from betadeck.ui.response.answer_foot import AnswerFoot
from betadeck.ui.response.answer_tools import AnswerTools
from betadeck.ui.response.blocks_column import BlocksColumn
from betadeck.ui.response.error_card import ErrorCard
from betadeck.ui.response.error_words import as_received, stand_in
from betadeck.ui.response.gone import not_kept
from betadeck.ui.response.live_faults import LiveFaults
from betadeck.ui.response.other_answer import OtherAnswer
from betadeck.ui.response.picked_event import PickedEvent
from betadeck.ui.response.scroll_column import ScrollColumn
from betadeck.ui.response.stream_strip import StreamStrip

_NARROW_PX = 640
_TABLE_PX = 320
_LEAST_PX = 60


class AnswerView(QWidget):
    """Shows an answer. `tools` is a widget for a row above, made here and placed by the parent.

    Signals:
        fix_chosen(object, bool): this `Fix`; with true, send afterwards.
        place_chosen(str): take me to this place of the request.
        beta_chosen(str): show this beta in the checklist.
        again_chosen(bool): send the same again, at once or when the wait is over; false: stop waiting.
        place_clicked(int, str, int): the user clicked in a block, on this character of the field of that name.
        event_requested(): show the event whose characters are marked.
        mark_removed(): the user wants nothing to be marked any more.
    """

    fix_chosen = Signal(object, bool)
    place_chosen = Signal(str)
    beta_chosen = Signal(str)
    again_chosen = Signal(bool)
    place_clicked = Signal(int, str, int)
    event_requested = Signal()
    mark_removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answer")
        self._copy = AnswerCopy(self)
        self.tools = AnswerTools()
        self._nothing = EmptyState("No answer yet", "Send with Ctrl+Enter.")
        self._waiting = EmptyState("Under way", "The answer has not begun yet. Esc cancels.")
        self._begun = EmptyState(
            "Under way", "The server has answered, and nothing has followed yet. Esc cancels."
        )
        self._receiving = EmptyState(
            "Receiving", "It is shown when it is whole. Events lists what comes as a stream."
        )
        self._listening = EmptyState(
            "Events are coming in", "They make up no message; Events lists each as it comes.", "Show events"
        )
        self._cancelled = EmptyState("Cancelled", "Nothing had arrived when it was cancelled.")
        self._gone = not_kept()
        self._other = OtherAnswer()
        self._column = ScrollColumn("Answer")
        self._card, self._faults, self._foot = ErrorCard(), LiveFaults(), AnswerFoot()
        self._strip, self._picked = StreamStrip(), PickedEvent()
        self._blocks = BlocksColumn(self._column)
        parts = (self._card, self._faults.bad, self._blocks, self._foot, self._faults.notes)
        for place, each in enumerate(parts):
            self._column.put(place, each)
        self._column.watch(self._card.flow())
        self._stack = QStackedWidget()
        pages = (self._nothing, self._waiting, self._begun, self._receiving, self._listening,
                 self._cancelled, self._gone, self._other, self._column)  # fmt: skip
        for page in pages:
            self._stack.addWidget(page)
        self._events_beside: QWidget | None = None
        self._beside = QSplitter()
        self._beside.addWidget(self._stack)
        self._beside.setChildrenCollapsible(False)
        self._beside.setMinimumHeight(_LEAST_PX)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._strip)
        layout.addWidget(self._beside)
        layout.addWidget(self._picked)
        self._connect()
        self.show_nothing()

    def _connect(self) -> None:
        self._card.fix_chosen.connect(self.fix_chosen)
        self._card.place_chosen.connect(self.place_chosen)
        self._card.beta_chosen.connect(self.beta_chosen)
        self._card.again_chosen.connect(self.again_chosen)
        self.tools.rendered_changed.connect(self._blocks.set_rendered)
        self.tools.copy_requested.connect(self._on_copy_requested)
        self._blocks.place_clicked.connect(self.place_clicked)
        self._picked.shown.connect(self.event_requested)
        self._listening.step_chosen.connect(self.event_requested)
        self._picked.closed.connect(self.mark_removed)

    def show_nothing(self) -> None:
        """Say that nothing was sent yet."""
        self._clear()
        self._stack.setCurrentWidget(self._nothing)

    def show_waiting(self) -> None:
        """Say that it is under way."""
        self._clear()
        self._column.set_following(True)
        self._stack.setCurrentWidget(self._waiting)

    def show_begun(self) -> None:
        """Say that status and headers have come, and no more."""
        self._stack.setCurrentWidget(self._begun)

    def begin_stream(self) -> None:
        """Say that what comes is a stream."""
        self._strip.begin()

    def show_progress(self, progress: Progress, times: StreamTimes) -> None:
        """Take what came since the last time; `times` are those of all events so far."""
        self._copy.follow(progress.snapshot)
        if progress.events:
            self._strip.grow(progress.changes, times, progress.elapsed_s)
        self._blocks.apply(progress.changes)
        self._faults.show(progress.faults)
        if self._blocks.count() or progress.faults:
            self._show(self._column)
        elif times.events and not self._strip.is_message():
            self._show(self._listening)
        elif progress.body_bytes:
            self._show(self._receiving)

    def show_mark(self, mark: Mark | None, line: str, *, reach: bool) -> None:
        """Mark what an event added, which `line` names, and nothing else; with `reach` bring it in sight."""
        if mark is not None:
            self._column.hold()
        self._blocks.set_mark(mark, reach=reach)
        self._picked.show_line(line)

    def set_beside(self, table: QWidget) -> None:
        """Take a table of events, to stand beside the answer when it is asked for."""
        table.setParent(self)
        table.hide()
        self._beside.insertWidget(0, table)
        self._beside.setStretchFactor(1, 1)
        self._events_beside = table
        self.tools.events_shown.connect(self._on_events_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the events over the answer where there is no room beside it."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW_PX
        self._beside.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)

    def show_times(self, times: StreamTimes) -> None:
        """Say how long each block took."""
        self._blocks.show_times(times)
        self._strip.show_times(times)

    def show_answer(
        self, exchange: Exchange, answer: Answer, diagnosis: Diagnosis | None, cost: Cost | None
    ) -> None:
        """Show how it ended. What grew live stays where it is; new answers begin at their top."""
        was_live = self._stack.currentWidget() is self._column
        self._copy.settle(answer)
        self._strip.end(answer)
        diagnosis = diagnosis or stand_in(exchange, answer)
        if diagnosis is None and not answer.blocks and answer.message is None:
            self._show_without_message(exchange)
            return
        self._show_card(exchange, answer, diagnosis)
        self._faults.show(answer.faults)
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

    def show_entries(self, raw: Sequence[bytes], title: str) -> None:
        """Show JSON objects as a table: what several pages of a list hold."""
        self._other.show_entries(raw, title)
        self._show(self._other)

    def open_find(self) -> bool:
        """Open Find if this view can; tell whether it did."""
        return self._stack.currentWidget() is self._other and self._other.open_find()

    def _show_without_message(self, exchange: Exchange) -> None:
        if exchange.head is None:
            self._show(self._cancelled)
            return
        if exchange.body_gone:
            self._show(self._gone)
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
        self._copy.follow(None)
        self._strip.clear()
        self._picked.show_line("")
        self._blocks.clear()
        self._card.hide()
        self._faults.show(())
        self._foot.hide_all()
        self.tools.set_offered(False)
        self.tools.set_continuable(False)

    def _on_events_shown(self, shown: bool) -> None:
        if self._events_beside is not None:
            self._events_beside.setVisible(shown)
            room = sum(self._beside.sizes())
            first = _TABLE_PX if self._beside.orientation() is Qt.Orientation.Horizontal else room // 3
            self._beside.setSizes([first, room - first])

    def _on_copy_requested(self, what: str) -> None:
        if what == "message":
            self._copy.copy()
        else:
            QGuiApplication.clipboard().setText(self._blocks.text())
