"""Drawing one cell of the history."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from betadeck.core.listing import HistoryRow
from betadeck.ui.art import Art
from betadeck.ui.brush import LEFT, PAD_PX, RIGHT, Brush
from betadeck.ui.history.columns import RIGHT as FIGURES
from betadeck.ui.history.columns import Column, cell
from betadeck.ui.history.model import HistoryModel
from betadeck.ui.library.items import Day
from betadeck.ui.library.status import mark_of
from betadeck.ui.theme import tokens

_ICON_PX = 14


class HistoryDelegate(QStyledItemDelegate):
    """Draws lines of equal height: figures quiet, the name plain, the status in words and colour."""

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._art = model, Art()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        line = self._model.line(index.row())
        table = tokens(option.palette)
        painter.save()
        brush = Brush(painter, table, option.rect, QFont(option.font))
        if isinstance(line, Day):
            self._day(brush, line)
        elif line is not None:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(option.rect, QColor(table.selection))
            elif option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(option.rect, QColor(table.hover))
            self._cell(brush, line, Column(index.column()))
        painter.restore()

    def _cell(self, brush: Brush, row: HistoryRow, column: Column) -> None:
        inner = brush.rect.adjusted(PAD_PX, 0, -PAD_PX, 0)
        if column is Column.REQUEST:
            self._request(brush, row, inner)
        elif column is Column.STATUS:
            mark = mark_of(row)
            font = brush.sized(-2, QFont.Weight.Bold)
            brush.text(inner, cell(row, column), getattr(brush.table, mark.tone), font)
        else:
            flags = RIGHT if column in FIGURES else LEFT
            brush.text(inner, cell(row, column), brush.table.muted, brush.sized(-1), flags)

    def _request(self, brush: Brush, row: HistoryRow, inner: QRect) -> None:
        if row.pinned:
            inner = self._icon(brush, inner, "pin", brush.table.accent)
        name = cell(row, Column.REQUEST)
        modes = Qt.TextElideMode
        elide = modes.ElideRight if row.name else modes.ElideMiddle
        brush.text(inner, name, brush.table.text, brush.font, elide=elide)
        inner = inner.adjusted(QFontMetrics(brush.font).horizontalAdvance(name) + 10, 0, 0, 0)
        beside = row.note or (row.operation if row.name else "")
        if not beside or inner.width() < 3 * _ICON_PX:
            return
        if row.note:
            inner = self._icon(brush, inner, "note", brush.table.muted)
        brush.text(inner, beside, brush.table.muted, brush.sized(-1))

    def _icon(self, brush: Brush, inner: QRect, name: str, colour: str) -> QRect:
        place = QRect(inner.left(), inner.center().y() - _ICON_PX // 2, _ICON_PX, _ICON_PX)
        self._art.paint(brush.painter, place, name, colour)
        return inner.adjusted(_ICON_PX + 4, 0, 0, 0)

    def _day(self, brush: Brush, line: Day) -> None:
        font, inner = brush.sized(-2, QFont.Weight.DemiBold), brush.rect.adjusted(PAD_PX, 6, -PAD_PX, 0)
        brush.text(inner, line.text, brush.table.muted, font)
        left = inner.left() + QFontMetrics(font).horizontalAdvance(line.text) + 8
        brush.painter.fillRect(left, inner.center().y(), inner.right() - left, 1, QColor(brush.table.line))
