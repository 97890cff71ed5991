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
        self._places: Sequence[int] = ()
        self._whole = 1

    def show_marks(self, places: Sequence[int], whole: int) -> None:
        """Tick the ascending `places` out of `whole`."""
        self._places, self._whole = places, max(1, whole)
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
        """Return where ticks go. Of very many finds a few thousand, evenly taken, tell the same."""
        step = max(1, len(self._places) // 4000)
        return sorted({place * self.height() // self._whole for place in self._places[::step]})
