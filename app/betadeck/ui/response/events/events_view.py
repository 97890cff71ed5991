"""The Events tab: a timeline, what came and when, a filter, and the whole of the selected event below."""

from itertools import zip_longest

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from betadeck.core.exchange import Exchange
from betadeck.core.progress import Progress
from betadeck.core.stream_log import StreamLog
from betadeck.core.stream_times import StreamTimes
from betadeck.ui.parts.empty_state import EmptyState
from betadeck.ui.parts.filter_field import FilterField
from betadeck.ui.parts.labels import Label
from betadeck.ui.response.boxed import boxed
from betadeck.ui.response.events.event_detail import EventDetail
from betadeck.ui.response.events.event_list import Arrival
from betadeck.ui.response.events.event_model import EventModel
from betadeck.ui.response.events.event_reader import EventReader
from betadeck.ui.response.events.event_table import EventTable
from betadeck.ui.response.events.event_words import event_line
from betadeck.ui.response.events.timeline import Timeline

_FILTER_ROWS = 500
_SIZES_PX = [104, 410]
_LEAST_PX = 40
_LOW_PX = 380
_WIDE_PX = 700


class EventsView(QWidget):
    """Shows events as they come, or reads them out of a body again.

    Signals:
        counted(int): there are so many events now.
        timed(): the events of a body were all read; `times` are those of a kept exchange.
        event_chosen(int, object): the user picked this event, counted from 0; its `Mark`, None if it is
            about no block. -1 and None when none is picked any more.
        place_requested(int, object): the user wants to see what this event added in the answer.
    """

    counted = Signal(int)
    timed = Signal()
    event_chosen = Signal(int, object)
    place_requested = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("events")
        self._filter = FilterField("Filter events", "Filter events by name or text")
        self._filter.setObjectName("events_filter")
        self._filter.setMinimumWidth(160)
        self.tools = boxed(self._filter)
        self.model = EventModel(self)
        self.times = StreamTimes()
        self._log = StreamLog()
        self._table = EventTable(self.model)
        self._timeline = Timeline(self.model)
        self._detail = EventDetail()
        self._rows = QSplitter(Qt.Orientation.Vertical)
        self._reader = EventReader(self)
        self._filtering = QTimer(self, interval=0)
        self._quiet = self._live = False
        self._ended_s: float | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState("No events", "A streamed answer shows its events here as they come.")
        )
        self._stack.addWidget(self._split())
        self._left_out = Label("", "small")
        self._left_out.setObjectName("events_left_out")
        self._left_out.setContentsMargins(16, 2, 16, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._left_out)
        self._connect()
        self.show_nothing()

    def _split(self) -> QSplitter:
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._timeline)
        self._rows.setChildrenCollapsible(False)
        for each in (self._table, self._detail):
            each.setMinimumHeight(_LEAST_PX)
            self._rows.addWidget(each)
        split = QSplitter(Qt.Orientation.Vertical)
        for part in (scroll, self._rows):
            part.setMinimumHeight(_LEAST_PX)
            split.addWidget(part)
        split.setSizes(_SIZES_PX)
        split.setStretchFactor(1, 1)
        self._detail.hide()
        return split

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the selected event beside the table where the room is low and wide."""
        super().resizeEvent(event)
        beside = event.size().height() < _LOW_PX and event.size().width() >= _WIDE_PX
        self._rows.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._on_filter_changed)
        self._table.row_chosen.connect(self._on_row_chosen)
        self._timeline.event_chosen.connect(self.go_to)
        self._detail.place_requested.connect(self._on_place_requested)
        self._reader.read.connect(self._on_read)
        self._reader.finished.connect(self._on_all_read)
        self._filtering.timeout.connect(self._filter_more)

    def show_nothing(self, *, live: bool = False) -> None:
        """Show no events; `live` tells that some may come."""
        self._reader.stop()
        self._live = live
        self.model.clear()
        self._table.stay_at_end()
        self._log, self.times = StreamLog(), StreamTimes()
        self._timeline.show_log(self._log, self.times, live=live)
        self._detail.hide()
        self._stack.setCurrentIndex(0)
        self._left_out.hide()
        self._filter.setVisible(False)
        self.counted.emit(0)

    def add(self, progress: Progress) -> None:
        """Add events that came just now, with their times since the click."""
        self._take([Arrival(*each) for each in zip_longest(progress.events, progress.at_s, progress.marks)])
        self._timeline.grow(progress.elapsed_s)
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Go to the end of a stream that runs, if the user did not leave it."""
        super().showEvent(event)
        self._follow()

    def end(self, ended_s: float | None) -> None:
        """Say that no more events will come, and when it ended, in seconds since the click."""
        self._live = False
        if ended_s is not None:
            self.times.end(ended_s)
        self._timeline.end()

    def show_exchange(self, exchange: Exchange, *, lines: bool = False) -> None:
        """Read the events, or the `lines` of JSON, of a kept exchange again."""
        self.show_nothing()
        self._ended_s = exchange.timings.ended_s
        self._reader.start(exchange.body, exchange.arrivals, lines=lines)

    def go_to(self, number: int) -> None:
        """Select event `number`, counted from 0; a filter that hides it is taken away."""
        if self.model.row_of(number) < 0:
            self._filter.clear()
        self._table.go_to(self.model.row_of(number))

    def show_chosen(self, number: int) -> None:
        """Select event `number` without announcing it; a filter that hides it stays, and nothing is selected."""
        self._quiet = True
        self._table.go_to(self.model.row_of(number))
        self._quiet = False

    def chosen(self) -> int:
        """Return the number of the event that is selected, -1 if none is."""
        return self.model.number(self._table.currentIndex().row())

    def line_of(self, number: int) -> str:
        """Return event `number` in words, on one line; nothing if there is none."""
        found = self.model.numbered(number)
        return event_line(number, found) if found is not None else ""

    def narrow_table(self) -> EventTable:
        """Return a second table of the same events with the same row selected, for beside an answer."""
        made = EventTable(self.model, brief=True)
        made.setObjectName("events_beside")
        made.setSelectionModel(self._table.selectionModel())
        return made

    def event_at(self, index: int, field: str, place: int) -> int | None:
        """Return the number of the event that added a character of a block, None if nobody knows."""
        return self._log.event_at(index, field, place)

    def focus_filter(self) -> None:
        """Take the keys into the filter."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def total(self) -> int:
        """The number of events, shown or not."""
        return self.model.total

    def _on_read(self, found: list[Arrival]) -> None:
        self._take(found)
        self._timeline.grow(0.0)

    def _on_all_read(self) -> None:
        self.end(self._ended_s)
        self.timed.emit()

    def _follow(self) -> None:
        if self._live and self._detail.isHidden() and self.isVisible():
            self._table.keep_to_end()

    def _take(self, found: list[Arrival]) -> None:
        if not found:
            return
        self.model.add(found)
        self._say_left_out()
        for each in found:
            self._log.add(each.event, each.at_s, each.mark)
            if each.at_s is not None:
                self.times.add(each.event, each.at_s, each.mark)
        self._stack.setCurrentIndex(1)
        self._filter.setVisible(True)
        if self._filter.text():
            self._filtering.start()
        self.counted.emit(self.model.total)

    def _say_left_out(self) -> None:
        self._left_out.setVisible(self.model.left_out > 0)
        if self.model.left_out:
            listed = self.model.total - self.model.left_out
            words = (
                f"The newest {listed:,} of {self.model.total:,} events are listed; Body shows all of them."
            )
            self._left_out.setText(words)

    def _on_filter_changed(self, text: str) -> None:
        self._detail.hide()
        self.model.set_filter(text)
        self._filtering.start()

    def _filter_more(self) -> None:
        if self.model.filter_more(_FILTER_ROWS):
            self._filtering.stop()

    def _on_row_chosen(self, row: int) -> None:
        number = self.model.number(row)
        found = self.model.numbered(number)
        self._timeline.set_current(number)
        if found is not None and self._detail.isHidden():
            self._rows.setSizes([1, 1])
        self._detail.setVisible(found is not None)
        if found is not None:
            self._detail.show_event(number, found)
            self._table.keep_in_sight()
        if not self._quiet:
            self.event_chosen.emit(number, found.mark if found is not None else None)

    def _on_place_requested(self) -> None:
        number = self.chosen()
        if (found := self.model.numbered(number)) is not None:
            self.place_requested.emit(number, found.mark)
