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
_LEAST_PX = 9


def mono(size_px: int = 12) -> QFont:
    """Return the monospace font at `size_px`, the first of `MONO_FAMILIES` that is installed."""
    font = QFont(list(MONO_FAMILIES))
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(size_px)
    return font


def stepped(font: QFont, step_px: int) -> QFont:
    """Return `font` so many pixels larger or smaller, but never too small to read."""
    made = QFont(font)
    made.setPixelSize(max(_LEAST_PX, font.pixelSize() + step_px))
    return made


def even_digits(font: QFont) -> QFont:
    """Return `font` with digits that are all equally wide, so that figures that change do not jump."""
    made = QFont(font)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def tab_px(widget: QWidget) -> float:
    """Return how wide two blanks are in the widget's font, for tab stops."""
    return QFontMetricsF(widget.font()).horizontalAdvance("  ")
