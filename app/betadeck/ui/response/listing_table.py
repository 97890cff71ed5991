"""A page of a list as a table."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from betadeck.ui.response.json_summary import Listing

_WIDEST_PX = 360
_ROW_PX = 26


class ListingTable(QTableWidget):
    """Rows of a `Listing`; Copy takes the selected ones, one a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Entries")
        self.setObjectName("listing")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        head = self.horizontalHeader()
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_listing(self, found: Listing) -> None:
        """Show the rows of `found`."""
        self.clear()
        self.setColumnCount(len(found.columns))
        self.setRowCount(len(found.rows))
        self.setHorizontalHeaderLabels([name.replace("_", " ") for name in found.columns])
        for row, cells in enumerate(found.rows):
            for column, text in enumerate(cells):
                self.setItem(row, column, QTableWidgetItem(text))
        self.resizeColumnsToContents()
        for column in range(len(found.columns)):
            self.setColumnWidth(column, min(self.columnWidth(column) + 16, _WIDEST_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted({index.row() for index in self.selectedIndexes()})
            QGuiApplication.clipboard().setText("\n".join(map(self._line, rows)))
        else:
            super().keyPressEvent(event)

    def _line(self, row: int) -> str:
        items = (self.item(row, column) for column in range(self.columnCount()))
        return "\t".join(item.text() if item is not None else "" for item in items)
