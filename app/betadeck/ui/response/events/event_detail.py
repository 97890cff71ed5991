"""One event, whole: when it came, what it added and where, and its data laid out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from betadeck.core.json_slices import JsonSlices
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import ElidedLabel
from betadeck.ui.response.body.text_rows import Language, TextRows
from betadeck.ui.response.body.text_view import ByteTextView
from betadeck.ui.response.events.event_list import Arrival
from betadeck.ui.response.events.event_words import event_line

_PRETTY_BYTES = 100_000


class EventDetail(QWidget):
    """A line about an event over its data.

    Signals:
        place_requested(): show what it added where it stands in the answer.
    """

    place_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = ElidedLabel("", "small")
        self._line.setObjectName("event_line")
        self._show = button("Show in the answer", "link", "Go to the characters that this event added")
        self._show.setObjectName("show_in_answer")
        self._show.clicked.connect(self.place_requested)
        self._data = ByteTextView("Event data")
        self._data.setObjectName("event_data")
        row = QHBoxLayout()
        row.setContentsMargins(16, 4, 12, 2)
        row.setSpacing(12)
        row.addWidget(self._line, 1)
        row.addWidget(self._show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self._data, 1)
        self._data.setMinimumHeight(0)

    def show_event(self, number: int, found: Arrival) -> None:
        """Show event `number`, counted from 0."""
        self._line.setText(event_line(number, found))
        self._show.setVisible(found.mark is not None)
        data = found.event.data.encode("utf-8", "surrogateescape")
        self._data.show_rows(TextRows(_laid_out(data), Language.JSON))


def _laid_out(data: bytes) -> bytes:
    """Return an event's data for reading; what is no JSON, or very long, stays as it is."""
    if len(data) > _PRETTY_BYTES or not data.lstrip().startswith((b"{", b"[")):
        return data
    slices = JsonSlices(data)
    slices.advance()
    return bytes(slices.out) if slices.whole else data
