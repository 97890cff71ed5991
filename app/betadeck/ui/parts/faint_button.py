"""An icon button that keeps out of the way until the mouse is near."""

from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from betadeck.ui.parts.buttons import IconButton


class FaintButton(IconButton):
    """Shows its icon only while it is told to or has the focus; it can be used at any time."""

    def __init__(self, name: str, tip: str, parent: QWidget) -> None:
        self._faint = True
        super().__init__(name, tip, parent)  # one shown without a parent would flash as a window

    def set_faint(self, faint: bool) -> None:
        """Hide the icon, or show it."""
        if faint is not self._faint:
            self._faint = faint
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the icon to those who come by keys."""
        super().focusInEvent(event)
        self.set_faint(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again."""
        super().focusOutEvent(event)
        self.set_faint(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw nothing while it keeps out of the way: what it lies over can be read."""
        if not self._faint:
            super().paintEvent(event)
