"""A page of a list, or all of its pages, as a table."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTableView, QWidget

from betadeck.ui.parts.plain_table import copy_rows, make_plain
from betadeck.ui.response.json_summary import Listing

_WIDEST_PX, _NARROWEST_PX, _ROW_PX = 360, 80, 26
_MEASURED = 50
_MOST_COPIED = 10_000
_DISPLAY = Qt.ItemDataRole.DisplayRole
_Index = QModelIndex | QPersistentModelIndex
RowOf = Callable[[int], Sequence[str]]


class ListingModel(QAbstractTableModel):
    """Rows that are asked for when they come into sight."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: Sequence[str] = ()
        self._count = 0
        self._row_of: RowOf = lambda _row: ()

    def show_rows(self, columns: Sequence[str], count: int, row_of: RowOf) -> None:
        """Show `count` rows; `row_of` tells the cells of one."""
        self.beginResetModel()
        self._columns, self._count, self._row_of = columns, count, row_of
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Return how many rows there are."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Return a column's name."""
        if role == _DISPLAY and orientation is Qt.Orientation.Horizontal and section < len(self._columns):
            return self._columns[section].replace("_", " ")
        return None

    def data(self, index: _Index, role: int = _DISPLAY) -> object:
        """Return a cell's text."""
        if role not in (_DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return None
        cells = self._row_of(index.row())
        return cells[index.column()] if index.column() < len(cells) else ""


class ListingTable(QTableView):
    """Shows rows; Copy takes the selected ones, one a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ListingModel()
        self.setModel(self._model)
        self.setAccessibleName("Entries")
        self.setObjectName("listing")
        make_plain(self, _ROW_PX, scrolls_aside=True)
        self.horizontalHeader().setStretchLastSection(True)

    def show_listing(self, found: Listing) -> None:
        """Show the rows of `found`."""
        self.show_rows(found.columns, len(found.rows), found.rows.__getitem__)

    def show_rows(self, columns: Sequence[str], count: int, row_of: RowOf) -> None:
        """Show `count` rows; `row_of` tells the cells of one, and is asked only for those in sight."""
        self._model.show_rows(columns, count, row_of)
        sample = [row_of(row) for row in range(min(count, _MEASURED))]
        metrics = self.fontMetrics()
        for column, name in enumerate(columns):
            texts = [name, *(cells[column][:80] for cells in sample if column < len(cells))]
            width = max(map(metrics.horizontalAdvance, texts)) + 32
            self.setColumnWidth(column, max(_NARROWEST_PX, min(width, _WIDEST_PX)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_rows(self, _MOST_COPIED)
        else:
            super().keyPressEvent(event)
