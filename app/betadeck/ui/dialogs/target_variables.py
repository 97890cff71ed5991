"""The variables of a target, as a small table."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.draft import Row
from betadeck.ui.composer.rows.paste import query_rows
from betadeck.ui.composer.rows.rows_editor import RowsEditor
from betadeck.ui.dialogs.form import sentence


class TargetVariables(QWidget):
    """Names and what they stand for in requests to the target.

    Signals:
        edited(): the user changed a row.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = RowsEditor("Variable", query_rows)
        self._rows.setObjectName("target_variable_rows")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._rows)
        layout.addWidget(sentence("What {{name}} stands for in requests to this target."))
        self._rows.rows_edited.connect(self.edited)
        self._rows.rows_pasted.connect(self._on_pasted)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show the variables; announces nothing."""
        self._rows.show_rows(rows)

    def rows(self) -> tuple[Row, ...]:
        """Return the variables as they are now."""
        return self._rows.rows()

    def _on_pasted(self, rows: tuple[Row, ...]) -> None:
        self._rows.show_rows((*self._rows.rows(), *rows))
        self.edited.emit()
