"""One line of a table: tick, name, value, a button that takes it away."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from betadeck.core.draft import Row
from betadeck.ui.composer.rows.paste_input import PasteInput, SecretInput
from betadeck.ui.parts.buttons import IconButton

_NAME_SHARE, _VALUE_SHARE = 2, 3


class RowLine(QWidget):
    """Shows a `Row` and announces edits of it.

    Signals:
        edited(): tick, name or value changed.
        removed(): the line's button was clicked.
        pasted(str, QWidget): this text is pasted into that cell.
    """

    edited = Signal()
    removed = Signal()
    pasted = Signal(str, object)

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = Row("", "")
        self._tick = QCheckBox()
        self._tick.setToolTip("Sent when ticked")
        self.name = PasteInput("Name", f"{what} name")
        self.value = SecretInput("Value", f"{what} value")
        for cell in (self.name, self.value):
            cell.setProperty("mono", True)
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            cell.textEdited.connect(self._on_edited)
        self.name.paste_asked.connect(self._on_name_paste)
        self.value.paste_asked.connect(self._on_value_paste)
        self._tick.clicked.connect(self._on_edited)
        self._remove = IconButton("close", f"Remove this {what.lower()}")
        self._remove.setObjectName("remove_row")
        self._remove.clicked.connect(self.removed)
        for each in (self._tick, self._remove):
            keep = each.sizePolicy()
            keep.setRetainSizeWhenHidden(True)
            each.setSizePolicy(keep)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._tick)
        layout.addWidget(self.name, _NAME_SHARE)
        layout.addWidget(self.value, _VALUE_SHARE)
        layout.addWidget(self._remove)

    def show_row(self, row: Row, empty: bool) -> None:
        """Show `row`; an `empty` line is the last one, where a new row begins."""
        self._row = row
        self._tick.setChecked(row.on)
        self.name.show_text(row.name)
        self.value.show_text(row.value)
        for each in (self._tick, self._remove):
            each.setVisible(not empty)
        self._tick.setAccessibleName(f"Send {row.name}" if row.name else "Send")
        self.name.setPlaceholderText("Add a name" if empty else "Name")

    def row(self) -> Row:
        """Return what the line says now."""
        return replace(self._row, name=self.name.text(), value=self.value.text(), on=self._tick.isChecked())

    def begin(self) -> None:
        """Put the focus into the name, or into the value when there is a name."""
        (self.value if self.name.text() else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self) -> None:
        self.edited.emit()

    def _on_name_paste(self, text: str) -> None:
        self.pasted.emit(text, self.name)

    def _on_value_paste(self, text: str) -> None:
        self.pasted.emit(text, self.value)
