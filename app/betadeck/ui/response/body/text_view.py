"""Reading, selecting and copying bytes in a pane of rows."""

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

from betadeck.ui.response.body import caret as moves
from betadeck.ui.response.body import clipboard
from betadeck.ui.response.body.caret import Caret
from betadeck.ui.response.body.caret_keys import Move, Where, move_of
from betadeck.ui.response.body.row_scroll import RowScroll
from betadeck.ui.response.body.rows import Rows

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
    """

    find_requested = Signal()
    selected = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._wish_px: float | None = None
        self._double_click_at: QPoint | None = None
        self._since_double_click = QElapsedTimer()

    def show_rows(self, rows: Rows) -> None:
        """Show other rows from their top; nothing is selected or marked then."""
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

    def select_all(self) -> None:
        """Select every byte, without scrolling."""
        self._set_caret(Caret(len(self._rows.data), 0))

    def copy(self) -> None:
        """Copy the selected bytes; does nothing when none are."""
        if self._caret.first < self._caret.end:
            clipboard.copy_bytes(self.selected_bytes())

    def event(self, event: QEvent) -> bool:
        """Keep Copy and Select all from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll)
            if any(event.matches(key) for key in own):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, select, copy, find."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.find_requested.emit()
        elif (move := move_of(event)) is not None:
            self._go(move)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the caret; Shift draws the selection out, a third click takes the row."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        offset = self.offset_at(place)
        self._wish_px = None
        if self._is_third_click(place):
            first, end = self._rows.span(self._rows.row_of(offset))
            self._set_caret(Caret(end, first))
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._set_caret(self._caret.at(offset, keep=shift))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the selection out; beyond the edge the view scrolls along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
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
        menu.addAction("Select all").triggered.connect(self.select_all)
        menu.addAction("Find…").triggered.connect(self.find_requested)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self.viewport().update()

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
            return max(0, min(step(data, at), len(data)))
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
