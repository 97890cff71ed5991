"""The tree of a body: rows are made of the bytes when a value is opened, a page of them at a time."""

import re
from collections import deque

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from betadeck.core.body import Body
from betadeck.core.figures import count_words
from betadeck.core.json_members import PAGE_MEMBERS, JsonMembers, Member, is_empty
from betadeck.core.json_paths import Step
from betadeck.core.visible_text import tamed
from betadeck.ui import fonts
from betadeck.ui.parts.slices import Slices
from betadeck.ui.response.tree.node import Node, chip_words, file_in, node_of, shown
from betadeck.ui.response.tree.paging import PAGES, page_row
from betadeck.ui.theme import LIGHT, Tokens

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROOT = 0
_START = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*+")
_FIRST_BYTES = 1 << 18  # read at once when a value is opened
_STEP_BYTES = 1 << 13
_ROWS_AT_ONCE = 25
_HEADS = ("key", "value", "type")
_TONES = {
    "text": "json_text",
    "number": "json_number",
    "true/false": "json_number",
    "null": "json_number",
    "broken": "error",
}
TEXT_PX = 12


class TreeModel(QAbstractItemModel):
    """Values of a body. Row ids are places in a list of nodes, which only grows while a body is shown.

    Signals:
        counted(): more is known of how much there is.
    """

    counted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._font = fonts.mono(TEXT_PX)
        self._table = LIGHT
        self._data: Body | bytearray = b""
        self._nodes = [Node(-1, 0, "list", 0)]
        self._reading: deque[int] = deque()
        self._unfilled: set[int] = set()
        self._work = Slices(self)
        self._work.stepped.connect(self.counted)

    def show_data(self, data: Body | bytearray, *, lines: bool = False) -> None:
        """Show the JSON in `data`; `lines` are values that follow one another."""
        self._work.stop()
        self._reading.clear()
        self._unfilled.clear()
        self.beginResetModel()
        found = _START.match(data)
        start = found.end() if found else 0
        kind = "object" if data[start : start + 1] == b"{" else "list"
        inside = lines or data[start : start + 1] not in (b"{", b"[")
        self._data = data
        self._nodes = [Node(-1, 0, "list" if inside else kind, start, can_open=True)]
        self._nodes[_ROOT].reader = JsonMembers(data, start, inside=inside)
        self.endResetModel()
        self._read_on(_ROOT, _FIRST_BYTES)

    def set_tokens(self, table: Tokens) -> None:
        """Take the colours of the theme."""
        self._table = table

    @property
    def body(self) -> Body | bytearray:
        """The bytes that are shown."""
        return self._data

    def node(self, index: Index) -> Node:
        """Return what is at `index`; the whole body's for no index."""
        return self._nodes[index.internalId() if index.isValid() else _ROOT]

    def steps(self, index: Index) -> list[Step]:
        """Return the keys and places that lead to `index`."""
        steps: list[Step] = []
        node = self.node(index)
        while node.parent >= 0:
            if node.kind != "page":
                steps.append(node.place if node.key is None else node.key)
            node = self._nodes[node.parent]
        return steps[::-1]

    def members_words(self) -> str:
        """Say how much the body holds, as far as it is known."""
        reader = self._nodes[_ROOT].reader
        if reader is None:
            return ""
        noun = ("member", "members") if self._nodes[_ROOT].kind == "object" else ("item", "items")
        words = count_words(reader.count, *noun) + ("" if reader.done else " and more")
        return words if reader.whole else words + "; not whole JSON: shown as far as it goes"

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        """Return the index of a row (called by Qt)."""
        children = self.node(parent).children
        return self.createIndex(row, column, children[row]) if 0 <= row < len(children) else QModelIndex()

    def parent(self, index: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        """Return the row above (called by Qt)."""
        return self._index_of(self.node(index).parent) if index.isValid() else QModelIndex()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many rows are there so far."""
        return len(self.node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: ARG002 - all rows are alike
        """Return the number of columns."""
        return len(_HEADS)

    def hasChildren(self, parent: Index = _NO_INDEX) -> bool:
        """Tell whether there is something to open."""
        return self.node(parent).can_open

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether the value was never opened."""
        node = self.node(parent)
        return node.can_open and node.reader is None

    def fetchMore(self, parent: Index) -> None:
        """Open the value: its first rows are there at once."""
        node = self.node(parent)
        if node.members > PAGE_MEMBERS:
            self._open_pages(parent.internalId(), node)
        elif node.can_open and node.reader is None:
            node.reader = JsonMembers(self._data, node.start, inside=node.kind == "page")
            self._read_on(parent.internalId() if parent.isValid() else _ROOT, _FIRST_BYTES)

    def is_reading(self) -> bool:
        """Tell whether rows are still being looked for."""
        return self._work.is_running()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if role == Qt.ItemDataRole.FontRole:
            return self._font
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(node, index.column())
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(QColor(getattr(self._table, self._tone(node, index.column()))))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's head."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        return None

    def _text(self, node: Node, column: int) -> str:
        if column == 2:
            return self._type_words(node)
        if node.kind == "page":
            return f"{node.place:,} …" if column == 0 else ""
        if column == 0:
            return str(node.place) if node.key is None else tamed(node.key) or '""'
        found = file_in(self._data, node)
        return f"▣ {chip_words(found)}" if found else shown(self._data, node)

    def _type_words(self, node: Node) -> str:
        if node.kind == "page":
            return ""
        if node.kind not in ("object", "list"):
            return (found.media_type if (found := file_in(self._data, node)) else "") or node.kind
        if not node.can_open:
            return f"{node.kind}, 0"
        more = "" if node.reader and node.reader.done else "+"
        return f"{node.kind}, {node.reader.count:,}{more}" if node.reader else node.kind

    def _tone(self, node: Node, column: int) -> str:
        if column == 2 or node.kind == "page":
            return "muted"
        if column == 0:
            return "muted" if node.key is None else "json_key"
        return "accent" if file_in(self._data, node) else _TONES.get(node.kind, "muted")

    def _index_of(self, place: int) -> QModelIndex:
        return self.createIndex(self._nodes[place].row, 0, place) if place > _ROOT else QModelIndex()

    def _read_on(self, place: int, budget_bytes: int) -> None:
        if not self._read(place, budget_bytes):
            self._reading.append(place)
            if not self._work.is_running():
                self._work.run(self._step)
        self.counted.emit()

    def _step(self) -> bool:
        """Read on in the value that was opened last; the user waits for it."""
        if self._reading and self._read(self._reading[-1], _STEP_BYTES):
            self._reading.pop()
        return not self._reading

    def _read(self, place: int, budget_bytes: int) -> bool:
        """Read some more of what is in a value; tell whether that was all that is wanted."""
        node = self._nodes[place]
        reader = node.reader
        if reader is None:
            return True
        if (room := PAGE_MEMBERS - reader.count) > 0:
            first = reader.count
            self._append(place, reader.read(room, budget_bytes), first)
        elif node.kind != "page":
            reader.read(PAGE_MEMBERS, budget_bytes)
            self._append_pages(place, reader)
        return reader.done or (node.kind == "page" and reader.count >= PAGE_MEMBERS)

    def _append(self, place: int, members: list[Member], first: int) -> None:
        """Add rows for `members`, of which the first is the `first` in what was read."""
        node = self._nodes[place]
        base = first + (node.place if node.kind == "page" else 0)
        made = [
            node_of(self._data, member, place, len(node.children) + number, base + number)
            for number, member in enumerate(members)
        ]
        for each in made:
            each.can_open = each.kind in ("object", "list") and not is_empty(self._data, each.start)
        self._insert(place, made)

    def _append_pages(self, place: int, reader: JsonMembers) -> None:
        """Add a row for each further page whose beginning is known."""
        row = len(self._nodes[place].children)
        made: list[Node] = []
        while (page := page_row(row + len(made) - PAGE_MEMBERS))[0] // PAGE_MEMBERS < len(reader.pages):
            made.append(self._page(place, row + len(made), reader, *page))
        if reader.done or len(made) >= _ROWS_AT_ONCE:  # each time, the view lays out all its rows
            self._insert(place, made)
        for opened in list(self._unfilled):
            self._fill(opened, reader)

    def _page(self, place: int, row: int, reader: JsonMembers, first: int, members: int) -> Node:
        start = reader.pages[first // PAGE_MEMBERS]
        return Node(place, row, "page", start, place=first, members=members, can_open=True)

    def _open_pages(self, place: int, node: Node) -> None:
        """Open a row that holds pages: where they begin is known already, or will be soon."""
        owner = node
        while owner.kind == "page":
            owner = self._nodes[owner.parent]
        if node.reader is None and owner.reader is not None:
            node.reader = owner.reader
            self._unfilled.add(place)
            self._fill(place, owner.reader)

    def _fill(self, place: int, reader: JsonMembers) -> None:
        """Add the pages that a row of pages holds and that are known by now."""
        node = self._nodes[place]
        if node.reader is not reader:
            return
        size = node.members // PAGES
        made: list[Node] = []
        for number in range(len(node.children), PAGES):
            first = node.place + number * size
            if first // PAGE_MEMBERS >= len(reader.pages):
                break
            made.append(self._page(place, number, reader, first, size))
        self._insert(place, made)
        if reader.done or len(node.children) == PAGES:
            self._unfilled.discard(place)

    def _insert(self, place: int, made: list[Node]) -> None:
        if not made:
            return
        node = self._nodes[place]
        first = len(node.children)
        self.beginInsertRows(self._index_of(place), first, first + len(made) - 1)
        node.children.extend(range(len(self._nodes), len(self._nodes) + len(made)))
        self._nodes.extend(made)
        self.endInsertRows()
