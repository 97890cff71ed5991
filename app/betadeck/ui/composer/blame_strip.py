"""The place that the last answer blames, with the ways to it and back to the error."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import ElidedLabel, Label

_NARROW_PX = 400


class BlameStrip(QFrame):
    """One line; hidden while nothing is blamed.

    Signals:
        place_chosen(): show the place in the request.
        error_chosen(): show the error.
    """

    place_chosen = Signal()
    error_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("blame")
        self.setProperty("role", "banner")
        self.setProperty("tone", "error")
        self._why = ElidedLabel()
        self._why.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._place = self._link("", "blame_place", "Go to this place in the request")
        self._place.setProperty("mono", True)
        self._error = self._link("Back to the error", "blame_error", "Show what the answer said of it")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        self._head = Label("Blamed", "strong", "error")
        row.addWidget(self._head)
        row.addWidget(self._place)
        row.addWidget(self._why, 1)
        row.addWidget(self._error)
        self._place.clicked.connect(self.place_chosen)
        self._error.clicked.connect(self.error_chosen)
        self.hide()

    def show_blame(self, place: str, why: str) -> None:
        """Show the place in words, and why in one line; an empty place hides the strip."""
        self._place.setText(place)
        self._why.setText(why)
        self.setAccessibleName(f"The last answer blames {place}: {why}")
        self.setVisible(bool(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the ways when it gets narrow."""
        super().resizeEvent(event)
        self._head.setVisible(self.width() >= _NARROW_PX)

    def _link(self, text: str, name: str, tip: str) -> QPushButton:
        made = button(text, "link", tip)
        made.setObjectName(name)
        return made
