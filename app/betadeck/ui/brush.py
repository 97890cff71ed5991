"""Pen and paper for one line of a list."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from betadeck.ui import fonts
from betadeck.ui.theme import Tokens

PAD_PX = 8
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


@dataclass(slots=True)
class Brush:
    """What is needed to draw one line: where, in which colours, in which font."""

    painter: QPainter
    table: Tokens
    rect: QRect
    font: QFont
    hovered: bool = False

    def sized(self, step_px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the font so many pixels larger or smaller."""
        made = fonts.stepped(self.font, step_px)
        made.setWeight(weight)
        return made

    def text(
        self,
        rect: QRect,
        text: str,
        colour: str,
        font: QFont,
        flags: int = LEFT,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        """Write one line, shortened to `rect`; a name of several parts tells most at both ends."""
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, elide, rect.width())
        self.painter.drawText(rect, flags, shown)

    def note(self, text: str) -> QRect:
        """Write `text` at the right and return what is left of the line."""
        font = self.sized(-1)
        inner = self.rect.adjusted(PAD_PX, 0, -PAD_PX, 0)
        if not text:
            return inner
        self.text(inner, text, self.table.muted, font, RIGHT)
        return inner.adjusted(0, 0, -QFontMetrics(font).horizontalAdvance(text) - 8, 0)
