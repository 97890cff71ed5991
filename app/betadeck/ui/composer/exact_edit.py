"""A text editor whose text is exact, and into which changes can be put without losing caret or undo."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from betadeck.ui.composer.exact_text import carried, in_source, shown
from betadeck.ui.composer.folds import has_long_line
from betadeck.ui.composer.text_change import Offsets, TextChange, change_between


class ExactEdit(QPlainTextEdit):
    """A plain-text editor that gives back every character it was given and the user did not touch.

    Signals:
        text_edited(str): the user changed the text (typed, pasted, undid); this is all of it.
        shown_changed(): what is shown is another text now, whoever changed it.
        spliced(TextChange): told just before, what became of what.
    """

    text_edited = Signal(object)  # as a Qt string it would lose lone surrogates, and be copied twice
    shown_changed = Signal()
    spliced = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = ""
        self._exact: str | None = None
        self._shown = ""
        self._offsets = Offsets("")
        self._telling = True
        self._only_looks = False
        self._touched: tuple[int, int, int] | None = None
        self.document().contentsChange.connect(self._on_touched)
        self.document().contentsChanged.connect(self._on_contents_changed)

    def text(self) -> str:
        """Return the exact text."""
        return self._exact if self._exact is not None else self.outward(self._source)

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
        if text == self._exact:  # the same object, as a rule: an edit of ours that comes back
            return
        kept = self.inward(text)
        if kept == self._source:
            return
        self._telling = False
        self._patch(shown(kept), join)
        self._telling = True
        self._source, self._exact = kept, text

    def retype(self, text: str) -> None:
        """Change what is shown into `text` as if the user had typed it: one undo step, announced."""
        self._patch(text, join=False)

    def start_with(self, text: str) -> None:
        """Show `text` as if the editor were new: nothing to undo, the caret at the start."""
        kept = self.inward(text)
        self._fit_wrapping(wanted := shown(kept))
        self._telling = False
        self.setPlainText(wanted)
        self._telling = True
        self._source, self._exact = kept, text

    def position_of(self, offset: int) -> int:
        """Return the document's position of the character at `offset` of what is shown."""
        return self._offsets.to_qt(offset)

    def offset_of(self, position: int) -> int:
        """Return the offset, in what is shown, of the character at the document's `position`."""
        return self._offsets.from_qt(position)

    def shown_text(self) -> str:
        """Return the text as the document holds it; offsets and positions speak of this."""
        return self._shown

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy exact characters; Qt's own way turns no-break spaces into spaces."""
        cursor = self.textCursor()
        start = in_source(self._source, self.offset_of(cursor.selectionStart()))
        end = in_source(self._source, self.offset_of(cursor.selectionEnd()))
        data = QMimeData()
        data.setText(self.outward(self._source[start:end]))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste; a very long line ends line breaking first."""
        self._fit_wrapping(source.text())
        super().insertFromMimeData(source)

    def replace(self, start: int, end: int, new: str, caret: int) -> None:
        """Put `new` in the place of the span as if the user had typed it: one undo step, announced.

        All are offsets; `caret` is one in the changed text.
        """
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(self.position_of(start))
        cursor.setPosition(self.position_of(end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new)
        cursor.endEditBlock()
        cursor.setPosition(self.position_of(caret))
        self.setTextCursor(cursor)

    def _on_touched(self, position: int, removed: int, added: int) -> None:
        if not self._only_looks:
            self._touched = (position, removed, added)

    def _on_contents_changed(self) -> None:
        if self._only_looks:
            return
        now, offsets, change = self._spliced() or self._compared()
        self._touched = None
        if now == self._shown:
            return
        exact = self._source == self._shown
        self._source = now if exact else carried(self._source, self._shown, now)
        self._exact = None
        self._shown, self._offsets = now, offsets
        self.spliced.emit(change)
        self.shown_changed.emit()
        if self._telling:
            self._exact = self.text()
            self.text_edited.emit(self._exact)

    def _spliced(self) -> tuple[str, Offsets, TextChange] | None:
        """Return the new text out of the old one and what Qt says has changed; None if that does not fit.

        Reading all of a big document takes 3 ms a megabyte, at every key.
        """
        if self._touched is None or not self._shown:
            return None
        position, removed, added = self._touched
        last = self.document().characterCount() - 1
        start, old_end = self.offset_of(position), self.offset_of(position + removed)
        old_end = min(old_end, len(self._shown))
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, last))
        cursor.setPosition(min(position + added, last), QTextCursor.MoveMode.KeepAnchor)
        new = cursor.selectedText().replace("\u2029", "\n")
        now = self._shown[:start] + new + self._shown[old_end:]
        offsets = self._offsets.spliced(start, old_end, new)
        fits = offsets.to_qt(len(now)) == last and offsets.to_qt(start) == position
        return (now, offsets, TextChange(start, old_end, start + len(new))) if fits else None

    def _compared(self) -> tuple[str, Offsets, TextChange]:
        now = self.document().toRawText().replace("\u2029", "\n")
        return now, Offsets(now), change_between(self._shown, now)

    def _patch(self, wanted: str, join: bool) -> None:
        change = change_between(self._shown, wanted)
        self._fit_wrapping(wanted)
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.position_of(change.start))
        cursor.setPosition(self.position_of(change.old_end), QTextCursor.MoveMode.KeepAnchor)
        cursor.joinPreviousEditBlock() if join else cursor.beginEditBlock()
        cursor.insertText(wanted[change.start : change.new_end])
        cursor.endEditBlock()

    def _fit_wrapping(self, text: str) -> None:
        """Stop breaking lines when one is so long that breaking it would stall the window."""
        if has_long_line(text):
            self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
