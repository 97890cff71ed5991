"""The table of events."""

from PySide6.QtCore import QEvent, QModelIndex, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from betadeck.ui import fonts
from betadeck.ui.parts.plain_table import make_plain
from betadeck.ui.response.events.event_model import Column, EventModel

_ROW_PX = 24
_TEXT_PX = 12
_PAD_PX = 18
_NARROW_PX = 540
_CHARS = {Column.AT: 7, Column.NAME: 21, Column.BLOCK: 5, Column.SIZE: 7, Column.ADDED: 6}


class EventTable(QTableView):
    """One row an event. It stays at the end while events come, if the user was there.

    Signals:
        row_chosen(int): the current row is another one now; -1 is none.
    """

    row_chosen = Signal(int)

    def __init__(self, model: EventModel, parent: QWidget | None = None, *, brief: bool = False) -> None:
        super().__init__(parent)
        self._brief = brief
        self.setObjectName("events_table")
        self.setAccessibleName("Events")
        self.setModel(model)
        make_plain(self, _ROW_PX)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for column in (Column.BLOCK, Column.SIZE, Column.DATA) if brief else ():
            self.setColumnHidden(column, True)
        self.horizontalHeader().setStretchLastSection(True)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self._at_end = True
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._set_widths()

    def stay_at_end(self) -> None:
        """Keep to the end from now on, until the user scrolls away from it."""
        self._at_end = True

    def keep_to_end(self) -> None:
        """Show the last row, if the user did not scroll away from it."""
        if self._at_end:
            self.scrollToBottom()

    def keep_in_sight(self) -> None:
        """Bring the current row in sight once there is less room, as when something opens below."""
        QTimer.singleShot(0, self, self._on_room_changed)

    def go_to(self, row: int) -> None:
        """Select `row` and bring it in sight; -1 selects nothing."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        index = self.model().index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the end of what runs, or the row that is selected."""
        super().showEvent(event)
        self.keep_in_sight()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the columns to the new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._set_widths()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the data of the current event."""
        if event.matches(QKeySequence.StandardKey.Copy):
            model = self.model()
            found = model.arrival(self.currentIndex().row()) if isinstance(model, EventModel) else None
            if found is not None:
                QGuiApplication.clipboard().setText(found.event.data.encode("utf-8", "replace").decode())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what says least where there is little room."""
        super().resizeEvent(event)
        for column in () if self._brief else (Column.SIZE, Column.BLOCK):
            self.setColumnHidden(column, self.width() < _NARROW_PX)

    def _on_scrolled(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum() - 1

    def _on_room_changed(self) -> None:
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def _set_widths(self) -> None:
        cell_px = QFontMetrics(fonts.mono(_TEXT_PX)).horizontalAdvance("0")
        for column, chars in _CHARS.items():
            self.setColumnWidth(column, cell_px * chars + _PAD_PX)

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.row_chosen.emit(current.row())
