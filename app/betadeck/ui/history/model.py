"""The rows of the history table with a line between the days."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from betadeck.core.listing import HistoryRow
from betadeck.ui.history.columns import HEADS, RIGHT, Column, cell, spoken
from betadeck.ui.library.days import day_text, days_of
from betadeck.ui.library.items import Day
from betadeck.ui.parts.plain_table import head
from betadeck.ui.response.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
Line = HistoryRow | Day
_NO_INDEX = QModelIndex()


class HistoryModel(QAbstractTableModel):
    """Exchanges, the newest first. Lines between days can be neither chosen nor reached by keys."""

    def __init__(self, today: Callable[[], date] = date.today, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._lines: list[Line] = []
        self._places: dict[str, int] = {}

    def show_rows(self, rows: Sequence[HistoryRow]) -> list[int]:
        """Show these exchanges; return where the lines between the days stand."""
        self.beginResetModel()
        lines: list[Line] = []
        places: dict[str, int] = {}
        heads = []
        before: date | None = None
        today = self._today()
        for row, day in zip(rows, days_of([each.started_at for each in rows]), strict=True):
            if day is not before:
                heads.append(len(lines))
                lines.append(Day(day, day_text(day, today)))
                before = day
            places[row.id] = len(lines)
            lines.append(row)
        self._lines, self._places = lines, places
        self.endResetModel()
        return heads

    def line(self, place: int) -> Line | None:
        """Return the line at `place`, None if there is none."""
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def exchange(self, place: int) -> HistoryRow | None:
        """Return the exchange at `place`, None for a line between days."""
        line = self.line(place)
        return line if isinstance(line, HistoryRow) else None

    def place_of(self, exchange_id: str) -> int | None:
        """Return where an exchange stands, None if it is not shown."""
        return self._places.get(exchange_id)

    @property
    def exchanges(self) -> int:
        """The number of exchanges shown."""
        return len(self._places)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let exchanges alone be chosen."""
        if self.exchange(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says; it is drawn by the delegate."""
        line = self.line(index.row())
        if line is None:
            return None
        if isinstance(line, Day):
            return line.text if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell(line, Column(index.column()))
        if index.column() != Column.REQUEST:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(spoken(line))
        return spoken(line) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's head."""
        return head(HEADS, RIGHT, section, orientation, role)
