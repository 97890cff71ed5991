"""The list of differences by path."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from betadeck.core.compare.comparing import Shown
from betadeck.ui import fonts
from betadeck.ui.brush import PAD_PX, Brush
from betadeck.ui.compare.difference_model import Column, DifferenceModel
from betadeck.ui.compare.words import SIGNS, TONES
from betadeck.ui.parts.plain_table import copy_rows, make_plain
from betadeck.ui.theme import tokens

_ROW_PX, _CHANGE_PX, _SIGN_PX = 26, 168, 18
_PLACE_SHARE = 0.32
_TEXT_PX = 12


class DifferenceList(QTableView):
    """One row a difference; any number of rows, of which those in sight are drawn.

    Signals:
        chosen(int): the keyboard is on this difference now; -1 is none.
    """

    chosen = Signal(int)

    def __init__(self, model: DifferenceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("difference_list")
        self.setAccessibleName("Differences")
        self.setModel(model)
        self.setItemDelegate(_Delegate(model, self))
        make_plain(self, _ROW_PX)
        self.horizontalHeader().setStretchLastSection(True)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)

    def step(self, by: int) -> None:
        """Go to the next difference, or the one before; beyond the end begin anew."""
        count = self.model().rowCount()
        if count:
            now = self.currentIndex().row()
            self.selectRow((now + by) % count if now >= 0 else 0 if by > 0 else count - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows, with tabs between their cells."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_rows(self)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns."""
        super().resizeEvent(event)
        room = self.viewport().width() - _CHANGE_PX
        self.setColumnWidth(Column.CHANGE, _CHANGE_PX)
        self.setColumnWidth(Column.PLACE, int(room * _PLACE_SHARE))
        self.setColumnWidth(Column.LEFT, int(room * (1 - _PLACE_SHARE) / 2))

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.chosen.emit(current.row())


class _Delegate(QStyledItemDelegate):
    """The change by sign, word and colour; place and values in monospace."""

    def __init__(self, model: DifferenceModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._mono = model, fonts.mono(_TEXT_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        row, table = self._model.difference(index.row()), tokens(option.palette)
        if row is None:
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(table.selection))
        brush = Brush(painter, table, option.rect, QFont(option.font))
        self._cell(brush, row, Column(index.column()), str(index.data()))
        painter.restore()

    def _cell(self, brush: Brush, row: Shown, column: Column, text: str) -> None:
        inner = brush.rect.adjusted(PAD_PX, 0, -PAD_PX, 0)
        if column is Column.CHANGE:
            colour = getattr(brush.table, TONES[row.kind])
            strong = brush.sized(0, QFont.Weight.Bold)
            brush.text(inner, SIGNS[row.kind], colour, strong)
            brush.text(inner.adjusted(_SIGN_PX, 0, 0, 0), text, colour, brush.sized(-1))
        else:
            colour = brush.table.text if column is Column.PLACE else brush.table.muted
            brush.text(inner, text, colour, self._mono)
