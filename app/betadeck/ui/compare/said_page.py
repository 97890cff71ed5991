"""A page that says something in its middle, with a line that changes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.ui.parts.labels import Label


class SaidPage(QWidget):
    """A title and a sentence below it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = Label("", "", "muted")
        self._said.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(1)
        for label in (Label(title, "title"), self._said):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addStretch(2)

    def say(self, text: str) -> None:
        """Write another sentence."""
        self._said.setText(text)
