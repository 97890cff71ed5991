"""One header as it goes out, with who put it there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from betadeck.core.redact import mask
from betadeck.core.wire import Origin, WireHeader
from betadeck.ui.parts.labels import Label, wrapped
from betadeck.ui.theme import Tokens, tokens

_BAR_PX = 3


class WireLine(QWidget):
    """The header with a coloured margin, and the same said in words at the right."""

    def __init__(self, header: WireHeader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._origin = header.origin
        value = shown_value(header)
        text = wrapped(f"{header.name}: {value}")
        text.setProperty("mono", True)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        origin = Label(header.origin.value, "small")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text)
        if header.why:
            words.addWidget(wrapped(header.why, "small"))
        row = QHBoxLayout(self)
        row.setContentsMargins(_BAR_PX + 10, 4, 0, 4)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(origin, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{header.name}: {value}, {header.origin.value}. {header.why}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the margin."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_colour(self._origin, tokens(self.palette()))))
        painter.drawRoundedRect(0, 3, _BAR_PX, self.height() - 6, 1.5, 1.5)


def shown_value(header: WireHeader) -> str:
    """Return the value for people: a secret one as its scheme and last four characters."""
    if not header.secret:
        return header.value
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
