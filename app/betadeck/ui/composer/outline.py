"""A frame around a widget that somebody asked to see."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from betadeck.ui.theme import tokens

_SHOWN_MS = 2500


class Outline(QWidget):
    """Draws a rounded line over its widget for a moment, or red until told to end; lets the mouse through."""

    def __init__(self, target: QWidget, *, stays: bool = False) -> None:
        super().__init__(target)
        self.setObjectName("outline")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        target.installEventFilter(self)
        self.resize(target.size())
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._end)
        self._stays = stays
        if not stays:
            self._timer.start()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget's size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter, table = QPainter(self), tokens(self.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(table.error if self._stays else table.accent), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 7, 7)

    def end_staying(self) -> None:
        """Go, if it was to stay."""
        if self._stays:
            self._end()

    def _end(self) -> None:
        self.hide()
        self.deleteLater()


def outline(target: QWidget, *, stays: bool = False) -> None:
    """Outline `target` for a moment, or until its `end_staying`; an outline that is there already starts anew."""
    for old in target.findChildren(Outline, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.hide()
        old.deleteLater()
    Outline(target, stays=stays)
