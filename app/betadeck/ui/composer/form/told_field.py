"""A field below which something can be said, as why nothing could be loaded."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from betadeck.ui.parts.labels import wrapped


class ToldField(QWidget):
    """Holds a field, what stands beside it, and the words below."""

    def __init__(self, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = wrapped("", "small", "warn")
        self._told.setObjectName("load_problem")
        self._told.hide()
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(field)
        column.addWidget(self._told)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(4)
        self._line.addLayout(column, 1)

    def add_beside(self, widget: QWidget) -> None:
        """Show `widget` beside the field's first line."""
        self._line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, words: str) -> None:
        """Say `words` below the field; empty ones take them away."""
        self._told.setText(words)
        self._told.setVisible(bool(words))
