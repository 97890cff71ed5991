"""A line of the wire that can be selected and breaks anywhere, so that no value is cut off."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from betadeck.ui.composer.form.growing_edit import GrowingEdit

_MOST_LINES = 10


class WireField(GrowingEdit):
    """Monospace text to read and copy; a long one scrolls."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, most_lines=_MOST_LINES, parent=parent)
        self.setReadOnly(True)
        self.setProperty("bare", True)
        self.setProperty("mono", True)
        self.document().setDocumentMargin(0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
