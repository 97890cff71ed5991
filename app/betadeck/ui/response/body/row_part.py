"""One piece of one row, laid out: from bytes to places on the screen and back."""

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout

from betadeck.core.visible_text import VisibleText
from betadeck.ui.response.body.ink import Ink

Coloured = Iterable[tuple[int, int, str]]


class RowPart:
    """The bytes from `start` to `end`, shown as `visible`, drawn from `x_px` on."""

    def __init__(
        self, ink: Ink, visible: VisibleText, start: int, x_px: float = 0.0, colours: Coloured = ()
    ) -> None:
        self.start, self.end, self.x_px = start, start + visible.size, x_px
        self._ink, self._visible = ink, visible
        self._layout = QTextLayout(visible.text, ink.font)
        self._layout.setTextOption(ink.option)
        formats = [format_range(place, length, ink.text(token)) for place, length, token in colours]
        formats += [format_range(place, length, ink.text("warn")) for place, length in visible.marks]
        self._layout.setFormats(formats)
        self._layout.beginLayout()
        self._line = self._layout.createLine()
        self._layout.endLayout()
        self.width_px = self._line.naturalTextWidth() if self._line.isValid() else 0.0

    def draw(self, painter: QPainter, y_px: float, grounds: Coloured = ()) -> None:
        """Draw it with its top at `y_px`; `grounds` are (first byte, end byte, token) to set off."""
        found = []
        for first, end, token in grounds:
            place, stop = self._unit(first), self._unit(end)
            if place < stop:
                found.append(format_range(place, stop - place, self._ink.ground(token)))
        self._layout.draw(painter, QPointF(self.x_px, y_px + self._ink.top_px), found)

    def x_of(self, offset: int) -> float:
        """Return where the byte at `offset` begins on the screen."""
        if not self._line.isValid():
            return self.x_px
        place, _unit = cast("tuple[float, int]", self._line.cursorToX(self._unit(offset)))
        return self.x_px + place

    def offset_at(self, x_px: float) -> int:
        """Return the byte whose left edge lies nearest to `x_px`."""
        if not self._line.isValid():
            return self.start
        return self.start + self._visible.byte_at(self._line.xToCursor(x_px - self.x_px))

    def text(self) -> str:
        """Return what is shown."""
        return self._visible.text

    def _unit(self, offset: int) -> int:
        return self._visible.unit_at(max(0, min(offset - self.start, self._visible.size)))


def format_range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    """Return Qt's way of saying that `length` units from `start` look like `look`."""
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made
