"""A table of headers: name, value, meaning."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from betadeck.core.catalog import ResponseHeader
from betadeck.ui import fonts
from betadeck.ui.parts.read_table import ReadTable
from betadeck.ui.response.tips import plain_tip
from betadeck.ui.theme import tokens

_TEXT_PX = 12
_NAME_PX = (150, 330)
_VALUE_SHARE = 0.42


class HeaderTable(ReadTable):
    """Rows can be selected and copied as `name: value` lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(("name", "value", "meaning"), parent)
        self.setObjectName("headers_table")
        self.setAccessibleName("Headers")
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
                self.put(row, column, text, plain_tip(text))
        self.draw()
        self.share_room()

    def copy_all(self, status_line: str) -> None:
        """Copy `status_line` and every header."""
        _copy([status_line, *map(_line, self._headers)])

    def draw(self) -> None:
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

    def share_room(self) -> None:
        """Give names what they need within bounds, and values most of the rest."""
        room = self.viewport().width()
        self.resizeColumnToContents(0)
        name = max(_NAME_PX[0], min(self.columnWidth(0) + 8, _NAME_PX[1], int(room * 0.45)))
        self.setColumnWidth(0, name)
        self.setColumnWidth(1, int((room - name) * (1 - _VALUE_SHARE) if room < 700 else room * _VALUE_SHARE))

    def _on_menu_requested(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy name and value").triggered.connect(self.copy_selected)
        menu.addAction("Copy value").triggered.connect(self._copy_values)
        menu.popup(self.viewport().mapToGlobal(where))

    def _selected(self) -> list[tuple[str, str]]:
        return [self._headers[row] for row in sorted({index.row() for index in self.selectedIndexes()})]

    def copy_selected(self) -> None:
        """Copy the selected rows as they are written on the wire."""
        _copy(map(_line, self._selected()))

    def _copy_values(self) -> None:
        _copy(value for _, value in self._selected())


def _line(header: tuple[str, str]) -> str:
    return f"{header[0]}: {header[1]}"


def _copy(lines: Iterable[str]) -> None:
    QGuiApplication.clipboard().setText("\n".join(lines))
