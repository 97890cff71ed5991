"""The lines of the library as a Qt model that gives a few hundred at a time."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from betadeck.core.listing import BetaSet, PresetEntry
from betadeck.ui.library.items import Folder, Heading, Item, Note, Section, key_of
from betadeck.ui.library.words import spoken, tip_of, title_of

MIME = "application/x-betadeck-preset"
_CHUNK = 256
_Index = QModelIndex | QPersistentModelIndex
_DISPLAY, _EDIT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole
_TIP, _SPOKEN = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole


class LibraryModel(QAbstractListModel):
    """A flat list; the view asks for more when it is scrolled to the end.

    Signals:
        renamed(object, str): a preset or beta set was given this name in the list. Nothing is changed here.
        dropped(str, str): the preset of this id was dropped on this folder, empty for none.
    """

    renamed = Signal(object, str)
    dropped = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Item] = []
        self._given = 0

    def show_lines(self, lines: Sequence[Item], at_least: int = 0) -> None:
        """Show these lines; `at_least` so many are given at once, to keep a place in the list."""
        self.beginResetModel()
        self._lines = lines
        self._given = min(len(lines), max(_CHUNK, at_least + _CHUNK))
        self.endResetModel()

    def item(self, row: int) -> Item | None:
        """Return the line at `row`, also one that was not given yet."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, key: str) -> int:
        """Return the row of the line with this key, giving all lines up to it; -1 if there is none."""
        row = next((row for row, item in enumerate(self._lines) if key_of(item) == key), -1)
        self.give(row + 1)
        return row

    def total(self) -> int:
        """Return how many lines there are, given or not."""
        return len(self._lines)

    def give(self, count: int) -> None:
        """Give at least `count` lines."""
        count = min(count, len(self._lines))
        if count > self._given:
            self.beginInsertRows(QModelIndex(), self._given, count - 1)
            self._given = count
            self.endInsertRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Return how many lines were given so far."""
        return 0 if parent.isValid() else self._given

    def canFetchMore(self, parent: _Index) -> bool:
        """Tell whether there are more."""
        return not parent.isValid() and self._given < len(self._lines)

    def fetchMore(self, parent: _Index) -> None:
        """Give some more."""
        if not parent.isValid():
            self.give(self._given + _CHUNK)

    def data(self, index: _Index, role: int = _DISPLAY) -> object:
        """Return the words of a line."""
        item = self.item(index.row())
        if item is None:
            return None
        if role in (_DISPLAY, _EDIT):
            return title_of(item)
        if role == _TIP:
            return tip_of(item) or None
        return spoken(item) if role == _SPOKEN else None

    def setData(self, index: _Index, value: object, role: int = _EDIT) -> bool:
        """Announce a new name; whoever keeps the presets shows it."""
        item, name = self.item(index.row()), str(value).strip()
        if role == _EDIT and isinstance(item, PresetEntry | BetaSet) and name and name != item.name:
            self.renamed.emit(item, name)
        return False

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Tell what can be done with a line."""
        flag, item = Qt.ItemFlag, self.item(index.row())
        if item is None or isinstance(item, Note):
            return flag.NoItemFlags
        found = flag.ItemIsEnabled | flag.ItemIsSelectable
        if isinstance(item, PresetEntry):
            return found | flag.ItemIsEditable | flag.ItemIsDragEnabled | flag.ItemIsDropEnabled
        if isinstance(item, BetaSet):
            return found | flag.ItemIsEditable
        takes = isinstance(item, Folder) or (isinstance(item, Heading) and item.section is Section.PRESETS)
        return found | flag.ItemIsDropEnabled if takes else found

    def mimeTypes(self) -> list[str]:
        """Return the one kind of thing that is dragged here."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the id of the preset that is dragged."""
        data = QMimeData()
        for index in indexes:
            item = self.item(index.row())
            if isinstance(item, PresetEntry):
                data.setData(MIME, item.id.encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that presets are moved."""
        return Qt.DropAction.MoveAction

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Tell whether a preset may be dropped there."""
        del row, column
        return data.hasFormat(MIME) and self._folder_at(parent) is not None

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Announce the drop; nothing is moved here."""
        del row, column
        folder = self._folder_at(parent)
        if folder is None or not data.hasFormat(MIME):
            return False
        preset_id = bytes(data.data(MIME).data()).decode()
        if preset_id.rpartition("/")[0] != folder:
            self.dropped.emit(preset_id, folder)
        return False

    def _folder_at(self, parent: _Index) -> str | None:
        item = self.item(parent.row()) if parent.isValid() else None
        if isinstance(item, Folder):
            return item.path
        if isinstance(item, PresetEntry):
            return item.folder
        return "" if isinstance(item, Heading) and item.section is Section.PRESETS else None
