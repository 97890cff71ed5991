"""An icon button that keeps out of the way until the mouse is near."""

from PySide6.QtGui import QFocusEvent, QIcon
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
            self._draw()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the icon to those who come by keys."""
        super().focusInEvent(event)
        self.set_faint(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again."""
        super().focusOutEvent(event)
        self.set_faint(True)

    def _draw(self) -> None:
        if self._faint:
            self.setIcon(QIcon())
        else:
            super()._draw()
