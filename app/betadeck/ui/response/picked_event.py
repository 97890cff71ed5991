"""The line below an answer that names the event whose characters are marked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from betadeck.ui.parts.buttons import IconButton, button
from betadeck.ui.parts.labels import ElidedLabel

_HEIGHT_PX = 30


class PickedEvent(QFrame):
    """Says which event added what is marked.

    Signals:
        shown(): show it in the table of events.
        closed(): mark nothing any more.
    """

    shown = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picked_event")
        self.setFixedHeight(_HEIGHT_PX)
        self._line = ElidedLabel("", "small")
        show = button("Show event", "link", "Show this event in the table of events")
        show.setObjectName("show_event")
        close = IconButton("close", "Mark nothing")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(12)
        row.addWidget(self._line, 1)
        row.addWidget(show)
        row.addWidget(close)
        show.clicked.connect(self.shown)
        close.clicked.connect(self.closed)
        self.hide()

    def show_line(self, words: str) -> None:
        """Show these words; with none, nothing."""
        self._line.setText(words)
        self.setVisible(bool(words))
