"""Reading, selecting and copying bytes in a pane of rows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from betadeck.ui.parts.own_keys import is_copying, keeps
from betadeck.ui.response.body import caret as moves
from betadeck.ui.response.body.caret import Caret
from betadeck.ui.response.body.caret_keys import Move, Where, move_of
from betadeck.ui.response.body.copier import Copier
from betadeck.ui.response.body.folding import Folding
from betadeck.ui.response.body.row_paint import FOLD_PX
from betadeck.ui.response.body.row_scroll import RowScroll
from betadeck.ui.response.body.rows import Fold, Rows

if TYPE_CHECKING:
    from betadeck.core.json_row_text import Chip

_STEPS = {
    Where.LEFT: moves.before,
    Where.RIGHT: moves.after,
    Where.WORD_LEFT: moves.word_before,
    Where.WORD_RIGHT: moves.word_after,
}


class ByteTextView(RowScroll):
    """Rows with a caret. What is copied are the bytes, never what was drawn.

    Signals:
        find_requested(): the user asked for Find.
        selected(int): how many bytes are selected now.
        said(str): how far copying is, or why it could not be done.
        file_opened(object): the user opened this `Chip`.
        wrap_requested(bool): break long lines, or do not.
    """

    find_requested = Signal()
    selected = Signal(int)
    said = Signal(str)
    file_opened = Signal(object)
    wrap_requested = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._wish_px: float | None = None
        self._drags = True
        self.folding, self._copier = Folding(self), Copier(self)
        self._copier.said.connect(self.said)
        self.viewport().setMouseTracking(True)
        self._double_click_at: QPoint | None = None
        self._since_double_click = QElapsedTimer()

    def show_rows(self, rows: Rows) -> None:
        """Show other rows from their top; nothing is selected or marked then."""
        self._copier.stop()
        super().show_rows(rows)
        self._wish_px = None

    def caret(self) -> Caret:
        """Return where the caret stands."""
        return self._caret

    def selected_bytes(self) -> bytes:
        """Return the bytes that are selected, exactly."""
        return bytes(self._rows.data[self._caret.first : self._caret.end])

    def select(self, first: int, end: int) -> None:
        """Select the bytes from `first` to `end` and bring them in sight."""
        self._set_caret(Caret(end, first))
        self._reveal(end)
        self._reveal(first)

    def place_caret(self, offset: int) -> None:
        """Put the caret at `offset`, with nothing selected."""
        self._set_caret(Caret(offset, offset))

    def select_all(self) -> None:
        """Select every byte, without scrolling."""
        self._set_caret(Caret(len(self._rows.data), 0))

    def copy(self) -> None:
        """Copy what is selected, as it is laid out; does nothing when nothing is."""
        if self._caret.first < self._caret.end:
            self._copier.copy(self._rows.copied(self._caret.first, self._caret.end), self._selected_size())

    def copy_received(self) -> None:
        """Copy the selected bytes exactly as they were received."""
        self._copier.copy(iter([self.selected_bytes()]), self._selected_size())

    def _selected_size(self) -> int:
        return self._caret.end - self._caret.first

    def event(self, event: QEvent) -> bool:
        """Keep Copy and Select all from the window's shortcuts."""
        return keeps(event, self._is_own) or super().event(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        return is_copying(event) or self.folding.takes(event) or _is_wrap_key(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, select, copy, find."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.find_requested.emit()
        elif self.folding.takes(event):
            self.folding.press(event)
        elif _is_wrap_key(event) and self._rows.can_wrap:
            self.wrap_requested.emit(not self.wraps())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chip():
            self.file_opened.emit(self._chip())
        elif (move := move_of(event)) is not None:
            self._go(move)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the caret; Shift draws the selection out, a third click takes the row."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        row = self._fold_at(place)
        self._drags = row is None
        if row is not None:
            self.folding.turn(row)
            return
        offset = self.offset_at(place)
        self._wish_px = None
        if (chip := self._chip_at(place)) is not None:
            self._drags = False
            self._set_caret(Caret(chip.start, chip.start))
            self.file_opened.emit(chip)
            return
        if self._is_third_click(place):
            first, end = self._rows.span(self._rows.row_of(offset))
            self._set_caret(Caret(end, first))
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._set_caret(self._caret.at(offset, keep=shift))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the selection out; beyond the edge the view scrolls along."""
        if not event.buttons():
            place = event.position().toPoint()
            hand = self._fold_at(place) is not None or self._chip_at(place) is not None
            shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)
        if event.buttons() & Qt.MouseButton.LeftButton and self._drags:
            offset = self.offset_at(event.position().toPoint())
            self._set_caret(self._caret.at(offset, keep=True))
            self._reveal(offset)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        self._double_click_at = event.position().toPoint()
        self._since_double_click.start()
        first, end = moves.word_around(self._rows.data, self.offset_at(self._double_click_at))
        self._set_caret(Caret(end, first))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy and to find."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("Copy")
        copy.triggered.connect(self.copy)
        copy.setEnabled(self._caret.first < self._caret.end)
        if self._rows.can_fold:
            received = menu.addAction("Copy as received")
            received.triggered.connect(self.copy_received)
            received.setEnabled(copy.isEnabled())
        menu.addAction("Select all").triggered.connect(self.select_all)
        menu.addAction("Find…").triggered.connect(self.find_requested)
        if self._rows.can_wrap:
            menu.addSeparator()
            wrap = menu.addAction("Wrap long lines\tAlt+Z")
            wrap.setCheckable(True)
            wrap.setChecked(self.wraps())
            wrap.triggered.connect(self.wrap_requested)
        if self._rows.can_fold:
            menu.addSeparator()
            self.folding.fill(menu)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _fold_at(self, place: QPoint) -> int | None:
        """Return the row whose fold mark is at `place`."""
        margin = self._margin_px()
        if not self._rows.can_fold or not margin - FOLD_PX - 2 <= place.x() < margin - 1:
            return None
        row = self.verticalScrollBar().value() + int(place.y() // self._ink.line_px)
        return row if row < self._rows.count and self._rows.fold(row) is not Fold.NONE else None

    def _chip(self) -> "Chip | None":
        """Return the file at the caret."""
        return self._rows.chip_at(self._caret.position)

    def _chip_at(self, place: QPoint) -> "Chip | None":
        """Return the file whose words are at `place`."""
        if not self._rows.can_fold:
            return None
        chip = self._rows.chip_at(self.offset_at(place))
        if chip is None:
            return None
        x_px = place.x() - self._margin_px() + self.horizontalScrollBar().value()
        part = self._rows.part_at(self._rows.row_of(chip.start), chip.start, self._ink)
        return chip if part.x_of(chip.start) <= x_px <= part.x_of(chip.end) else None

    def _is_third_click(self, place: QPoint) -> bool:
        at, self._double_click_at = self._double_click_at, None
        longest_ms = QGuiApplication.styleHints().mouseDoubleClickInterval()
        return (
            at is not None
            and self._since_double_click.elapsed() <= longest_ms
            and (place - at).manhattanLength() < QGuiApplication.styleHints().startDragDistance()
        )

    def _set_caret(self, caret: Caret) -> None:
        if caret == self._caret:
            return
        self._caret = caret
        self.viewport().update()
        self.selected.emit(caret.end - caret.first)

    def _go(self, move: Move) -> None:
        where = move.where
        if where not in (Where.UP, Where.DOWN, Where.PAGE_UP, Where.PAGE_DOWN):
            self._wish_px = None
        offset = self._target(where)
        self._set_caret(self._caret.at(offset, keep=move.keep))
        self._reveal(offset)

    def _target(self, where: Where) -> int:
        """Return where a movement leads to."""
        data, at = self._rows.data, self._caret.position
        if (step := _STEPS.get(where)) is not None:
            back = where in (Where.LEFT, Where.WORD_LEFT)
            return self._rows.snap(max(0, min(step(data, at), len(data))), back=back)
        if where is Where.START:
            return 0
        if where is Where.END:
            return len(data)
        first, end = self._rows.span(self._rows.row_of(at))
        if where is Where.ROW_START:
            return first
        return end if where is Where.ROW_END else self._up_or_down(where, at)

    def _up_or_down(self, where: Where, at: int) -> int:
        row = self._rows.row_of(at)
        if self._wish_px is None:
            self._wish_px = self._rows.part_at(row, at, self._ink).x_of(at)
        page = self.page_rows() - 1
        step = {Where.UP: -1, Where.DOWN: 1, Where.PAGE_UP: -page, Where.PAGE_DOWN: page}[where]
        goal = max(0, min(row + step, self._rows.count - 1))
        return self._offset_in(goal, self._wish_px)


def _is_wrap_key(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.AltModifier
