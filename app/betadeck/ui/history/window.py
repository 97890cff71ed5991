"""The history in a window of its own."""

from PySide6.QtWidgets import QWidget

from betadeck.ui.history.panel import HistoryPanel
from betadeck.ui.parts.side_window import SideWindow

_SIZE_PX = (1200, 740)


class HistoryWindow(SideWindow):
    """What it shows is in `panel`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.panel = HistoryPanel()
        super().__init__("history_window", "History", self.panel, _SIZE_PX, parent)

    def bring_up(self) -> None:
        """Show it with the keys in the search line."""
        super().bring_up()
        self.panel.focus_search()
