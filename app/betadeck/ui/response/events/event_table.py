"""The table of events."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from betadeck.ui import fonts
from betadeck.ui.response.events.event_model import Column, EventModel

_ROW_PX = 24
_TEXT_PX = 12
_PAD_PX = 18
_CHARS = {Column.AT: 7, Column.NAME: 21, Column.BLOCK: 5, Column.SIZE: 7, Column.ADDED: 6}


class EventTable(QTableView):
    """One row an event. It stays at the end while events come, if the user was there.

    Signals:
        row_chosen(int): the current row is another one now; -1 is none.
    """

    row_chosen = Signal(int)

    def __init__(self, model: EventModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("events_table")
        self.setAccessibleName("Events")
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_PX)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self._set_widths()

    def is_at_end(self) -> bool:
        """Tell whether the last row is in sight."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 1

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

    def _set_widths(self) -> None:
        cell_px = QFontMetrics(fonts.mono(_TEXT_PX)).horizontalAdvance("0")
        for column, chars in _CHARS.items():
            self.setColumnWidth(column, cell_px * chars + _PAD_PX)

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.row_chosen.emit(current.row())
