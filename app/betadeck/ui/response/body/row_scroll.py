"""A scrolling pane of rows: what fits in is drawn, nothing else is even laid out."""

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from betadeck.ui import fonts
from betadeck.ui.response.body.caret import Caret
from betadeck.ui.response.body.ink import Ink
from betadeck.ui.response.body.marked_scroll_bar import MarkedScrollBar
from betadeck.ui.response.body.row_paint import FOLD_PX, PAD_PX, Hits, Scene, paint
from betadeck.ui.response.body.rows import Rows
from betadeck.ui.response.body.text_rows import TextRows
from betadeck.ui.theme import tokens

_SLICE_BYTES = 8_000_000  # counted in about 3 ms
_TEXT_PX = 12
_LEAST_DIGITS = 2
_REWRAP_MS = 60
_FIT_MS = 50
_MOST_MARKS = 3000  # of very many finds so many, evenly taken, tell the same


class RowScroll(QAbstractScrollArea):
    """Shows `Rows`. The vertical scroll bar counts rows, the horizontal one pixels.

    Signals:
        rows_found(int): more rows are known now; how many in all.
    """

    rows_found = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Rows = TextRows(b"")
        self._ink = Ink(fonts.mono(_TEXT_PX), tokens(self.palette()))
        self._caret, self._hits, self._widest_px = Caret(), Hits(), 0.0
        self._wraps, self._version = False, 0
        self._since_fit = QElapsedTimer()
        self._anchor: int | None = None
        self._to_show: int | None = None
        self.setAccessibleName(name)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._marks = MarkedScrollBar(self)
        self.setVerticalScrollBar(self._marks)
        self._grow = QTimer(self, interval=0)
        self._grow.timeout.connect(self._find_rows)
        self._rewrap = QTimer(self, interval=_REWRAP_MS, singleShot=True)
        self._rewrap.timeout.connect(self._wrap_anew)

    def show_rows(self, rows: Rows) -> None:
        """Show other rows from their top; nothing is selected or marked then."""
        self._rows, self._caret, self._widest_px = self._wrapped(rows), Caret(), 0.0
        self._anchor, self._to_show, self._version = None, None, self._rows.version
        self.show_hits(Hits())
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self.viewport().update()
        self.grow()

    def rows(self) -> Rows:
        """Return what is shown."""
        return self._rows

    def set_wrap(self, wraps: bool) -> None:
        """Break rows that are wider than the view, or let them go on beyond its edge."""
        if wraps != self._wraps:
            self._wraps = wraps
            self._wrap_anew()

    def wraps(self) -> bool:
        """Tell whether long rows are broken."""
        return self._wraps

    def keep_top(self) -> None:
        """Have the same bytes on top when rows were folded or wrapped; until the user scrolls."""
        row = min(self.verticalScrollBar().value(), self._rows.count - 1)
        self._anchor = self._rows.span(row)[0] if row else None

    def grow(self) -> None:
        """Look for the rows of bytes that have come to the end of the data; the head is there at once."""
        self._find_rows()

    def show_hits(self, hits: Hits) -> None:
        """Set off what was found, here and on the scroll bar; call again when the hits have grown."""
        self._hits = hits
        step = len(hits.starts) // _MOST_MARKS + 1
        self._marks.show_marks([self._rows.share(start) for start in hits.starts[::step]])
        self.viewport().update()

    def page_rows(self) -> int:
        """Return how many rows fit in."""
        return max(1, int(self.viewport().height() / self._ink.line_px))

    def set_text_px(self, size_px: int) -> None:
        """Use text `size_px` high."""
        self._ink = Ink(fonts.mono(size_px), tokens(self.palette()))
        self._rows.forget()
        self._widest_px = 0.0
        if self._wraps:
            self._wrap_anew()
        self._fit()
        self.viewport().update()

    def offset_at(self, place: QPoint) -> int:
        """Return the byte nearest to `place` in the viewport."""
        row = self.verticalScrollBar().value() + int(place.y() // self._ink.line_px)
        row = max(0, min(row, self._rows.count - 1))
        return self._offset_in(row, place.x() - self._margin_px() + self.horizontalScrollBar().value())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rows in sight."""
        top, left = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        scene = Scene(
            self._rows, self._ink, top, left, self._margin_px(), self._caret, self._hits, self.hasFocus()
        )
        widest = paint(self.viewport(), scene)
        if widest > self._widest_px:
            self._widest_px = widest
            QTimer.singleShot(0, self, self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the scroll bars."""
        super().resizeEvent(event)
        if self._rows.columns and self._rows.columns != self._columns():
            self._rewrap.start()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_rows"):
            self.set_text_px(self._ink.font.pixelSize())

    def _reveal(self, offset: int) -> None:
        """Scroll as little as needed to have the byte at `offset` in sight; what hides it is unfolded."""
        self._anchor = None
        self._to_show = None
        if self._rows.show(offset):
            self._to_show = offset  # until what was hidden is counted
            self.grow()
            return
        row = self._rows.row_of(offset)
        bar, page = self.verticalScrollBar(), self.page_rows()
        if row < bar.value():
            bar.setValue(row)
        elif row >= bar.value() + page:
            bar.setValue(row - page + 1)
        x_px = self._rows.part_at(row, offset, self._ink).x_of(offset)
        across, width = self.horizontalScrollBar(), self.viewport().width() - self._margin_px() - PAD_PX
        across.setMaximum(max(across.maximum(), int(x_px - width)))
        if x_px < across.value():
            across.setValue(max(0, int(x_px - width / 4)))
        elif x_px > across.value() + width:
            across.setValue(int(x_px - width * 3 / 4))

    def _offset_in(self, row: int, x_px: float) -> int:
        parts = self._rows.parts(row, max(0.0, x_px), 1.0, self._ink)
        if not parts:
            return self._rows.span(row)[1]
        left = [part for part in parts if part.x_px <= x_px]
        return (left[-1] if left else parts[0]).offset_at(x_px)

    def _find_rows(self) -> None:
        in_sight = self._rows.count <= self.verticalScrollBar().value() + self.page_rows() + 1
        margin_px = self._margin_px()
        done = self._rows.extend(_SLICE_BYTES)
        if in_sight or done or not self._since_fit.isValid() or self._since_fit.elapsed() > _FIT_MS:
            self._since_fit.start()  # drawing the scroll bar anew takes half as long as finding rows
            self._fit()
        if self._anchor is not None and (done or self._rows.row_of(self._anchor) < self._rows.count - 1):
            self.verticalScrollBar().setValue(self._rows.row_of(self._anchor))
            self._anchor = None if done else self._anchor
        if in_sight or self._margin_px() != margin_px or self._rows.version != self._version:
            self._version = self._rows.version
            self.viewport().update()
        if self._to_show is not None and done:
            self._reveal(self._to_show)
        if done:
            self._grow.stop()
        else:
            self._grow.start()
        self.rows_found.emit(self._rows.count)

    def _fit(self) -> None:
        """Fit the scroll bars' ranges to what is known."""
        bar, page = self.verticalScrollBar(), self.page_rows()
        bar.setPageStep(page)
        bar.setRange(0, max(0, self._rows.count - page))
        across, width = self.horizontalScrollBar(), int(self.viewport().width() - self._margin_px())
        across.setPageStep(max(1, width))
        across.setSingleStep(int(self._ink.cell_px * 4))
        across.setRange(0, max(0, int(self._widest_px + PAD_PX) - width))

    def _margin_px(self) -> float:
        """Return the width of the margin with its numbers and marks."""
        last = self._rows.last_label()
        digits = max(_LEAST_DIGITS, len(last)) if last else 0
        fold_px = FOLD_PX - PAD_PX + 4 if self._rows.can_fold else 0
        return digits * self._ink.cell_px + PAD_PX * (2 if last else 1) + fold_px

    def _columns(self) -> int:
        return int((self.viewport().width() - self._margin_px() - PAD_PX) / self._ink.cell_px)

    def _wrapped(self, rows: Rows) -> Rows:
        """Return `rows`, wrapped if that is wanted and can be."""
        if not self._wraps or not rows.can_wrap:
            return rows
        from betadeck.ui.response.body.wrapped_rows import WrappedRows

        self._rows = rows
        return WrappedRows(rows, self._columns())

    def _wrap_anew(self) -> None:
        rows = self._rows.unwrapped
        self.keep_top()
        self._rows = self._wrapped(rows)
        self._version, self._widest_px = self._rows.version, 0.0
        self.horizontalScrollBar().setValue(0)
        self.viewport().update()
        self.grow()
