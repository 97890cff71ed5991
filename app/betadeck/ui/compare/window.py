"""Two exchanges compared in a window of their own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from betadeck.ui.compare.panel import ComparePanel

_SIZE_PX = (1160, 760)


class CompareWindow(QDialog):
    """Not modal; Esc closes it, and it is gone then. What it shows is in `panel`.

    Signals:
        closed(): nobody looks at it any more.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Compare")
        self.setModal(False)
        self.panel = ComparePanel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.resize(*_SIZE_PX)

    def bring_up(self) -> None:
        """Show it above the other windows."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.panel.focus_list()

    def done(self, result: int) -> None:
        """Close on Esc."""
        self.closed.emit()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close by the window's own button."""
        self.closed.emit()
        super().closeEvent(event)
