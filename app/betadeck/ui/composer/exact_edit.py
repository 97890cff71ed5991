"""A text editor whose text is exact, and into which changes can be put without losing caret or undo."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QPoint, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QWidget

from betadeck.ui.composer.exact_text import shown
from betadeck.ui.composer.folds import has_long_line
from betadeck.ui.composer.keys import is_redo, is_undo
from betadeck.ui.composer.known_text import KEEP, KnownText
from betadeck.ui.composer.late_edit import BigEdit, TextState
from betadeck.ui.composer.text_change import Offsets, TextChange, change_between

_AT_ONCE_CHARS = 60_000
"""Bigger changes are made in slices: the text is known at once, and the document comes after it."""
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Drop)


class ExactEdit(KnownText):
    """A plain-text editor that gives back every character it was given and the user did not touch.

    While the document catches up with a big change, keys wait, and all else that needs the document lets it
    catch up first.

    Signals:
        caught_up(): the document holds what is shown, after a big change.
    """

    caught_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caret_then = 0
        self._then: list[Callable[[], object]] = []
        self._keys: list[QKeyEvent] = []
        self._late.finished.connect(self._on_caught_up)

    def show_text(self, text: str, join: bool = False) -> None:
        """Make `text` the text by changing what differs; one undo step, or part of the last with `join`.

        The caret stays where it is, and so does what can be undone. Nothing is announced.
        """
        if text == self._now.exact:  # the same object, as a rule: an edit of ours that comes back
            return
        kept = self.inward(text)
        if kept == self._now.source:
            return
        self._telling = False
        self._change(shown(kept), join=join)
        self._telling = True
        self._know(kept, text)

    def retype(self, text: str, caret: int | None = None) -> None:
        """Change what is shown into `text` as if the user had typed it: one undo step, announced.

        The caret goes to the offset `caret` in it, or stays where it is.
        """
        self._change(text, caret)

    def start_with(self, text: str) -> None:
        """Show `text` as if the editor were new: nothing to undo, the caret at the start."""
        kept = self.inward(text)
        self.settle()
        self._late.forget()
        self._fit_wrapping(wanted := shown(kept))
        self._telling = False
        if _is_big(wanted):
            change = TextChange(0, len(self._now.shown), len(wanted))
            self._now, self._caret_then = TextState(kept, text, wanted, Offsets(wanted)), 0
            self._late.fill(wanted)
            self._tell(change)
        else:
            self.setPlainText(wanted)
        self._telling = True
        self._know(kept, text)

    def replace(self, start: int, end: int, new: str, caret: int) -> None:
        """Put `new` in the place of the span as if the user had typed it: one undo step, announced.

        All are offsets; `caret` is one in the changed text.
        """
        before = self._now.shown
        self._splice(TextChange(start, end, start + len(new)), before[:start] + new + before[end:], caret)
        self.ensureCursorVisible()

    def undo(self) -> None:
        """Undo one step of the user's."""
        self._step(self._late.undo, super().undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._step(self._late.redo, super().redo)

    def usual_menu(self, place: QPoint) -> QMenu:
        """Return the menu that any editor has; Qt's own entries would undo a part of a big change."""
        menu = self.createStandardContextMenu(place)
        steps = {"edit-undo": self.undo, "edit-redo": self.redo}
        for action in menu.actions():
            if (ours := steps.get(action.objectName())) is not None:
                action.triggered.disconnect()
                action.triggered.connect(ours)
        return menu

    def settle(self) -> None:
        """Let the document catch up now."""
        self._late.drain()

    def is_busy(self) -> bool:
        """Tell whether keys must wait."""
        return not self.is_settled()

    def when_settled(self, work: Callable[[], object]) -> None:
        """Do `work`, which needs the document, as soon as that holds what is shown."""
        if self._late.is_running():
            self._then.append(work)
        else:
            work()

    def select(self, start: int, end: int) -> None:
        """Select the span (offsets) and scroll to it."""
        self.when_settled(partial(self._select, start, end))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste."""
        self.settle()
        start, end = self.selected_span()
        text = shown(source.text())
        self.replace(start, end, text, start + len(text))

    def event(self, event: QEvent) -> bool:
        """Keep keys for when the document has caught up."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.is_busy():
            self._keys.append(_copy_of(event))
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Have the document catch up before the mouse does anything."""
        if event.type() in _PRESSES:
            self.settle()
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo, and take a big selection away, without stalling the window."""
        start, end = self.selected_span()
        if is_undo(event):
            self.undo()
        elif is_redo(event):
            self.redo()
        elif _is_big(self._now.shown[start:end]) and (new := _typed_over(event)) is not None:
            if event.matches(QKeySequence.StandardKey.Cut):
                self.copy()
            self.replace(start, end, new, start + len(new))
        else:
            super().keyPressEvent(event)

    def _change(self, wanted: str, caret: int | None = None, *, join: bool = False) -> None:
        self._splice(change_between(self._now.shown, wanted), wanted, caret, join=join)

    def _splice(
        self, change: TextChange, wanted: str, caret: int | None = None, *, join: bool = False
    ) -> None:
        """Make `wanted`, which differs by `change`, what is shown."""
        self.settle()
        self._fit_wrapping(wanted)
        new, old = wanted[change.start : change.new_end], self._now.shown[change.start : change.old_end]
        start, end = self.position_of(change.start), self.position_of(change.old_end)
        if _is_big(new, old):
            self._splice_late(change, wanted, caret, (start, end, new))
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, KEEP)
        cursor.joinPreviousEditBlock() if join and not self._late.ends_here() else cursor.beginEditBlock()
        cursor.insertText(new)
        cursor.endEditBlock()
        if caret is not None:
            self._put_caret(caret)

    def _splice_late(
        self, change: TextChange, wanted: str, caret: int | None, edit: tuple[int, int, str]
    ) -> None:
        before, caret_before = self._now, self.offset_of(self.textCursor().position())
        caret_after = caret if caret is not None else _moved(caret_before, change)
        offsets = before.offsets.spliced(change.start, change.old_end, edit[2])
        self._now = self._after(wanted, offsets, change)
        self._begin_late(caret_after)
        self._late.put(*edit, BigEdit(before, self._now, change, caret_before, caret_after))
        self._tell(change)

    def _step(self, late: Callable[[], BigEdit | None], small: Callable[[], None]) -> None:
        """Go a step of the history back or on."""
        self.settle()
        edit = late()
        if edit is None:
            self._stepping = True
            small()
            self._stepping = False
            return
        self._now = edit.after
        self._begin_late(edit.caret_after)
        self._tell(edit.change)

    def _begin_late(self, caret: int) -> None:
        """Freeze what is drawn; the text itself is the new one already."""
        self._caret_then = caret
        self.setUpdatesEnabled(False)

    def _on_caught_up(self) -> None:
        self._put_caret(self._caret_then)
        self.setUpdatesEnabled(True)
        self.caught_up.emit()
        works, self._then = self._then, []
        for work in works:
            work()
        self._take_keys()

    def _take_keys(self) -> None:
        """Do what was typed meanwhile."""
        while self._keys and not self.is_busy():
            QApplication.sendEvent(self, self._keys.pop(0))

    def _put_caret(self, offset: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.position_of(offset))
        self.setTextCursor(cursor)

    def _select(self, start: int, end: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.position_of(start))
        cursor.setPosition(self.position_of(end), KEEP)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _fit_wrapping(self, text: str) -> None:
        """Stop breaking lines when one is so long that breaking it would stall the window."""
        if has_long_line(text):
            self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)


def _is_big(*texts: str) -> bool:
    """Tell whether to work in slices; not with lines so long that Qt lays them out anew for each slice."""
    return max(map(len, texts)) > _AT_ONCE_CHARS and not any(map(has_long_line, texts))


def _moved(offset: int, change: TextChange) -> int:
    """Return where the character at `offset` is after `change`."""
    if offset >= change.old_end:
        return offset + change.new_end - change.old_end
    return min(offset, change.new_end) if offset > change.start else offset


def _typed_over(event: QKeyEvent) -> str | None:
    """Return what a key puts in the place of the selection, None if it leaves that alone."""
    keys = QKeySequence.StandardKey
    if any(event.matches(each) for each in (keys.Cut, keys.Delete, keys.Backspace)):
        return ""
    return event.text() if event.text().isprintable() and event.text() else None


def _copy_of(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(
        event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count()
    )
