"""A scroll bar with a tick for each thing that was found."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from betadeck.ui.theme import tokens

_TICK_PX = 2.0
_TICK_WIDTH_PX = 4.0


class MarkedScrollBar(QScrollBar):
    """A vertical scroll bar that shows where in the whole the finds lie."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: Sequence[float] = ()
        self._whole = 1.0

    def show_marks(self, places: Sequence[float], whole: float = 1.0) -> None:
        """Tick the `places`, which go from 0 at the top to `whole` at the end."""
        self._places, self._whole = places, max(whole, 1.0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar, then one tick for each pixel row that holds a find."""
        super().paintEvent(event)
        if not self._places:
            return
        painter = QPainter(self)
        colour = QColor(tokens(self.palette()).warn)
        for y_px in self._tick_places():
            painter.fillRect(QRectF(self.width() - _TICK_WIDTH_PX, y_px, _TICK_WIDTH_PX, _TICK_PX), colour)
        painter.end()

    def _tick_places(self) -> list[int]:
        """Return where ticks go, no two at the same place."""
        height_px = self.height() - _TICK_PX
        return sorted({int(place * height_px / self._whole) for place in self._places})
