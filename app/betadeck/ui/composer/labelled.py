"""A labelled field, as in the form."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from betadeck.ui.composer.form.field_row import LABEL_PX
from betadeck.ui.parts.labels import Label


class LabelledRow(QWidget):
    """A muted label at the left, a field at the right; with `fits` the field is as wide as it needs."""

    def __init__(self, label: str, field: QWidget, fits: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = Label(label, "", "muted")
        words.setFixedWidth(LABEL_PX - 8)
        words.setWordWrap(True)
        words.setBuddy(field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(words)
        row.addWidget(field, 0 if fits else 1, Qt.AlignmentFlag.AlignVCenter)
        if fits:
            row.addStretch(1)
