"""The text editor for a JSON body."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from betadeck.ui.composer.editor import line_folds, lines, typing_help
from betadeck.ui.composer.editor.colours import colour_in_sight, colours_for
from betadeck.ui.composer.editor.fold_paint import draw_breaks, draw_folded
from betadeck.ui.composer.editor.folding import Folding
from betadeck.ui.composer.editor.gutter import Gutter, LineMarks
from betadeck.ui.composer.editor.marked_edit import MarkedEdit
from betadeck.ui.composer.exact_edit import ExactEdit
from betadeck.ui.composer.keys import is_send
from betadeck.ui.composer.text_change import TextChange
from betadeck.ui.fonts import tab_px

_CONTROLS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_KEEP = QTextCursor.MoveMode.KeepAnchor
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_FOLD_KEYS = (
    Qt.Key.Key_BracketLeft,
    Qt.Key.Key_BraceLeft,
    Qt.Key.Key_BracketRight,
    Qt.Key.Key_BraceRight,
)
"""With Ctrl+Shift: the first two fold, the others show again."""
_PLAIN_KEYS: dict[Qt.Key, Callable[[ExactEdit], None]] = {
    Qt.Key.Key_Return: typing_help.entered,
    Qt.Key.Key_Enter: typing_help.entered,
    Qt.Key.Key_Tab: lines.indent,
    Qt.Key.Key_Backtab: lines.outdent,
}


class JsonEditor(MarkedEdit):
    """Colours, line numbers, brackets and indents for JSON, broken or whole. It never changes what it shows
    but by the user's keys or `show_text`; it does not parse.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("json_editor")
        self.setAccessibleName("Body as JSON")
        self.setProperty("mono", True)
        self.setProperty("bare", True)
        self.setTabChangesFocus(False)
        self._colours = colours_for(self)
        self._gutter, self._caret_line = Gutter(self), 0
        self._folding = Folding(self, self._nesting)
        self._colour_timer = QTimer(self, singleShot=True, interval=0)
        self._colour_timer.timeout.connect(self._colour)
        self._connect()

    def _connect(self) -> None:
        self.blockCountChanged.connect(self._fit_gutter)
        self.updateRequest.connect(self._on_update_request)
        self.cursorPositionChanged.connect(self._show_caret)
        self.spliced.connect(self._on_spliced)
        self.caught_up.connect(self._on_looks)
        self._gutter.fold_clicked.connect(self._on_fold)
        self._folding.changed.connect(self._on_looks)
        self._folding.finished.connect(self._take_keys)
        self.shown_changed.connect(self._colour_timer.start)
        self.verticalScrollBar().valueChanged.connect(self._colour_timer.start)

    def settle(self) -> None:
        """Let the document catch up now, and finish what is being folded."""
        super().settle()
        self._folding.settle()

    def show_line_marks(self, line_marks: LineMarks) -> None:
        """Show marks in the margin."""
        self._gutter.show_marks(line_marks)

    def line_marks(self) -> LineMarks:
        """Return the marks in the margin."""
        return self._gutter.marks()

    def is_busy(self) -> bool:
        """Tell whether keys must wait."""
        return super().is_busy() or self._folding.is_running()

    def fold(self) -> None:
        """Fold the object or list that begins at the caret's line, or else the one around it."""
        self.settle()
        block = line_folds.block_to_fold(self)
        if block is not None:
            self._folding.fold(block)

    def unfold(self) -> None:
        """Show what is folded in the caret's line."""
        super().settle()
        block = self.textCursor().block()
        if line_folds.is_folded(block):
            self._folding.unfold(block)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Help with brackets, indents and lines; leave Ctrl+Enter to the window."""
        if is_send(event):
            event.ignore()
        elif event.key() in _FOLD_KEYS and event.modifiers() & _CONTROLS and event.modifiers() & _SHIFT:
            self.fold() if event.key() in _FOLD_KEYS[:2] else self.unfold()
        elif (action := self._action_for(event)) is not None:
            action()
            self.ensureCursorVisible()
        elif not (
            event.text() and not event.modifiers() & _CONTROLS and typing_help.typed(self, event.text())
        ):
            super().keyPressEvent(event)

    def _action_for(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what a key does here that Qt's own editor does otherwise."""
        if event.modifiers() & _CONTROLS:
            return None
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & _SHIFT)
        if key in _STEPS and event.modifiers() & _ALT:
            return partial(lines.duplicate if shift else lines.move, self, _STEPS[key])
        if key == Qt.Key.Key_Backspace and typing_help.backspaced(self):
            return self.ensureCursorVisible
        if key == Qt.Key.Key_Home:
            return partial(lines.home, self, _KEEP if shift else QTextCursor.MoveMode.MoveAnchor)
        action = _PLAIN_KEYS.get(key)
        return partial(action, self) if action else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin as high as the text."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._folding.relay()
        self._fit_gutter()
        self._colour_timer.start()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours and sizes of the new theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(
            self, "_colour_timer"
        ):
            self._colours = colours_for(self)
            self.setTabStopDistance(tab_px(self))
            self._colour_timer.start()
            self._fit_gutter()
            self.refresh_marks()

    def _colour(self) -> None:
        self._only_looks = True
        colour_in_sight(self, self._colours)
        self._only_looks = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and behind each folded line how much is hidden."""
        super().paintEvent(event)
        draw_folded(self)
        if self.is_broken_for_show():
            draw_breaks(self)

    def _on_fold(self, line: int) -> None:
        super().settle()
        self._folding.toggle(self.document().findBlockByNumber(line))

    def _show_caret(self) -> None:
        """Unfold what the caret has got into, as a search does."""
        block = self.textCursor().block()
        if self.is_settled() and not block.isVisible():
            self._folding.unfold(block)
        if block.blockNumber() != self._caret_line:
            self._caret_line = block.blockNumber()
            self._gutter.update()

    def _on_spliced(self, change: TextChange) -> None:
        self.when_settled(partial(self._mend_folds, change))

    def _mend_folds(self, change: TextChange) -> None:
        self._folding.mend(self.position_of(change.start), self.position_of(change.new_end))

    def _on_looks(self) -> None:
        """Draw what is in sight now."""
        self._colour_timer.start()
        self._gutter.update()

    def _fit_gutter(self) -> None:
        width = self._gutter.width_px()
        self.setViewportMargins(width, 0, 0, 0)
        inside = self.contentsRect()
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), width, inside.height()))

    def _on_update_request(self, rect: QRect, scrolled_px: int) -> None:
        if scrolled_px:
            self._gutter.scroll(0, scrolled_px)
            self._colour_timer.start()
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())
