"""A widget around a widget."""

from PySide6.QtWidgets import QHBoxLayout, QWidget


def boxed(widget: QWidget, left_px: int = 0) -> QWidget:
    """Return a widget that holds `widget`, `left_px` from its left edge.

    What it holds can be hidden even where a stack shows the box.
    """
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(left_px, 0, 0, 0)
    row.addWidget(widget)
    return box
