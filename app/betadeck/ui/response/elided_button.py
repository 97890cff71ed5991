"""A button that shortens its text rather than cut it off at both ends."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from betadeck.ui.parts.buttons import Kind

_SIDES_PX = 26
_LEAST_PX = 64


class ElidedButton(QPushButton):
    """A push button as wide as its text if there is room; else the text is cut in the middle."""

    def __init__(self, text: str, kind: Kind = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._full = text
        self._hint = QSize()
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Wish for room for all of the text."""
        self.ensurePolished()
        if not self._hint.isValid() or self.text() == self._full:
            self._hint = super().sizeHint()
        return self._hint

    def minimumSizeHint(self) -> QSize:
        """Give way."""
        return QSize(_LEAST_PX, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text to the room there is; the tooltip then tells all of it."""
        super().resizeEvent(event)
        room = self.width() - _SIDES_PX
        fits = self.width() >= self.sizeHint().width()
        shown = self._full if fits else self._shortened(room)
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if fits else self._full)

    def _shortened(self, room_px: int) -> str:
        return self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideMiddle, room_px)
