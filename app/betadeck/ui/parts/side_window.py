"""A window of its own beside the main one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget


class SideWindow(QDialog):
    """Not modal; Esc closes it. All of it is one panel.

    Signals:
        closed(): nobody looks at it any more.
    """

    closed = Signal()

    def __init__(
        self, name: str, title: str, panel: QWidget, size_px: tuple[int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setModal(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panel)
        self.resize(*size_px)
        self.finished.connect(self.closed)

    def bring_up(self) -> None:
        """Show it above the other windows."""
        self.show()
        self.raise_()
        self.activateWindow()
