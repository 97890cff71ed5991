"""A list of things to tick: a click or the space bar anywhere on a line ticks it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

_Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole


@dataclass(frozen=True, slots=True)
class TickItem:
    """A line: what it is called inside, what people read, and more of it for the tooltip."""

    key: str
    text: str
    tip: str = ""


class TickModel(QAbstractListModel):
    """The lines that a filter leaves, and which of all are ticked."""

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[TickItem] = ()
        self._shown: Sequence[TickItem] = ()
        self.ticked: set[str] = set()

    def show_items(self, items: Sequence[TickItem], ticked: Collection[str]) -> None:
        """Show these."""
        self._all, self.ticked = items, {each.key for each in items if each.key in ticked}
        self.narrow("")

    def narrow(self, text: str) -> None:
        """Show only lines with all words of `text`; ticks of the others stay."""
        parts = text.casefold().split()
        self.beginResetModel()
        self._shown = [each for each in self._all if all(part in each.text.casefold() for part in parts)]
        self.endResetModel()

    def chosen(self) -> tuple[str, ...]:
        """Return what is ticked, in the order of the list."""
        return tuple(each.key for each in self._all if each.key in self.ticked)

    def tick(self, key: str) -> None:
        """Turn one tick round."""
        self.ticked ^= {key}
        self._tell()

    def tick_shown(self, on: bool) -> None:
        """Tick all lines in sight, or none of them."""
        keys = {each.key for each in self._shown}
        self.ticked = self.ticked | keys if on else self.ticked - keys
        self._tell()

    def item(self, row: int) -> TickItem:
        """Return the line at `row`."""
        return self._shown[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Return how many lines are in sight."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = _DISPLAY) -> object:
        """Return the words of a line, and its tick."""
        item = self._shown[index.row()]
        if role == _DISPLAY:
            return item.text
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if item.key in self.ticked else Qt.CheckState.Unchecked
        return item.tip if role == Qt.ItemDataRole.AccessibleDescriptionRole else None

    def _tell(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))


class TickList(QListView):
    """The list itself.

    Signals:
        ticks_changed(): the user ticked something, or took a tick away.
    """

    ticks_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TickModel()
        self.setModel(self._model)
        self.setObjectName("tick_list")
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)

    def show_items(self, items: Sequence[TickItem], ticked: Collection[str]) -> None:
        """Show these, with these ticked."""
        self._model.show_items(items, ticked)

    def narrow(self, text: str) -> None:
        """Show only lines with all words of `text`."""
        self._model.narrow(text)

    def chosen(self) -> tuple[str, ...]:
        """Return what is ticked, in the order of the list."""
        return self._model.chosen()

    def tick_shown(self, on: bool) -> None:
        """Tick all lines in sight, or none of them."""
        self._model.tick_shown(on)
        self.ticks_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with the space bar."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._on_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._model.tick(self._model.item(index.row()).key)
        self.ticks_changed.emit()
