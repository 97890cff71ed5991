"""A form of two columns: what is asked at the left, the field and a sentence about it at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QGridLayout, QLayout, QVBoxLayout, QWidget

from betadeck.ui.parts.labels import Label, Tone, wrapped

_LABEL_PX, _ROW_PX = 128, 30


class Form(QWidget):
    """Rows with labels that name their fields for screen readers too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, _LABEL_PX)

    def add_section(self, title: str) -> None:
        """Begin a part of the form."""
        row = self._grid.rowCount()
        head = Label(title, "strong")
        head.setContentsMargins(0, 8 if row > 1 else 0, 0, 0)
        self._grid.addWidget(head, row, 0, 1, 2)

    def add_field(self, label: str, name: str, field: QWidget, said: QWidget | None = None) -> Label:
        """Add a row and return its label; `said` stands below the field."""
        field.setObjectName(name)
        if isinstance(field, QAbstractSpinBox):
            roomy(field)
        if not field.accessibleName():
            field.setAccessibleName(label)
        return self.add_row(label, field, said)

    def add_row(self, label: str, content: QWidget | QLayout, said: QWidget | None = None) -> Label:
        """Add a row with several things at its right and return its label."""
        row = self._grid.rowCount()
        head = Label(label, "", "muted")
        head.setMinimumHeight(_ROW_PX)
        self._grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(2)
        if isinstance(content, QWidget):
            right.addWidget(content)
        else:
            right.addLayout(content)
        if said is not None:
            right.addWidget(said)
        self._grid.addLayout(right, row, 1)
        return head

    def add_stretch(self) -> None:
        """Keep the rows together at the top."""
        self._grid.setRowStretch(self._grid.rowCount(), 1)


def roomy(spin: QAbstractSpinBox) -> None:
    """Keep the number off its border: Qt leaves the style sheet's padding out at the side without buttons."""
    spin.lineEdit().setTextMargins(8, 0, 0, 0)


def sentence(text: str = "", tone: Tone = "muted") -> Label:
    """Return a small explanation below a field."""
    made = wrapped(text, "", tone)
    made.setProperty("role", "note")
    return made
