"""The table of a stream's events: when, what, which block, how long, what it said."""

from bisect import bisect_left
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from betadeck.core.stream_times import block_index
from betadeck.core.visible_text import tamed
from betadeck.ui import fonts
from betadeck.ui.parts.plain_table import ALIGN_LEFT, ALIGN_RIGHT, head
from betadeck.ui.response.events.event_list import Arrival, EventList

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
MOST_EVENTS = 200_000
"""So many events are listed at most; when there are more, the older half goes."""

_MOST_BYTES = 64_000_000
_DATA_CHARS = 400
_TEXT_PX = 12


class Column(IntEnum):
    """The columns of the table, in order."""

    AT = 0
    NAME = 1
    BLOCK = 2
    SIZE = 3
    ADDED = 4
    DATA = 5


_HEADS = {
    Column.AT: "+ms",
    Column.NAME: "event",
    Column.BLOCK: "block",
    Column.SIZE: "bytes",
    Column.ADDED: "added",
    Column.DATA: "data",
}
_FIGURES = (Column.AT, Column.BLOCK, Column.SIZE, Column.ADDED)


class EventModel(QAbstractTableModel):
    """Rows of events. With a filter, only those whose name or data hold its text, in any case.

    Rows come in batches; a filter goes over what is there in steps, so that neither holds the window up.
    Of a stream without end only the newest events are kept, `most` of them and not much more than
    `most_bytes` in all; `left_out` tells how many are not there any more. Their numbers stay what they were.
    """

    def __init__(
        self, parent: QObject | None = None, *, most: int = MOST_EVENTS, most_bytes: int = _MOST_BYTES
    ) -> None:
        super().__init__(parent)
        self._most, self._most_bytes = most, most_bytes
        self.left_out = 0
        self._font = fonts.mono(_TEXT_PX)
        self._all = EventList()
        self._shown: list[int] | None = None
        self._wanted = ""
        self._next = 0

    def clear(self) -> None:
        """Hold no events; the filter stays."""
        self.beginResetModel()
        self._all = EventList()
        self._shown = [] if self._wanted else None
        self._next = self.left_out = 0
        self.endResetModel()

    def add(self, arrivals: Sequence[Arrival]) -> None:
        """Add events at the end."""
        if not arrivals:
            return
        if self._shown is not None:
            self._all.extend(arrivals)
        else:
            first = len(self._all)
            self.beginInsertRows(QModelIndex(), first, first + len(arrivals) - 1)
            self._all.extend(arrivals)
            self.endInsertRows()
        if len(self._all) > self._most or self._all.size_bytes > self._most_bytes:
            self._drop()

    def set_filter(self, wanted: str) -> None:
        """Show only events that hold `wanted`; call `filter_more` until it is done."""
        self.beginResetModel()
        self._wanted = wanted.lower()
        self._shown = [] if wanted else None
        self._next = self.left_out
        self.endResetModel()

    def filter_more(self, count: int = 500) -> bool:
        """Go over `count` more events; tell whether all are done."""
        if self._shown is None:
            return True
        stop = min(self._next + count, self.total)
        found = [
            each for each in range(self._next, stop) if self._all.holds(each - self.left_out, self._wanted)
        ]
        self._next = stop
        if found:
            self.beginInsertRows(QModelIndex(), len(self._shown), len(self._shown) + len(found) - 1)
            self._shown.extend(found)
            self.endInsertRows()
        return stop == self.total

    @property
    def total(self) -> int:
        """The number of events, shown or not, also of those that are not there any more."""
        return self.left_out + len(self._all)

    def arrival(self, row: int) -> Arrival | None:
        """Return the event in `row`, None if there is no such row."""
        return self.numbered(self.number(row))

    def numbered(self, number: int) -> Arrival | None:
        """Return event `number`, counted from 0, whether the filter shows it or not; None if there is none."""
        return self._all[number - self.left_out] if self.left_out <= number < self.total else None

    def row_of(self, number: int) -> int:
        """Return the row that shows event `number`, counted from 0; -1 if none does."""
        if self._shown is None:
            return number - self.left_out if self.left_out <= number < self.total else -1
        row = bisect_left(self._shown, number)
        return row if row < len(self._shown) and self._shown[row] == number else -1

    def number(self, row: int) -> int:
        """Return the number of the event in `row`, -1 if there is no such row."""
        if not 0 <= row < self.rowCount():
            return -1
        return row + self.left_out if self._shown is None else self._shown[row]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of rows shown."""
        if parent.isValid():
            return 0
        return len(self._all if self._shown is None else self._shown)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGN_RIGHT if index.column() in _FIGURES else ALIGN_LEFT
        if role == Qt.ItemDataRole.FontRole:
            return self._font
        found = self.arrival(index.row())
        if found is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        return _cell(found, Column(index.column()))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's head."""
        return head(_HEADS, _FIGURES, section, orientation, role)

    def _drop(self) -> None:
        """Forget the older half, so that this is rarely done."""
        count = len(self._all) // 2
        first = self.left_out + count
        rows = count if self._shown is None else bisect_left(self._shown, first)
        if rows:
            self.beginRemoveRows(QModelIndex(), 0, rows - 1)
        self._all.drop(count)
        self.left_out, self._next = first, max(self._next, first)
        if self._shown is not None:
            del self._shown[:rows]
        if rows:
            self.endRemoveRows()


def _cell(found: Arrival, column: Column) -> str:
    event, mark = found.event, found.mark
    if column is Column.AT:
        return "" if found.at_s is None else f"{found.at_s * 1e3:,.0f}"
    if column is Column.NAME:
        return tamed(event.name)[:_DATA_CHARS]
    if column is Column.BLOCK:
        return _block(found)
    if column is Column.SIZE:
        return f"{event.end - event.start:,}"
    if column is Column.ADDED:
        return f"+{mark.chars:,}" if mark is not None and mark.chars else ""
    return tamed(event.data[:_DATA_CHARS]).replace("\n", " ⏎ ")


def _block(found: Arrival) -> str:
    if found.mark is not None:
        return str(found.mark.index)
    index = block_index(found.event.data) if found.event.name.startswith("content_block") else None
    return "" if index is None else str(index)
