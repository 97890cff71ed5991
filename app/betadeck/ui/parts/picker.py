"""A field of the top bar that opens a list."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from betadeck.ui.icons import icon
from betadeck.ui.theme import tokens


class Picker(QPushButton):
    """A field of the top bar: a muted caption, the value, an arrow. A click asks for its list.

    The accessible name is "caption: value".
    """

    def __init__(self, caption: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption, self._value, self._lead, self._trail = caption, "", "", ""
        self._tip = tip
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(30)
        self.setAutoDefault(False)

    def set_value(self, value: str, lead: str = "", trail: str = "") -> None:
        """Show `value`; `lead` stands before it in the accent colour, `trail` after it in monospace."""
        self._value, self._lead, self._trail = value, lead, trail
        said = " ".join(filter(None, (lead, value, trail)))
        self.setAccessibleName(f"{self._caption or self._tip}: {said}")
        self.updateGeometry()
        self.update()

    def value(self) -> str:
        """Return the value shown."""
        return self._value

    def sizeHint(self) -> QSize:
        """Return the width of all its words."""
        words = sum(self.fontMetrics().horizontalAdvance(text) + 8 for text in self._words() if text)
        return QSize(words + 40, 30)

    def minimumSizeHint(self) -> QSize:
        """Let the value be cut rather than the window grow."""
        return QSize(96, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then its words."""
        super().paintEvent(event)
        painter, table = QPainter(self), tokens(self.palette())
        rect = self.rect().adjusted(11, 0, -28, 0)
        colours = (table.muted, table.accent, table.text, table.muted)
        for text, colour in zip(self._words(), colours, strict=True):
            if not text or rect.width() < 12:
                continue
            font = painter.font()
            font.setBold(colour == table.accent)
            painter.setFont(font)
            painter.setPen(colour)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
            rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(shown) + 8)
        icon("down", table.muted).paint(painter, self.width() - 24, 7, 16, 16)

    def _words(self) -> tuple[str, str, str, str]:
        return self._caption, self._lead, self._value, self._trail
