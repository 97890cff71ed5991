"""The JSON view of the body: editor, find bar, and a line that says what is wrong."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.finding import Finding, Severity
from betadeck.core.json_text import JsonFault, first_fault, locate, pointer_at, reformat
from betadeck.core.json_tokens import TOKEN
from betadeck.ui.composer.editor.find_bar import FindBar
from betadeck.ui.composer.editor.finder import Finder
from betadeck.ui.composer.editor.json_editor import JsonEditor
from betadeck.ui.composer.editor.line_findings import line_marks, nearest
from betadeck.ui.composer.editor.status_line import StatusLine
from betadeck.ui.composer.sizes import size_words

_CHECK_EVERY_MS = 150
_CHECK_LATER_MS = 600
_SLOW_CHARS = 1_000_000
_NO_CHECK_CHARS = 5_000_000
_LONGEST_UNDERLINE = 80


class JsonPane(QWidget):
    """Edits JSON text. The text may be anything: what is no JSON is kept as typed and explained.

    Signals:
        text_edited(str): the user changed the text.
    """

    text_edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = JsonEditor()
        self._bar, self._status = FindBar(), StatusLine()
        self._finder = Finder(self._bar, self.editor)
        self._fault: JsonFault | None = None
        self._findings: tuple[Finding, ...] = ()
        self._blamed, self._why = "", ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self._status)
        self.editor.text_edited.connect(self.text_edited)
        self.editor.shown_changed.connect(self._on_text)
        self.editor.cursorPositionChanged.connect(self._on_caret)
        self._status.action_chosen.connect(self._on_action)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark the lines that these speak of."""
        self._findings = findings
        self._timer.start(0)

    def show_blame(self, pointer: str, why: str) -> None:
        """Ground the value at `pointer` and mark its line, until told otherwise; an empty pointer is none."""
        if (pointer, why) != (self._blamed, self._why):
            self._blamed, self._why = pointer, why
            self._timer.start(0)

    def open_find(self) -> None:
        """Open the find bar."""
        self._finder.open()

    def format(self) -> None:
        """Lay the text out anew, as one undo step; the caret stays at its value. Faults are shown instead."""
        text = self.editor.shown_text()
        try:
            wanted = reformat(text)
        except JsonFault:
            self.check()
            self.show_fault_place()
            return
        if wanted == text:
            return
        pointer = pointer_at(text, self.editor.offset_of(self.editor.textCursor().position()))
        self.editor.retype(wanted)
        found = locate(wanted, pointer)
        if found is not None:
            self.editor.select(found.start, found.start)

    def show_pointer(self, pointer: str) -> None:
        """Scroll to the value at `pointer` (or what is nearest around it) and ground it for a moment."""
        self.editor.show_place(*nearest(self.editor.shown_text(), pointer))
        self.editor.setFocus()

    def show_fault_place(self) -> None:
        """Put the caret where the text stops being JSON."""
        if self._fault is not None:
            self.editor.select(self._fault.offset, self._fault.offset)
            self.editor.centerCursor()
            self.editor.setFocus()

    def check(self) -> None:
        """Look for the first fault now, and place the marks in the margin."""
        self._timer.stop()
        text = self.editor.shown_text()
        big = len(text) > _NO_CHECK_CHARS
        self._fault = first_fault(text) if text.strip() and not big else None
        self.editor.show_fault(_underlined(text, self._fault) if self._fault else None)
        marks = {} if big else line_marks(text, (*self._findings, *self._blame()))
        place = locate(text, self._blamed) if self._blamed and not big else None
        self.editor.show_blamed((place.start, place.end) if place else None)
        if self._fault:
            marks[self._fault.line - 1] = (Severity.ERROR, _sentence(self._fault))
        self.editor.show_line_marks(marks)
        self._say(text, big)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find, step, format: keys that the editor itself leaves alone."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_F3:
            self._finder.step(-1 if shift else 1)
        elif event.key() == Qt.Key.Key_F and control:
            self.format() if shift else self.open_find()
        elif event.key() == Qt.Key.Key_Escape and not self._bar.isHidden():
            self._bar.close_bar()
        else:
            super().keyPressEvent(event)

    def _blame(self) -> list[Finding]:
        if not self._blamed:
            return []
        return [Finding(Severity.ERROR, "blame", f"The last answer: {self._why}", f"body:{self._blamed}")]

    def _say(self, text: str, big: bool) -> None:
        if self._fault is not None:
            self._status.say(_sentence(self._fault), "error", "Show")
        elif big:
            self._status.say(
                f"{size_words(self.editor.text())} · over 5 MB: not checked while you type", "warn"
            )
        elif not text.strip():
            self._status.say("No body: nothing is sent")
        elif len(text) > 2_000 and "\n" not in text.strip():
            self._status.say(f"JSON · {size_words(self.editor.text())} on one line", "muted", "Format")
        else:
            self._status.say(f"JSON · {size_words(self.editor.text())}")

    def _on_action(self) -> None:
        if self._fault is not None:
            self.show_fault_place()
        else:
            self.format()

    def _on_text(self) -> None:
        if not self._timer.isActive():
            big = len(self.editor.shown_text()) > _SLOW_CHARS
            self._timer.start(_CHECK_LATER_MS if big else _CHECK_EVERY_MS)

    def _on_caret(self) -> None:
        cursor = self.editor.textCursor()
        self._status.show_caret(cursor.blockNumber() + 1, cursor.positionInBlock() + 1)


def _sentence(fault: JsonFault) -> str:
    return f"Line {fault.line}, column {fault.column}: {fault.message}"


def _underlined(text: str, fault: JsonFault) -> tuple[int, int]:
    """Return the token at the fault, or the last character when the text ends too early."""
    start = min(fault.offset, len(text) - 1)
    while start > 0 and text[start].isspace():
        start -= 1
    found = TOKEN.match(text, start)
    end = found.end() if found else start + 1
    return start, min(end, start + _LONGEST_UNDERLINE)
