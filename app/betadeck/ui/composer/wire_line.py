"""One header as it goes out, with who put it there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from betadeck.core.redact import mask, scrub
from betadeck.core.wire import Origin, WireHeader
from betadeck.ui.composer.wire_field import WireField
from betadeck.ui.parts.labels import Label, wrapped
from betadeck.ui.theme import Tokens, tokens

_BAR_PX = 3


class WireLine(QWidget):
    """The header with a coloured margin, and the same said in words at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._origin = Origin.ADDED
        self._text, self._why = WireField("Header"), wrapped("", "small")
        self._who = Label("", "small")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._why)
        row = QHBoxLayout(self)
        row.setContentsMargins(_BAR_PX + 10, 4, 0, 4)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self._who, 0, Qt.AlignmentFlag.AlignTop)

    def show_header(self, header: WireHeader) -> None:
        """Show `header`, a secret one shortened."""
        value = shown_value(header)
        self._origin = header.origin
        self._text.show_text(f"{header.name}: {value}")
        self._why.setText(header.why)
        self._why.setVisible(bool(header.why))
        self._who.setText(header.origin.value)
        self._text.setAccessibleName(f"{header.name}, {header.origin.value}. {header.why}".strip())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the margin."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_colour(self._origin, tokens(self.palette()))))
        painter.drawRoundedRect(0, 3, _BAR_PX, self.height() - 6, 1.5, 1.5)


def shown_value(header: WireHeader) -> str:
    """Return the value for people: a secret one as its scheme and last four characters.

    What looks like a key is shortened in any header.
    """
    if not header.secret:
        return scrub(header.value)
    scheme, blank, rest = header.value.partition(" ")
    return f"{scheme} {mask(rest)}" if blank and scheme.isalpha() else mask(header.value)


def _colour(origin: Origin, table: Tokens) -> str:
    return {
        Origin.TYPED: table.accent,
        Origin.PRESET: table.json_key,
        Origin.BETAS: table.json_number,
        Origin.TARGET: table.warn,
        Origin.KEY: table.error,
        Origin.ADDED: table.muted,
    }[origin]
