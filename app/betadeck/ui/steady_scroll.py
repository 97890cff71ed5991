"""A scroll area whose content is as wide with a scroll bar as without one."""

from PySide6.QtWidgets import QAbstractScrollArea

BAR_PX = 10
"""How wide the style sheet makes a scroll bar; panels leave so much room at their right."""


def right_margin_px(area: QAbstractScrollArea) -> int:
    """Return the margin that `area` needs at its right: none while its bar takes the room."""
    bar = area.verticalScrollBar()
    return 0 if bar.maximum() > bar.minimum() else BAR_PX
