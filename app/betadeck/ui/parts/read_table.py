"""A table of a few hundred rows to read, which shares its room among its columns and follows the theme."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from betadeck.core.visible_text import tamed
from betadeck.ui.parts.plain_table import copy_rows, make_plain

_ROW_PX = 26


class ReadTable(QTableWidget):
    """Rows can be selected and copied. Who inherits says what is drawn how, and how wide columns are."""

    def __init__(self, heads: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(heads), parent)
        self.setHorizontalHeaderLabels(heads)
        make_plain(self, _ROW_PX)
        self.horizontalHeader().setStretchLastSection(True)

    def put(self, row: int, column: int, text: str, tip: str) -> None:
        """Show `text` in a cell, with a tip."""
        item = QTableWidgetItem(tamed(text))
        item.setToolTip(tip)
        self.setItem(row, column, item)

    def draw(self) -> None:
        """Set the fonts and colours of all cells; called again when the theme changes."""
        raise NotImplementedError

    def share_room(self) -> None:
        """Set the widths of the columns; called again when the table's width changes."""
        raise NotImplementedError

    def copy_selected(self) -> None:
        """Copy the selected rows, with tabs between their cells."""
        copy_rows(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selected()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns."""
        super().resizeEvent(event)
        self.share_room()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.rowCount():
            self.draw()
