"""Two exchanges compared in a window of their own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from betadeck.ui.compare.panel import ComparePanel
from betadeck.ui.parts.side_window import SideWindow

_SIZE_PX = (1160, 760)


class CompareWindow(SideWindow):
    """Gone once it is closed. What it shows is in `panel`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.panel = ComparePanel()
        super().__init__("compare_window", "Compare", self.panel, _SIZE_PX, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def bring_up(self) -> None:
        """Show it with the keys in the list."""
        super().bring_up()
        self.panel.focus_list()
