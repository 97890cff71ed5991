"""The history in a window of its own, beside the main one."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from betadeck.ui.history.panel import HistoryPanel

_SIZE_PX = (1200, 740)


class HistoryWindow(QDialog):
    """Not modal; Esc closes it. What it shows is in `panel`.

    Signals:
        closed(): nobody looks at it any more.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_window")
        self.setWindowTitle("History")
        self.setModal(False)
        self.panel = HistoryPanel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.resize(*_SIZE_PX)

    def bring_up(self) -> None:
        """Show it above the main window with the keys in the search line."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.panel.focus_search()

    def done(self, result: int) -> None:
        """Close on Esc."""
        super().done(result)
        self.closed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close by the window's own button."""
        super().closeEvent(event)
        self.closed.emit()
