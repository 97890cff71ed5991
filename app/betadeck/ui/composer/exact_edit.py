"""A text editor whose text is exact, and into which changes can be put without losing caret or undo."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from betadeck.ui.composer.exact_text import carried, in_source, shown
from betadeck.ui.composer.folds import has_long_line
from betadeck.ui.composer.keys import is_redo, is_undo
from betadeck.ui.composer.late_edit import BigEdit, LateEdit, TextState
from betadeck.ui.composer.text_change import Offsets, TextChange, change_between

_AT_ONCE_CHARS = 60_000
"""Bigger changes are made in slices: the text is known at once, and the document comes after it."""
_KEEP = QTextCursor.MoveMode.KeepAnchor
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Drop)


class ExactEdit(QPlainTextEdit):
    """A plain-text editor that gives back every character it was given and the user did not touch.

    While the document catches up with a big change, keys wait, and all else that needs the document lets it
    catch up first.

    Signals:
        text_edited(str): the user changed the text (typed, pasted, undid); this is all of it.
        shown_changed(): what is shown is another text now, whoever changed it.
        spliced(TextChange): told just before, what became of what.
        caught_up(): the document holds what is shown, after a big change.
    """

    text_edited = Signal(object)  # as a Qt string it would lose lone surrogates, and be copied twice
    shown_changed = Signal()
    spliced = Signal(object)
    caught_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = TextState("", "", "", Offsets(""))
        self._telling = True
        self._only_looks = False
        self._touched: tuple[int, int, int] | None = None
        self._late, self._caret_then = LateEdit(self.document(), self), 0
        self._then: list[Callable[[], object]] = []
        self._keys: list[QKeyEvent] = []
        self._late.finished.connect(self._on_caught_up)
        self.document().contentsChange.connect(self._on_touched)
        self.document().contentsChanged.connect(self._on_contents_changed)

    def text(self) -> str:
        """Return the exact text."""
        return self._now.exact

    def inward(self, text: str) -> str:
        """Return what is to be kept in the document for `text`; for subclasses that shorten it."""
        return text

    def outward(self, kept: str) -> str:
        """Return the text that `inward` made `kept` of."""
        return kept

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

    def settle(self) -> None:
        """Let the document catch up now."""
        self._late.drain()

    def when_settled(self, work: Callable[[], object]) -> None:
        """Do `work`, which needs the document, as soon as that holds what is shown."""
        if self._late.is_running():
            self._then.append(work)
        else:
            work()

    def is_settled(self) -> bool:
        """Tell whether the document holds what is shown."""
        return not self._late.is_running()

    def position_of(self, offset: int) -> int:
        """Return the document's position of the character at `offset` of what is shown."""
        return self._now.offsets.to_qt(offset)

    def offset_of(self, position: int) -> int:
        """Return the offset, in what is shown, of the character at the document's `position`."""
        return self._now.offsets.from_qt(position)

    def shown_text(self) -> str:
        """Return the text as the document holds it; offsets and positions speak of this."""
        return self._now.shown

    def selected_span(self) -> tuple[int, int]:
        """Return the offsets between which the text is selected, the caret's twice if none is."""
        cursor = self.textCursor()
        return self.offset_of(cursor.selectionStart()), self.offset_of(cursor.selectionEnd())

    def select(self, start: int, end: int) -> None:
        """Select the span (offsets) and scroll to it."""
        self.when_settled(partial(self._select, start, end))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy exact characters; Qt's own way turns no-break spaces into spaces."""
        source = self._now.source
        start, end = (in_source(source, each) for each in self.selected_span())
        data = QMimeData()
        data.setText(self.outward(source[start:end]))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste."""
        self.settle()
        start, end = self.selected_span()
        text = shown(source.text())
        self.replace(start, end, text, start + len(text))

    def event(self, event: QEvent) -> bool:
        """Keep keys for when the document has caught up."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.is_settled():
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

    def _on_touched(self, position: int, removed: int, added: int) -> None:
        if not self._only_looks and self.is_settled():
            self._touched = (position, removed, added)

    def _on_contents_changed(self) -> None:
        if self._only_looks or not self.is_settled():
            return
        now, offsets, change = self._spliced() or self._compared()
        self._touched = None
        self._late.note_edit()
        if now != self._now.shown:
            self._now = self._after(now, offsets, change)
            self._tell(change)

    def _tell(self, change: TextChange) -> None:
        self.spliced.emit(change)
        self.shown_changed.emit()
        if self._telling:
            self.text_edited.emit(self._now.exact)

    def _after(self, now: str, offsets: Offsets, change: TextChange) -> TextState:
        """Return what is known after a change of what is shown."""
        before = self._now
        source = now if before.source == before.shown else carried(before.source, change, now)
        return TextState(source, self.outward(source), now, offsets)

    def _know(self, kept: str, text: str) -> None:
        self._now = TextState(kept, text, self._now.shown, self._now.offsets)

    def _spliced(self) -> tuple[str, Offsets, TextChange] | None:
        """Return the new text out of the old one and what Qt says has changed; None if that does not fit.

        Reading all of a big document takes 3 ms a megabyte, at every key.
        """
        before = self._now
        if self._touched is None or not before.shown:
            return None
        position, removed, added = self._touched
        last = self.document().characterCount() - 1
        start, old_end = self.offset_of(position), self.offset_of(position + removed)
        old_end = min(old_end, len(before.shown))
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, last))
        cursor.setPosition(min(position + added, last), _KEEP)
        new = cursor.selectedText().replace("\u2029", "\n")
        now = before.shown[:start] + new + before.shown[old_end:]
        offsets = before.offsets.spliced(start, old_end, new)
        fits = offsets.to_qt(len(now)) == last and offsets.to_qt(start) == position
        return (now, offsets, TextChange(start, old_end, start + len(new))) if fits else None

    def _compared(self) -> tuple[str, Offsets, TextChange]:
        now = self.document().toRawText().replace("\u2029", "\n")
        return now, Offsets(now), change_between(self._now.shown, now)

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
        cursor.setPosition(end, _KEEP)
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
            small()
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
        while self._keys and self.is_settled():
            QApplication.sendEvent(self, self._keys.pop(0))

    def _put_caret(self, offset: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.position_of(offset))
        self.setTextCursor(cursor)

    def _select(self, start: int, end: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.position_of(start))
        cursor.setPosition(self.position_of(end), _KEEP)
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
