"""A table as the source of a batch: which file, and which of its columns names the rows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from betadeck.core.batch.table import Table
from betadeck.ui.batch import words
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import Label, wrapped


class TablePage(QWidget):
    """Shows which table was chosen.

    Signals:
        table_requested(): choose a table.
        ids_chosen(): another column names the rows.
    """

    table_requested = Signal()
    ids_chosen = Signal()

    def __init__(self, problem: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choose = button("Choose a table…", "", "A CSV or JSON Lines file")
        self._choose.setObjectName("choose_table")
        self._choose.setEnabled(not problem)
        self._table, self._ids = wrapped("No table yet.", "", "muted"), QComboBox()
        self._ids.setAccessibleName("Column with the ids")
        self._ids.setObjectName("id_column")
        self._ids.setMaximumWidth(240)
        self._label = Label("Row ids", "", "muted")
        self._label.setBuddy(self._ids)
        top = QHBoxLayout()
        top.addWidget(self._choose)
        top.addWidget(self._table, 1)
        ids = QHBoxLayout()
        ids.addWidget(self._label)
        ids.addWidget(self._ids)
        ids.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(wrapped(problem or words.TABLE_INTRO, "", "error" if problem else "muted"))
        layout.addLayout(top)
        layout.addLayout(ids)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._show_ids(False)
        self._choose.clicked.connect(self._on_choose)
        self._ids.currentIndexChanged.connect(self._on_ids)

    def show_table(self, name: str, table: Table) -> None:
        """Show which table was read; the column that names its rows stays where it has one of that name."""
        self._table.setText(words.table_words(name, table))
        self._table.set_tone("muted")
        wanted = self.id_column() or "id"
        blocked = self._ids.blockSignals(True)
        self._ids.clear()
        self._ids.addItems([words.COUNT_ROWS, *table.columns])
        self._ids.setCurrentIndex(table.columns.index(wanted) + 1 if wanted in table.columns else 0)
        self._ids.blockSignals(blocked)
        self._show_ids(True)

    def show_problem(self, text: str) -> None:
        """Say why a file is no table; there is none then."""
        self._table.setText(text)
        self._table.set_tone("error")
        self._show_ids(False)

    def id_column(self) -> str:
        """Return the column that names the rows, empty where they are counted."""
        return self._ids.currentText() if self._ids.currentIndex() > 0 else ""

    def _show_ids(self, shown: bool) -> None:
        self._label.setVisible(shown)
        self._ids.setVisible(shown)

    def _on_choose(self) -> None:
        self.table_requested.emit()

    def _on_ids(self) -> None:
        self.ids_chosen.emit()
