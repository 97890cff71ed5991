"""A big change of a document, made a slice at a time, so that the window stays alive.

Qt takes 120 ms for each megabyte that is put in and 60 ms for each that is undone, in one piece.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from betadeck.ui.composer.text_change import Offsets, TextChange
from betadeck.ui.parts.slices import Slices

_SLICE = 16_000
"""Characters put in, and positions taken out, in one step: about 2 ms."""


@dataclass(frozen=True, slots=True)
class TextState:
    """All that an editor knows of its text: `source` is what it keeps, `shown` what the document holds."""

    source: str
    exact: str
    shown: str
    offsets: Offsets


@dataclass(frozen=True, slots=True)
class BigEdit:
    """A change with texts and carets (offsets) before and after it."""

    before: TextState
    after: TextState
    change: TextChange
    caret_before: int
    caret_after: int

    def turned(self) -> "BigEdit":
        """Return the change that undoes it."""
        back = TextChange(self.change.start, self.change.new_end, self.change.old_end)
        return BigEdit(self.after, self.before, back, self.caret_after, self.caret_before)


@dataclass(frozen=True, slots=True)
class _Steps:
    """A big edit that the document can undo in the steps from `first` to `last` only."""

    first: int
    last: int
    edit: BigEdit


class LateEdit(QObject):
    """Lets a document catch up with a text that is known already.

    Signals:
        finished(): the document holds the text.
    """

    finished = Signal()

    def __init__(self, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._slices = Slices(self)
        self._slices.finished.connect(self.finished)
        self._known: list[_Steps] = []
        self._seen = 0

    def is_running(self) -> bool:
        """Tell whether the document is behind."""
        return self._slices.is_running()

    def drain(self) -> None:
        """Let it catch up now."""
        self._slices.drain()

    def forget(self) -> None:
        """Know of no edits: another text comes, with nothing to undo."""
        self._known, self._seen = [], 0

    def fill(self, text: str) -> None:
        """Make `text` all that there is, once what was is forgotten."""
        self._slices.go_through(self._fill(text))

    def put(self, start: int, end: int, new: str, edit: BigEdit) -> None:
        """Put `new` in the place between two positions."""
        first = self._document.availableUndoSteps()
        self._known = [each for each in self._known if each.last <= first]
        self._slices.go_through(self._put(start, end, new, first, edit))

    def undo(self) -> BigEdit | None:
        """Undo the last edit if it is a big one, and return what that changes."""
        now = self._document.availableUndoSteps()
        found = next((each for each in self._known if each.first < now <= each.last), None)
        if found is not None:
            self._slices.go_through(self._back(found.first))
        return found.edit.turned() if found else None

    def redo(self) -> BigEdit | None:
        """Do the edit that was undone last again if it is a big one, and return it."""
        now = self._document.availableUndoSteps()
        found = next((each for each in self._known if each.first <= now < each.last), None)
        if found is not None:
            self._slices.go_through(self._on(found.last))
        return found.edit if found else None

    def ends_here(self) -> bool:
        """Tell whether the last edit is a big one."""
        return any(each.last == self._document.availableUndoSteps() for each in self._known)

    def note_edit(self) -> None:
        """Forget what the last edit, a small one, has made impossible to do again."""
        before, self._seen = self._seen, self._document.availableUndoSteps()
        if self._known and self._seen > before and not self._document.isRedoAvailable():
            self._known = [each for each in self._known if each.last <= before]

    def _fill(self, text: str) -> Iterator[None]:
        undoable = self._document.isUndoRedoEnabled()
        self._document.setUndoRedoEnabled(False)
        end = _piece_end(text, 0)
        self._document.setPlainText(text[:end])
        cursor = QTextCursor(self._document)
        while end < len(text):
            yield
            start, end = end, _piece_end(text, end)
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(text[start:end])
        self._document.setUndoRedoEnabled(undoable)
        self._seen = 0

    def _put(self, at: int, end: int, new: str, first: int, edit: BigEdit) -> Iterator[None]:
        cursor = QTextCursor(self._document)
        left, done = end - at, 0
        while left or done < len(new):
            taken, stop = min(left, _SLICE), _piece_end(new, done)
            cursor.beginEditBlock()
            cursor.setPosition(at)
            cursor.setPosition(at + taken, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(new[done:stop])
            cursor.endEditBlock()
            left, done, at = left - taken, stop, cursor.position()
            yield
        self._seen = self._document.availableUndoSteps()
        if self._seen > first:
            self._known.append(_Steps(first, self._seen, edit))

    def _back(self, first: int) -> Iterator[None]:
        while self._document.availableUndoSteps() > first:
            self._document.undo()
            yield
        self._seen = first

    def _on(self, last: int) -> Iterator[None]:
        while self._document.availableUndoSteps() < last:
            self._document.redo()
            yield
        self._seen = last


def _piece_end(text: str, start: int) -> int:
    """Return where the next piece ends: with a line, if one ends in it."""
    end = min(len(text), start + _SLICE)
    line = text.rfind("\n", start, end) + 1
    return line if line > 0 and end < len(text) else end
