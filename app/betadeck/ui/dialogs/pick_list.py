"""A list of entries to pick from, of one or two lines each."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from betadeck.ui.brush import PAD_PX, RIGHT, Brush
from betadeck.ui.dialogs.ranking import PickItem
from betadeck.ui.theme import tokens

_Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole


class PickModel(QAbstractListModel):
    """The entries."""

    def __init__(self) -> None:
        super().__init__()
        self._items: Sequence[PickItem] = ()

    def show_items(self, items: Sequence[PickItem]) -> None:
        """Show these."""
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def item(self, row: int) -> PickItem | None:
        """Return the entry at `row`."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let headings not be chosen."""
        item = self.item(index.row())
        return super().flags(index) if item is not None and item.key else Qt.ItemFlag.ItemIsEnabled

    def data(self, index: _Index, role: int = _DISPLAY) -> object:
        """Return the words of an entry."""
        item = self.item(index.row())
        if item is None:
            return None
        if role == _DISPLAY:
            return item.title
        words = tuple(filter(None, (item.title, item.detail, item.badge, item.keys)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(words)
        return f"{item.title}\n{item.detail}" if role == Qt.ItemDataRole.ToolTipRole and item.detail else None


class PickDelegate(QStyledItemDelegate):
    """Draws an entry; with `two_lines` the detail stands below the title."""

    def __init__(self, model: PickModel, two_lines: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._two_lines = model, two_lines

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the height of one entry."""
        return QSize(200, option.fontMetrics.height() * (2 if self._two_lines else 1) + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one entry."""
        item = self._model.item(index.row())
        if item is None:
            return
        table, rect = tokens(option.palette), option.rect.adjusted(0, 1, 0, -1)
        painter.save()
        if not item.key:
            brush = Brush(painter, table, rect, QFont(option.font), False)
            line = rect.adjusted(PAD_PX, 6, -PAD_PX, 0)
            brush.text(line, item.title.upper(), table.muted, brush.sized(-2, QFont.Weight.DemiBold))
            painter.restore()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(table.selection if chosen else table.hover))
            painter.drawRoundedRect(rect, 6, 6)
        brush = Brush(painter, table, rect, QFont(option.font), hovered)
        (self._draw_two if self._two_lines else self._draw_one)(brush, item)
        painter.restore()

    def _draw_one(self, brush: Brush, item: PickItem) -> None:
        line = self._right_part(brush, item, brush.note(item.keys))
        brush.text(line, item.title, brush.table.text, brush.font)
        taken = QFontMetrics(brush.font).horizontalAdvance(item.title) + 12
        rest = line.adjusted(taken, 0, 0, 0)
        if rest.width() > 40:
            brush.text(rest, item.detail, brush.table.muted, brush.sized(-1))

    def _draw_two(self, brush: Brush, item: PickItem) -> None:
        half = brush.rect.height() // 2
        upper = QRect(
            brush.rect.left() + PAD_PX, brush.rect.top() + 4, brush.rect.width() - 2 * PAD_PX, half - 3
        )
        lower = upper.translated(0, half - 4)
        upper = self._right_part(brush, item, upper)
        brush.text(upper, item.title, brush.table.text, brush.sized(0, QFont.Weight.DemiBold))
        brush.text(lower, item.detail, brush.table.muted, brush.sized(-1))

    def _right_part(self, brush: Brush, item: PickItem, line: QRect) -> QRect:
        if not item.badge:
            return line
        font = brush.sized(-2)
        brush.text(line, item.badge, brush.table.muted, font, RIGHT)
        return line.adjusted(0, 0, -QFontMetrics(font).horizontalAdvance(item.badge) - 12, 0)


class PickList(QListView):
    """The list itself.

    Signals:
        picked(str): the key of the entry that was clicked, or on which Enter was pressed.
    """

    picked = Signal(str)

    def __init__(self, name: str, two_lines: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = PickModel()
        self.setObjectName("pick_list")
        self.setAccessibleName(name)
        self.setModel(self._model)
        self.setItemDelegate(PickDelegate(self._model, two_lines, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def show_items(self, items: Sequence[PickItem]) -> None:
        """Show these and choose the first."""
        self._model.show_items(items)
        self.setCurrentIndex(self._model.index(0))
        if items and not self.current_key():
            self.step(1)

    def current_key(self) -> str:
        """Return the key of the chosen entry, or the empty text."""
        item = self._model.item(self.currentIndex().row())
        return item.key if item else ""

    def step(self, by: int) -> None:
        """Choose another entry, `by` rows further, round the ends for single steps."""
        count = self._model.rowCount()
        if count:
            row = self.currentIndex().row() + by
            row = row % count if abs(by) == 1 else min(max(row, 0), count - 1)
            self.setCurrentIndex(self._model.index(self._beside_headings(row, 1 if by > 0 else -1)))

    def _beside_headings(self, row: int, by: int) -> int:
        """Return the next row from `row` on that can be picked."""
        count = self._model.rowCount()
        for place in range(count):
            each = (row + by * place) % count
            if (item := self._model.item(each)) is not None and item.key:
                return each
        return row

    def pick_current(self) -> None:
        """Announce the chosen entry."""
        if key := self.current_key():
            self.picked.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Announce on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pick_current()
        else:
            super().keyPressEvent(event)
