"""The table of exchanges: choosing, reopening and deleting with mouse and keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from betadeck.core.listing import HistoryRow
from betadeck.ui.history.columns import Column, spoken
from betadeck.ui.history.delegate import HistoryDelegate
from betadeck.ui.history.model import HistoryModel
from betadeck.ui.parts.own_keys import keeps
from betadeck.ui.parts.plain_table import make_plain

_ROW_PX = 28
_WIDTHS = {
    Column.TIME: 58,
    Column.STATUS: 66,
    Column.MODEL: 148,
    Column.TARGET: 96,
    Column.TOOK: 80,
    Column.SIZE: 76,
}
_LEAST_PX = {Column.TARGET: 640, Column.MODEL: 560, Column.SIZE: 460, Column.TOOK: 380}
"""How wide the table must be for a column to be shown: the request's name needs its room."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HistoryTable(QTableView):
    """Ten thousand rows and more; only those in sight are drawn.

    Signals:
        chosen(): other exchanges are selected now.
        opened(str): an exchange was double-clicked, or Enter pressed on it; again_requested(str): Ctrl+Enter.
        delete_requested(): Delete was pressed.
        note_requested(): F2 was pressed.
        menu_requested(QPoint): the context menu, at this place on the screen.
        left_upwards(): Up was pressed on the topmost exchange.
    """

    chosen = Signal()
    opened = Signal(str)
    again_requested = Signal(str)
    delete_requested = Signal()
    note_requested = Signal()
    menu_requested = Signal(QPoint)
    left_upwards = Signal()

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setObjectName("history_table")
        self.setAccessibleName("Exchanges")
        self.setModel(model)
        self.setItemDelegate(HistoryDelegate(model, self))
        make_plain(self, _ROW_PX)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._set_up_heads()
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def show_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show other rows; what was selected and is still there stays so, and in its place."""
        kept, current = [each.id for each in self.selected()], self.current_id()
        top = self.verticalScrollBar().value()
        self.selectionModel().blockSignals(True)
        heads = self._model.show_rows(rows)
        self.clearSpans()
        for place in heads:
            self.setSpan(place, 0, 1, len(Column))
        self._select(kept, current)
        self.selectionModel().blockSignals(False)
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(top)
        self.chosen.emit()

    def selected(self) -> list[HistoryRow]:
        """Return the selected exchanges from top to bottom."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [row for place in places if (row := self._model.exchange(place)) is not None]

    def current_id(self) -> str:
        """Return the exchange that the keyboard is on, empty if on none."""
        row = self._model.exchange(self.currentIndex().row())
        return row.id if row else ""

    def choose(self, exchange_id: str) -> None:
        """Select one exchange and show it; does nothing if it is not there."""
        place = self._model.place_of(exchange_id)
        if place is not None:
            self._go_to(place)
            self.scrollTo(self._model.index(place, 0))

    def choose_first(self) -> None:
        """Put the keyboard on the topmost exchange, or leave it where it is."""
        if not self.selected():
            place = next((at for at in range(2) if self._model.exchange(at) is not None), None)
            if place is not None:
                self._go_to(place)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to(self, place: int) -> None:
        """Select this row alone. `selectRow` would heed Ctrl and Shift, which may still be down from a shortcut."""
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._model.index(place, 0), flag.ClearAndSelect | flag.Rows)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from the window's shortcuts."""
        return keeps(event, _is_own) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Reopen, delete, note and copy."""
        key = event.key()
        if key in _ENTER and self.current_id():
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self.again_requested if ctrl else self.opened).emit(self.current_id())
        elif key == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        elif key == Qt.Key.Key_F2:
            self.note_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText("\n".join(spoken(row) for row in self.selected()))
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 1:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is selected."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if self._model.exchange(index.row()) is None:
            return
        if not self.selectionModel().isRowSelected(index.row()):
            self.selectRow(index.row())
        place = self.visualRect(index).bottomLeft() if by_key else event.pos()
        self.menu_requested.emit(self.viewport().mapToGlobal(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out where there is no room for them."""
        super().resizeEvent(event)
        for column, least_px in _LEAST_PX.items():
            self.setColumnHidden(column, self.width() < least_px)

    def _set_up_heads(self) -> None:
        self.horizontalHeader().setSectionResizeMode(Column.REQUEST, QHeaderView.ResizeMode.Stretch)
        for column, width_px in _WIDTHS.items():
            self.setColumnWidth(column, width_px)

    def _select(self, ids: Sequence[str], current: str) -> None:
        selection = QItemSelection()
        for each in ids:
            if (place := self._model.place_of(each)) is not None:
                selection.select(self._model.index(place, 0), self._model.index(place, len(Column) - 1))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect)
        if (place := self._model.place_of(current)) is not None:
            self.selectionModel().setCurrentIndex(self._model.index(place, 0), flags.NoUpdate)

    def _on_selection_changed(self) -> None:
        self.chosen.emit()

    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = self._model.exchange(index.row())
        if row is not None:
            self.opened.emit(row.id)


def _is_own(event: QKeyEvent) -> bool:
    own = (Qt.Key.Key_Delete, Qt.Key.Key_F2, *_ENTER)
    return event.key() in own or event.matches(QKeySequence.StandardKey.Copy)
