"""What differs, one line each: where, what happened, both values."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from betadeck.core.compare import Difference
from betadeck.core.visible_text import tamed
from betadeck.ui import fonts
from betadeck.ui.parts.plain_table import copy_rows, make_plain
from betadeck.ui.response.tips import plain_tip
from betadeck.ui.theme import tokens

_ROW_PX, _TEXT_PX, _WHAT_PX = 26, 12, 84
_PLACE_SHARE = 0.3
_SHOWN_CHARS = 300
_VALUES = 2
_ALIKE_CHARS, _BEFORE_CHARS = 24, 8
"""Values that begin with so many same characters are shown from a few before the first other one."""
_TONES = {"added": "ok", "removed": "error", "changed": "warn", "moved": "muted"}


class DifferenceTable(QTableWidget):
    """Rows can be selected and copied."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self.setObjectName("differences")
        self.setAccessibleName(name)
        make_plain(self, _ROW_PX)
        self.horizontalHeader().setStretchLastSection(True)
        self._what: list[str] = []

    def show_differences(self, found: Sequence[Difference], left: str, right: str) -> None:
        """Show `found`; `left` and `right` name the two sides."""
        self.setHorizontalHeaderLabels(["place", "what", left, right])
        self.setRowCount(len(found))
        self._what = [str(each.kind) for each in found]
        for row, each in enumerate(found):
            cells = (each.path or "(all of it)", str(each.kind), _words(each.left), _words(each.right))
            skipped = _alike(cells[2], cells[3])
            for column, text in enumerate(cells):
                shown = f"…{text[skipped:]}" if skipped and column >= _VALUES else text
                item = QTableWidgetItem(tamed(shown[:_SHOWN_CHARS]))
                item.setToolTip(plain_tip(text))
                self.setItem(row, column, item)
        self._draw()
        self._share_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows, with tabs between their cells."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_rows(self)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns."""
        super().resizeEvent(event)
        self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_what"):
            self._draw()

    def _draw(self) -> None:
        font, table = fonts.mono(_TEXT_PX), tokens(self.palette())
        for row, what in enumerate(self._what):
            for column in (0, 2, 3):
                if (item := self.item(row, column)) is not None:
                    item.setFont(font)
            if (item := self.item(row, 1)) is not None:
                item.setForeground(QBrush(QColor(getattr(table, _TONES.get(what, "muted")))))

    def _share_room(self) -> None:
        room = self.viewport().width() - _WHAT_PX
        place = int(room * _PLACE_SHARE)
        self.setColumnWidth(0, place)
        self.setColumnWidth(1, _WHAT_PX)
        self.setColumnWidth(2, (room - place) // 2)


def _alike(left: str, right: str) -> int:
    """Return how many characters at the beginning of both to leave out, so that what differs is in sight."""
    same, end = 0, min(len(left), len(right))
    while same < end:  # by halves: texts may be long
        middle = (same + end + 1) // 2
        if left[:middle] == right[:middle]:
            same = middle
        else:
            end = middle - 1
    return same - _BEFORE_CHARS if same >= _ALIKE_CHARS else 0


def _words(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)
