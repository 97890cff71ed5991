"""Line numbers, with marks where something is to say."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QIcon, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from betadeck.core.finding import Severity
from betadeck.ui.composer.editor.fold_paint import draw_sign
from betadeck.ui.composer.editor.line_folds import in_sight, is_folded, opens
from betadeck.ui.icons import icon
from betadeck.ui.response.tips import plain_tip
from betadeck.ui.theme import Tokens, tokens

_MARK_PX, _FOLD_PX = 12, 14
_ICONS = {Severity.ERROR: "error", Severity.WARN: "warn", Severity.HINT: "info"}

LineMarks = Mapping[int, tuple[Severity, str]]
"""For a line number, from 0: how bad it is and what to say."""


class Gutter(QWidget):
    """The margin of an editor. A mark differs by shape and colour, and says its text as a tooltip.

    Signals:
        fold_clicked(int): the sign beside a line that opens an object or list; lines count from 0.
    """

    fold_clicked = Signal(int)

    def __init__(self, edit: QPlainTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._marks: LineMarks = {}
        self._icons: dict[tuple[Severity, str], QIcon] = {}
        self.setAccessibleName("Line numbers")

    def show_marks(self, marks: LineMarks) -> None:
        """Show these marks and no others."""
        if marks != self._marks:
            self._marks = marks
            self.update()

    def marks(self) -> LineMarks:
        """Return the marks that are shown."""
        return self._marks

    def width_px(self) -> int:
        """Return the width that the longest number needs."""
        digits = max(2, len(str(self._edit.blockCount())))
        return _MARK_PX + 4 + self._edit.fontMetrics().horizontalAdvance("9" * digits) + _FOLD_PX

    def sizeHint(self) -> QSize:
        """Return the width for the numbers; the height is the editor's."""
        return QSize(self.width_px(), 0)

    def event(self, event: QEvent) -> bool:
        """Say a mark's text as its tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = next((line for line, top, height in self._lines() if top <= event.y() < top + height), -1)
            mark = self._marks.get(found)
            QToolTip.showText(event.globalPos(), plain_tip(mark[1]) if mark else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold, or show again, at the signs."""
        place = event.position()
        found = next((line for line, top, height in self._lines() if top <= place.y() < top + height), -1)
        if place.x() >= self.width() - _FOLD_PX and found >= 0 and self._sign(found):
            self.fold_clicked.emit(found)

    def _sign(self, line: int) -> str:
        """Return `folded`, `open`, or nothing for a line that cannot be folded."""
        block = self._edit.document().findBlockByNumber(line)
        return "folded" if is_folded(block) else "open" if opens(block) else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the numbers of the lines in sight, and their marks."""
        painter, table = QPainter(self), tokens(self.palette())
        painter.setFont(self._edit.font())
        caret = self._edit.textCursor().blockNumber()
        wanted = event.rect()
        for line, top, height in self._lines():
            if top > wanted.bottom():
                break
            if top + height < wanted.top():
                continue
            first = min(height, self._edit.fontMetrics().lineSpacing() + 2)
            self._draw_number(
                painter, table, line, QRect(0, top, self.width() - _FOLD_PX, first), line == caret
            )
            if sign := self._sign(line):
                colour = table.accent if sign == "folded" else table.muted
                draw_sign(painter, QRect(self.width() - _FOLD_PX, top, _FOLD_PX, first), colour, sign)
            if mark := self._marks.get(line):
                drawn = self._icon(mark[0], table)
                drawn.paint(painter, 2, top + (first - _MARK_PX) // 2, _MARK_PX, _MARK_PX)

    def _icon(self, severity: Severity, table: Tokens) -> QIcon:
        """Return the sign of a severity, drawn once for each theme."""
        which = (severity, table.name)
        if which not in self._icons:
            tone = {Severity.ERROR: table.error, Severity.WARN: table.warn}.get(severity, table.muted)
            self._icons[which] = icon(_ICONS[severity], tone, _MARK_PX)
        return self._icons[which]

    def _draw_number(self, painter: QPainter, table: Tokens, line: int, rect: QRect, current: bool) -> None:
        painter.setPen(table.text if current else table.muted)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, int(align), str(line + 1))

    def _lines(self) -> list[tuple[int, int, int]]:
        """Return number, top and height in px of each line in sight."""
        return [
            (block.blockNumber(), round(rect.top()), round(rect.height()))
            for block, rect in in_sight(self._edit)
        ]
