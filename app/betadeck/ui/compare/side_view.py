"""One of two texts that scroll together, with what differs set off."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from betadeck.core.compare.inline import changed_spans
from betadeck.core.compare.lines import Blocks, Sort
from betadeck.ui.compare.side_rows import LEFT, SideRows
from betadeck.ui.response.body.row_paint import PAD_PX, Hits
from betadeck.ui.response.body.text_view import ByteTextView
from betadeck.ui.theme import Tokens

_GROUNDS = {Sort.CHANGED: "warn_back", Sort.REMOVED: "error_back", Sort.ADDED: "ok_back"}
_SIGNS = {Sort.CHANGED: "≠", Sort.REMOVED: "−", Sort.ADDED: "+"}
_INKS = {Sort.CHANGED: "warn", Sort.REMOVED: "error", Sort.ADDED: "ok"}
_MARK_ALPHA = 70
_KEPT_LINES = 256
Spans = list[tuple[int, int]]


class SideView(ByteTextView):
    """Draws the grounds of rows that differ, the words that differ within them, and where one is."""

    def __init__(self, name: str, side: int, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._side, self._blocks = side, Blocks()
        self._shown: SideRows | None = None
        self._other: Callable[[int], bytes] = _nothing
        self._spans: dict[int, Spans] = {}
        self._first_row = self._end_row = -1

    def show_side(self, rows: SideRows, blocks: Blocks, other: Callable[[int], bytes]) -> None:
        """Show `rows`; `other` gives the bytes of a row on the other side."""
        self._shown, self._blocks, self._other = rows, blocks, other
        self._spans = {}
        self._first_row = self._end_row = -1
        self.show_rows(rows)
        self._mark_places()

    def mark_rows(self, first: int, end: int) -> None:
        """Mark the rows of the difference that is looked at."""
        self._first_row, self._end_row = first, end
        self.viewport().update()

    def show_hits(self, hits: Hits) -> None:
        """Set finds off; without any the scroll bar shows the differences again."""
        super().show_hits(hits)
        if not len(hits.starts):
            self._mark_places()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what lies behind the text, then the text."""
        if self._shown is not None:
            painter = QPainter(self.viewport())
            self._draw_behind(painter, self._shown)
            painter.end()
        super().paintEvent(event)

    def _draw_behind(self, painter: QPainter, rows: SideRows) -> None:
        row, y_px = self.verticalScrollBar().value(), 0.0
        while y_px < self.viewport().height() and row < rows.count:
            sort = rows.block(row).sort
            if sort is not Sort.EQUAL:
                self._draw_row(painter, rows, row, y_px, sort)
            if self._first_row <= row < self._end_row:
                bar = QRectF(0, y_px, 3, self._ink.line_px)
                painter.fillRect(bar, self._ink.colour("accent"))
            y_px += self._ink.line_px
            row += 1

    def _draw_row(self, painter: QPainter, rows: SideRows, row: int, y_px: float, sort: Sort) -> None:
        table: Tokens = self._ink.table
        whole = QRectF(0, y_px, self.viewport().width(), self._ink.line_px)
        if rows.line(row) is None:
            painter.fillRect(whole, QColor(table.hover))
            return
        painter.fillRect(whole, QColor(getattr(table, _GROUNDS[sort])))
        margin_px = self._margin_px()
        painter.setFont(self._ink.font)
        painter.setPen(self._ink.colour(_INKS[sort]))
        sign = QRectF(margin_px - PAD_PX, y_px, PAD_PX, self._ink.line_px)
        painter.drawText(sign, _SIGNS[sort])
        if sort is Sort.CHANGED:
            self._draw_spans(painter, rows, row, y_px)

    def _draw_spans(self, painter: QPainter, rows: SideRows, row: int, y_px: float) -> None:
        """Set off the words that differ, within the parts of the row that are in sight."""
        start = rows.span(row)[0]
        left_px = self.horizontalScrollBar().value()
        margin_px = self._margin_px()
        colour = self._ink.colour(_INKS[Sort.REMOVED if self._side == LEFT else Sort.ADDED])
        colour.setAlpha(_MARK_ALPHA)
        painter.save()
        painter.setClipRect(QRectF(margin_px, y_px, self.viewport().width() - margin_px, self._ink.line_px))
        painter.translate(margin_px - left_px, 0)
        for part in rows.parts(row, left_px, self.viewport().width() - margin_px, self._ink):
            for first, end in self._changed(rows, row):
                one, other = max(start + first, part.start), min(start + end, part.end)
                if one < other:
                    x_px = part.x_of(one)
                    painter.fillRect(QRectF(x_px, y_px, part.x_of(other) - x_px, self._ink.line_px), colour)
        painter.restore()

    def _changed(self, rows: SideRows, row: int) -> Spans:
        """Return what differs in a changed row; found out when it is first looked at."""
        found = self._spans.get(row)
        if found is None:
            if len(self._spans) >= _KEPT_LINES:
                del self._spans[next(iter(self._spans))]
            mine, theirs = rows.line_bytes(row), self._other(row)
            left, right = (mine, theirs) if self._side == LEFT else (theirs, mine)
            found = self._spans[row] = changed_spans(left, right)[self._side]
        return found

    def _mark_places(self) -> None:
        if hasattr(self, "_blocks"):
            self._marks.show_marks(self._blocks.places, self._blocks.rows)


def _nothing(_row: int) -> bytes:
    return b""
