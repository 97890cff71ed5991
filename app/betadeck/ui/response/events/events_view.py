"""The Events tab: what came and when, a filter, and the whole of the selected event below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from betadeck.core.body import Body
from betadeck.core.json_slices import JsonSlices
from betadeck.core.sse import Event
from betadeck.ui.parts.empty_state import EmptyState
from betadeck.ui.parts.filter_field import FilterField
from betadeck.ui.response.body.text_rows import Language, TextRows
from betadeck.ui.response.body.text_view import ByteTextView
from betadeck.ui.response.boxed import boxed
from betadeck.ui.response.events.event_model import Arrival, EventModel
from betadeck.ui.response.events.event_reader import EventReader
from betadeck.ui.response.events.event_table import EventTable

_PRETTY_BYTES = 100_000
_FILTER_ROWS = 500


class EventsView(QWidget):
    """Shows events as they come, or reads them out of a body again.

    Signals:
        counted(int): there are so many events now.
        timed(object): the events of a body were read; their `StreamTimes`, None if times are not known.
    """

    counted = Signal(int)
    timed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("events")
        self._filter = FilterField("Filter events", "Filter events by name or text")
        self._filter.setObjectName("events_filter")
        self._filter.setMinimumWidth(160)
        self.tools = boxed(self._filter)
        self._model = EventModel(self)
        self._table = EventTable(self._model)
        self._detail = ByteTextView("Event data")
        self._detail.setObjectName("event_data")
        self._reader = EventReader(self)
        self._filtering = QTimer(self, interval=0)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._table)
        split.addWidget(self._detail)
        split.setSizes([300, 160])
        self._detail.hide()
        self._stack = QStackedWidget()
        nothing = EmptyState("No events", "A streamed answer shows its events here as they come.")
        self._stack.addWidget(nothing)
        self._stack.addWidget(split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._connect()
        self.show_nothing()

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._on_filter_changed)
        self._table.row_chosen.connect(self._on_row_chosen)
        self._reader.read.connect(self._on_read)
        self._reader.finished.connect(self.timed)
        self._filtering.timeout.connect(self._filter_more)

    def show_nothing(self) -> None:
        """Show no events."""
        self._reader.stop()
        self._model.clear()
        self._detail.hide()
        self._stack.setCurrentIndex(0)
        self._filter.setVisible(False)
        self.counted.emit(0)

    def add(self, events: Sequence[Event], at_s: Sequence[float]) -> None:
        """Add events that came just now, with their times since the click."""
        times: list[float | None] = [*at_s, *[None] * (len(events) - len(at_s))]
        follow = self._table.is_at_end() and self._detail.isHidden() and self.isVisible()
        self._take([Arrival(event, at) for event, at in zip(events, times, strict=False)])
        if follow:
            self._table.scrollToBottom()

    def show_body(self, body: Body, arrivals: tuple[tuple[int, float], ...]) -> None:
        """Read the events of `body` again; `arrivals` as in `Exchange`."""
        self.show_nothing()
        self._reader.start(body, arrivals)

    def focus_filter(self) -> None:
        """Take the keys into the filter."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def total(self) -> int:
        """The number of events, shown or not."""
        return self._model.total

    def _on_read(self, found: list[Arrival]) -> None:
        self._take(found)

    def _take(self, found: list[Arrival]) -> None:
        if not found:
            return
        self._model.add(found)
        self._stack.setCurrentIndex(1)
        self._filter.setVisible(True)
        if self._filter.text():
            self._filtering.start()
        self.counted.emit(self._model.total)

    def _on_filter_changed(self, text: str) -> None:
        self._detail.hide()
        self._model.set_filter(text)
        self._filtering.start()

    def _filter_more(self) -> None:
        if self._model.filter_more(_FILTER_ROWS):
            self._filtering.stop()

    def _on_row_chosen(self, row: int) -> None:
        found = self._model.arrival(row)
        self._detail.setVisible(found is not None)
        if found is None:
            return
        data = found.event.data.encode("utf-8", "surrogateescape")
        self._detail.show_rows(TextRows(_laid_out(data), Language.JSON))


def _laid_out(data: bytes) -> bytes:
    """Return an event's data for reading; what is no JSON, or very long, stays as it is."""
    if len(data) > _PRETTY_BYTES or not data.lstrip().startswith((b"{", b"[")):
        return data
    slices = JsonSlices(data)
    slices.advance()
    return bytes(slices.out) if slices.whole else data
