"""A table of headers: name, value, meaning."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QTableWidget, QTableWidgetItem, QWidget

from betadeck.core.catalog import ResponseHeader
from betadeck.core.visible_text import tamed
from betadeck.ui import fonts
from betadeck.ui.parts.plain_table import make_plain
from betadeck.ui.response.tips import plain_tip
from betadeck.ui.theme import tokens

_ROW_PX = 26
_TEXT_PX = 12
_NAME_PX = (150, 330)
_VALUE_SHARE = 0.42


class HeaderTable(QTableWidget):
    """Rows can be selected and copied as `name: value` lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self.setObjectName("headers_table")
        self.setAccessibleName("Headers")
        self.setHorizontalHeaderLabels(["name", "value", "meaning"])
        make_plain(self, _ROW_PX)
        self.horizontalHeader().setStretchLastSection(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self._headers: tuple[tuple[str, str], ...] = ()

    def show_headers(
        self, headers: Iterable[tuple[str, str]], meanings: Mapping[str, ResponseHeader]
    ) -> None:
        """Show `headers` in their order, doubles and all."""
        self._headers = tuple(headers)
        self.setRowCount(len(self._headers))
        for row, (name, value) in enumerate(self._headers):
            known = meanings.get(name.lower())
            for column, text in enumerate((name, value, known.meaning if known else "")):
                item = QTableWidgetItem(tamed(text))
                item.setToolTip(plain_tip(text))
                self.setItem(row, column, item)
        self._draw()
        self._share_room()

    def copy_all(self, status_line: str) -> None:
        """Copy `status_line` and every header."""
        _copy([status_line, *map(_line, self._headers)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy_selected()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns."""
        super().resizeEvent(event)
        self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_headers"):
            self._draw()

    def _draw(self) -> None:
        """Set fonts and colours: what came is monospace, what we say of it is muted."""
        font, muted = fonts.mono(_TEXT_PX), QBrush(QColor(tokens(self.palette()).muted))
        for row in range(self.rowCount()):
            for column in range(3):
                if (item := self.item(row, column)) is None:
                    continue
                if column < 2:
                    item.setFont(font)
                else:
                    item.setForeground(muted)

    def _share_room(self) -> None:
        room = self.viewport().width()
        self.resizeColumnToContents(0)
        name = max(_NAME_PX[0], min(self.columnWidth(0) + 8, _NAME_PX[1], int(room * 0.45)))
        self.setColumnWidth(0, name)
        self.setColumnWidth(1, int((room - name) * (1 - _VALUE_SHARE) if room < 700 else room * _VALUE_SHARE))

    def _on_menu_requested(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy name and value").triggered.connect(self._copy_selected)
        menu.addAction("Copy value").triggered.connect(self._copy_values)
        menu.popup(self.viewport().mapToGlobal(where))

    def _selected(self) -> list[tuple[str, str]]:
        return [self._headers[row] for row in sorted({index.row() for index in self.selectedIndexes()})]

    def _copy_selected(self) -> None:
        _copy(map(_line, self._selected()))

    def _copy_values(self) -> None:
        _copy(value for _, value in self._selected())


def _line(header: tuple[str, str]) -> str:
    return f"{header[0]}: {header[1]}"


def _copy(lines: Iterable[str]) -> None:
    QGuiApplication.clipboard().setText("\n".join(lines))
