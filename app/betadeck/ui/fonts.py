"""Fonts: the system's own for the interface, monospace for what goes over the wire."""

from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QWidget

MONO_FAMILIES = (
    "JetBrains Mono",
    "SF Mono",
    "Cascadia Mono",
    "Menlo",
    "Consolas",
    "DejaVu Sans Mono",
    "monospace",
)


def mono(size_px: int = 12) -> QFont:
    """Return the monospace font at `size_px`, the first of `MONO_FAMILIES` that is installed."""
    font = QFont(list(MONO_FAMILIES))
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(size_px)
    return font


def tab_px(widget: QWidget, spaces: int = 2) -> float:
    """Return how wide `spaces` blanks are in the widget's font, for tab stops."""
    return QFontMetricsF(widget.font()).horizontalAdvance(" " * spaces)
