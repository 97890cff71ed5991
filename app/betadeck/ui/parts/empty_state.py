"""What an empty pane says."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import Label, wrapped


class EmptyState(QWidget):
    """What an empty pane says: what goes there, and the first step.

    Signals:
        step_chosen(): the first step was clicked.
    """

    step_chosen = Signal()

    def __init__(self, title: str, hint: str, step: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(1)
        head, text = Label(title, "title"), wrapped(hint, "", "muted")
        for label in (head, text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        if step:
            made = button(step)
            made.clicked.connect(self.step_chosen)
            self.setFocusProxy(made)
            layout.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
