"""A faint picture of what is dragged, beside the mouse."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from betadeck.ui.theme import tokens

_MOST_PX, _HIGH_PX, _BESIDE = 320, 34, QPoint(14, 10)
_STRENGTH = 0.8


class Ghost(QLabel):
    """Lies over `pane` and lets the mouse through."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self._pane = pane
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def become(self, widget: QWidget) -> None:
        """Become the picture of the upper left part of `widget`."""
        part = QRect(0, 0, min(widget.width(), _MOST_PX), min(widget.height(), _HIGH_PX))
        seen, table = widget.grab(part), tokens(self.palette())
        if seen.isNull():  # it was never laid out
            self.clear()
            return
        made = QPixmap(seen.size())
        made.setDevicePixelRatio(seen.devicePixelRatio())
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setOpacity(_STRENGTH)
        painter.fillRect(part, QColor(table.surface))
        painter.drawPixmap(0, 0, seen)
        painter.setPen(QColor(table.accent))
        painter.drawRect(part.adjusted(0, 0, -1, -1))
        painter.end()
        self.setPixmap(made)
        self.resize(part.size())

    def follow(self, place: QPoint) -> None:
        """Be beside `place` of the screen, as far as the pane has room there."""
        there, room = self._pane.mapFromGlobal(place) + _BESIDE, self._pane.size() - self.size()
        self.move(min(there.x(), room.width()), max(0, min(there.y(), room.height())))
        self.raise_()
        self.show()
