"""The differences found so far, as a table that grows."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from betadeck.core.compare.comparing import Shown
from betadeck.core.visible_text import tamed
from betadeck.ui.compare.words import change_words, place_words
from betadeck.ui.parts.plain_table import head
from betadeck.ui.response.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class Column(IntEnum):
    """The columns, from left to right."""

    CHANGE = 0
    PLACE = 1
    LEFT = 2
    RIGHT = 3


_HEADS = ("change", "place", "left", "right")


class DifferenceModel(QAbstractTableModel):
    """Rows of differences, in the order of the documents."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Shown] = []

    def clear(self) -> None:
        """Hold nothing."""
        self.beginResetModel()
        self._rows = []
        self.endResetModel()

    def add(self, rows: Sequence[Shown]) -> None:
        """Add some at the end."""
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows.extend(rows)
        self.endInsertRows()

    def difference(self, row: int) -> Shown | None:
        """Return the difference in `row`, None if there is none."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of differences listed."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says; hidden characters in it are shown."""
        row = self.difference(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(row, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(_cell(row, Column(index.column())))
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.CHANGE:
            return f"{change_words(row)} at {place_words(row)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's head."""
        return head(_HEADS, (), section, orientation, role)


def _cell(row: Shown, column: Column) -> str:
    match column:
        case Column.CHANGE:
            return change_words(row)
        case Column.PLACE:
            return tamed(place_words(row))
        case Column.LEFT:
            return tamed(row.left)
        case Column.RIGHT:
            return tamed(row.right)
