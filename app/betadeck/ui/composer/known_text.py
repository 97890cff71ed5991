"""A text editor that knows all of its text at any moment, and what each change made of it."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from betadeck.ui.composer.exact_text import Lost, carried, in_source
from betadeck.ui.composer.late_edit import LateEdit, TextState
from betadeck.ui.composer.text_change import Offsets, TextChange, change_between

KEEP = QTextCursor.MoveMode.KeepAnchor


class KnownText(QPlainTextEdit):
    """Puts its text together from what Qt says has changed, and keeps what a document cannot hold.

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
        self._now = TextState("", "", "", Offsets(""))
        self._telling = True
        self._only_looks = self._stepping = False
        self._lost = Lost()
        self._touched: tuple[int, int, int] | None = None
        self._late = LateEdit(self.document(), self)
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

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy exact characters; Qt's own way turns no-break spaces into spaces."""
        source = self._now.source
        start, end = (in_source(source, each) for each in self.selected_span())
        data = QMimeData()
        data.setText(self.outward(source[start:end]))
        return data

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
        new = put = now[change.start : change.new_end]
        if self._stepping:
            new = self._lost.restored(put)
        if before.source == before.shown and new == put:
            source = now
        else:
            self._lost.note(before.source, change)
            source = carried(before.source, change, new)
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
        cursor.setPosition(min(position + added, last), KEEP)
        new = cursor.selectedText().replace("\u2029", "\n")
        now = before.shown[:start] + new + before.shown[old_end:]
        offsets = before.offsets.spliced(start, old_end, new)
        fits = offsets.to_qt(len(now)) == last and offsets.to_qt(start) == position
        return (now, offsets, TextChange(start, old_end, start + len(new))) if fits else None

    def _compared(self) -> tuple[str, Offsets, TextChange]:
        now = self.document().toRawText().replace("\u2029", "\n")
        return now, Offsets(now), change_between(self._now.shown, now)
