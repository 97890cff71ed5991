"""The text editor for a JSON body."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from betadeck.core.finding import Severity
from betadeck.core.json_help.nesting import Nesting
from betadeck.ui.composer import soft_breaks
from betadeck.ui.composer.editor import line_folds, lines, marks, typing_help
from betadeck.ui.composer.editor.colours import colour_in_sight, colours_for
from betadeck.ui.composer.editor.fold_paint import draw_breaks, draw_folded
from betadeck.ui.composer.editor.folding import Folding
from betadeck.ui.composer.editor.gutter import Gutter, LineMarks
from betadeck.ui.composer.exact_edit import ExactEdit
from betadeck.ui.composer.exact_text import shown
from betadeck.ui.composer.folds import Folds
from betadeck.ui.composer.keys import is_send
from betadeck.ui.composer.text_change import TextChange
from betadeck.ui.fonts import tab_px
from betadeck.ui.parts.slices import Slices

_PLACE_MS, _QUIET_MS = 2500, 250
_MOST_PROBLEMS = 60
_CONTROLS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
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


class JsonEditor(ExactEdit):
    """Colours, line numbers, brackets and indents for JSON, broken or whole. It never changes what it shows
    but by the user's keys or `show_text`; it does not parse.

    Signals:
        pasted(int, int): something was pasted; it stands between these offsets.
    """

    pasted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._folds, self._nesting, self._read = Folds(), Nesting(), ""
        super().__init__(parent)
        self.setObjectName("json_editor")
        self.setAccessibleName("Body as JSON")
        self.setProperty("mono", True)
        self.setProperty("bare", True)
        self.setTabChangesFocus(False)
        self._problems: Sequence[tuple[marks.Span, Severity]] = ()
        self._blamed: marks.Span | None = None
        self._place: marks.Span | None = None
        self._matches: Sequence[marks.Span] = ()
        self._marking = False
        self._colours = colours_for(self)
        self._gutter, self._caret_line = Gutter(self), 0
        self._folding, self._reading = Folding(self, self._nesting), Slices(self)
        self._read_timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._read_timer.timeout.connect(self._read_ahead)
        self._place_timer = QTimer(self, singleShot=True, interval=_PLACE_MS)
        self._place_timer.timeout.connect(self._forget_place)
        self._marks_timer = QTimer(self, singleShot=True, interval=0)
        self._marks_timer.timeout.connect(self.refresh_marks)
        self._colour_timer = QTimer(self, singleShot=True, interval=0)
        self._colour_timer.timeout.connect(self._colour)
        self._connect()

    def _connect(self) -> None:
        self.blockCountChanged.connect(self._fit_gutter)
        self.updateRequest.connect(self._on_update_request)
        self.cursorPositionChanged.connect(self._show_caret)
        self.cursorPositionChanged.connect(self.refresh_marks)
        self.spliced.connect(self._on_spliced)
        self.caught_up.connect(self._on_looks)
        self.caught_up.connect(self.refresh_marks)
        self._gutter.fold_clicked.connect(self._on_fold)
        self._folding.changed.connect(self._on_looks)
        self.shown_changed.connect(self._colour_timer.start)
        self.shown_changed.connect(self._marks_timer.start)
        self.verticalScrollBar().valueChanged.connect(self._colour_timer.start)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def inward(self, text: str) -> str:
        """Shorten very long strings, then break very long lines."""
        return soft_breaks.broken(self._folds.folded(text))

    def outward(self, kept: str) -> str:
        """Join the lines again, and put long strings back."""
        return self._folds.unfolded(soft_breaks.joined(kept))

    def json_text(self) -> str:
        """Return what is shown as JSON would have it; of the same length."""
        return self._read

    def is_broken_for_show(self) -> bool:
        """Tell whether lines are shown broken that are none in the text."""
        return self._read is not self.shown_text()

    def breaks_at(self, offset: int) -> bool:
        """Tell whether the line is only broken for show at `offset`."""
        return self.shown_text()[offset - 1 : offset] == soft_breaks.MARK

    def break_anew(self) -> bool:
        """Break long lines at other places if an edit has put the old ones into strings; tell whether it had."""
        source = self.inward(self.text())
        changed = self.is_broken_for_show() and source != self._now.source
        if changed:
            self.settle()
            exact = self.text()
            self._telling = False
            self._change(shown(source), join=True)
            self._telling = True
            self._know(source, exact)
        return changed

    def nesting(self) -> Nesting:
        """Return which brackets are open where."""
        return self._nesting

    def settle(self) -> None:
        """Let the document catch up now, and finish what is being folded."""
        super().settle()
        self._folding.settle()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste; what is very long is shortened first."""
        text = source.text()
        inside = typing_help.in_string(typing_help.before(self.textCursor()))
        if inside and '"' not in text and "\n" not in text:
            text = self._folds.folded_content(text)
        self.settle()
        text = text.replace(soft_breaks.MARK, "\ufffd")
        data, start = QMimeData(), self.selected_span()[0]
        data.setText(shown(self._folds.folded(text) if inside else self.inward(text)))
        super().insertFromMimeData(data)
        self.pasted.emit(start, start + len(data.text()))

    def show_problems(self, spans: Sequence[tuple[marks.Span, Severity]]) -> None:
        """Underline these spans, given in offsets of the shown text, and no others."""
        self._problems = spans
        self.refresh_marks()

    def show_blamed(self, span: marks.Span | None) -> None:
        """Ground what the last answer blames, in offsets of the shown text; drawn with the next marks."""
        self._blamed = span

    def show_matches(self, spans: Sequence[marks.Span]) -> None:
        """Ground these spans (in offsets); meant for the ones in sight."""
        self._matches = [self._positions(span) for span in spans]
        self.refresh_marks()

    def show_line_marks(self, line_marks: LineMarks) -> None:
        """Show marks in the margin."""
        self._gutter.show_marks(line_marks)

    def line_marks(self) -> LineMarks:
        """Return the marks in the margin."""
        return self._gutter.marks()

    def show_place(self, start: int, end: int) -> None:
        """Put the caret before the span (offsets), scroll it into the middle and ground it for a moment."""
        self.when_settled(partial(self._show_place, start, end))

    def _show_place(self, start: int, end: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.position_of(start))
        self.setTextCursor(cursor)
        self.centerCursor()
        self._place = self._positions((start, end))
        self._place_timer.start()
        self.refresh_marks()

    def span_in_sight(self) -> marks.Span:
        """Return the offsets between which the text is in sight."""
        first = self.firstVisibleBlock().position()
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).block()
        return self.offset_of(first), self.offset_of(last.position() + last.length() - 1)

    def fold(self) -> None:
        """Fold the object or list that begins at the caret's line, or else the one around it."""
        self.settle()
        block = line_folds.block_to_fold(self)
        if block is not None:
            self._folding.fold(block)

    def unfold(self) -> None:
        """Show what is folded in the caret's line."""
        self.settle()
        block = self.textCursor().block()
        if line_folds.is_folded(block):
            self._folding.unfold(block)

    def refresh_marks(self) -> None:
        """Draw the caret's line, brackets, fault, matches and place anew."""
        if self._marking:
            self._marks_timer.start()
        if self._marking or not self.is_settled():
            return
        blamed = self._positions(self._blamed) if self._blamed else None
        made = [*marks.blamed(self, blamed), *marks.caret_line(self), *marks.place(self, self._place)]
        made += marks.matches(self, self._matches)
        made += [*marks.problems(self, self._problems_in_sight()), *marks.brackets(self, self._nesting)]
        self._marking = True  # Qt may scroll meanwhile, and crashes when it is given others then
        self.setExtraSelections(made)
        self._marking = False
        if (line := self.textCursor().blockNumber()) != self._caret_line:
            self._caret_line = line
            self._gutter.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Help with brackets, indents and lines; leave Ctrl+Enter to the window."""
        self._folding.settle()
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
        action = _PLAIN_KEYS.get(key)
        return partial(action, self) if action else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin as high as the text."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._folding.relay()
        self._fit_gutter()
        self._colour_timer.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret's line."""
        super().focusInEvent(event)
        self.refresh_marks()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret's line."""
        super().focusOutEvent(event)
        self.refresh_marks()

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
        self.settle()
        self._folding.toggle(self.document().findBlockByNumber(line))

    def _show_caret(self) -> None:
        """Unfold what the caret has got into, as a search does."""
        block = self.textCursor().block()
        if self.is_settled() and not block.isVisible():
            self._folding.unfold(block)

    def _on_spliced(self, change: TextChange) -> None:
        """Take in what was changed, and read on when nobody types any more."""
        before, self._read = self._read, soft_breaks.as_json(self.shown_text())
        self._nesting.changed(before, change.start, change.old_end, self._read[change.start : change.new_end])
        self._reading.stop()
        self._read_timer.start()
        self.when_settled(partial(self._mend_folds, change))

    def _mend_folds(self, change: TextChange) -> None:
        self._folding.mend(self.position_of(change.start), self.position_of(change.new_end))

    def _read_ahead(self) -> None:
        self._reading.run(partial(self._nesting.warm, self._read))

    def _on_looks(self) -> None:
        """Draw what is in sight now."""
        self._colour_timer.start()
        self._gutter.update()

    def _problems_in_sight(self) -> list[tuple[marks.Span, Severity]]:
        if not self._problems:
            return []
        top, bottom = self.span_in_sight()
        near = (each for each in self._problems if each[0][0] <= bottom and each[0][1] >= top)
        return [(self._positions(span), severity) for span, severity in islice(near, _MOST_PROBLEMS)]

    def _forget_place(self) -> None:
        self._place = None
        self.refresh_marks()

    def _positions(self, span: marks.Span) -> marks.Span:
        return self.position_of(span[0]), self.position_of(span[1])

    def _on_scrolled(self) -> None:
        if self._problems:
            self._marks_timer.start()

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
