"""What differs, one line each: where, what happened, both values."""

import json
from collections.abc import Sequence

from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QWidget

from betadeck.core.compare import Difference
from betadeck.ui import fonts
from betadeck.ui.parts.read_table import ReadTable
from betadeck.ui.response.tips import plain_tip
from betadeck.ui.theme import tokens

_TEXT_PX, _WHAT_PX = 12, 84
_PLACE_SHARE = 0.3
_SHOWN_CHARS = 300
_VALUES = 2
_ALIKE_CHARS, _BEFORE_CHARS = 24, 8
"""Values that begin with so many same characters are shown from a few before the first other one."""
_TONES = {"added": "ok", "removed": "error", "changed": "warn", "moved": "muted"}


class DifferenceTable(ReadTable):
    """Rows can be selected and copied."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(("place", "what", "", ""), parent)
        self.setObjectName("differences")
        self.setAccessibleName(name)
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
                self.put(row, column, shown[:_SHOWN_CHARS], plain_tip(text))
        self.draw()
        self.share_room()

    def draw(self) -> None:
        """Set fonts and colours: what is in the requests is monospace, what happened has its colour."""
        font, table = fonts.mono(_TEXT_PX), tokens(self.palette())
        for row, what in enumerate(self._what):
            for column in (0, 2, 3):
                if (item := self.item(row, column)) is not None:
                    item.setFont(font)
            if (item := self.item(row, 1)) is not None:
                item.setForeground(QBrush(QColor(getattr(table, _TONES.get(what, "muted")))))

    def share_room(self) -> None:
        """Give the place its share, and both values the same of the rest."""
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
