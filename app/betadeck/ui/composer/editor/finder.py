"""Joins the find bar and the editor."""

from PySide6.QtCore import QObject, QTimer

from betadeck.ui.composer.editor.find_bar import FindBar
from betadeck.ui.composer.editor.json_editor import JsonEditor
from betadeck.ui.composer.editor.marks import Span
from betadeck.ui.composer.editor.search import between, find_all, next_index, previous_index

_AFTER_TYPING_MS = 150
_MOST_GROUNDED = 400


class Finder(QObject):
    """Finds as one types, grounds the matches in sight, steps through them, replaces."""

    def __init__(self, bar: FindBar, editor: JsonEditor) -> None:
        super().__init__(bar)
        self._bar, self._editor = bar, editor
        self._spans: list[Span] = []
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_TYPING_MS)
        self._timer.timeout.connect(self._search)
        bar.changed.connect(self._on_wanted)
        bar.stepped.connect(self.step)
        bar.replace_asked.connect(self._on_replace)
        bar.closed.connect(self._on_closed)
        editor.shown_changed.connect(self._on_text)
        editor.verticalScrollBar().valueChanged.connect(self._ground)

    def open(self) -> None:
        """Open the bar with the selected text."""
        cursor = self._editor.textCursor()
        one_line = "\u2029" not in cursor.selectedText()
        self._bar.start(cursor.selectedText() if one_line else "")

    def step(self, way: int) -> None:
        """Select the next (1) or previous (-1) match, round the ends; without a text to find open the bar."""
        if not self._bar.wanted():
            self.open()
            return
        self._search()
        if not self._spans:
            return
        cursor = self._editor.textCursor()
        if way > 0:
            index = next_index(self._spans, self._editor.offset_of(cursor.selectionEnd()))
        else:
            index = previous_index(self._spans, self._editor.offset_of(cursor.selectionStart()))
        self._editor.select(*self._spans[index])
        self._bar.show_count(index + 1, len(self._spans))

    def _on_wanted(self) -> None:
        """Select the first match from the caret on."""
        self._search()
        if not self._spans:
            return
        start = self._editor.offset_of(self._editor.textCursor().selectionStart())
        index = next_index(self._spans, start)
        self._editor.select(*self._spans[index])
        self._bar.show_count(index + 1, len(self._spans))

    def _search(self) -> None:
        self._timer.stop()
        self._spans = find_all(self._editor.shown_text(), self._bar.wanted(), self._bar.exact_case())
        self._bar.show_count(0, len(self._spans))
        self._ground()

    def _ground(self) -> None:
        if self._bar.isHidden():
            return
        start, end = self._editor.span_in_sight()
        self._editor.show_matches(between(self._spans, start, end)[:_MOST_GROUNDED])

    def _on_text(self) -> None:
        if not self._bar.isHidden() and self._bar.wanted():
            self._editor.show_matches(())
            self._timer.start()

    def _on_replace(self, every: bool) -> None:
        self._search()
        if every:
            self._replace_all()
            return
        cursor = self._editor.textCursor()
        span = (
            self._editor.offset_of(cursor.selectionStart()),
            self._editor.offset_of(cursor.selectionEnd()),
        )
        if span in self._spans:
            cursor.insertText(self._bar.replacement())
        self.step(1)

    def _replace_all(self) -> None:
        """Replace all in one undo step."""
        text, parts, at = self._editor.shown_text(), [], 0
        for start, end in self._spans:
            parts += [text[at:start], self._bar.replacement()]
            at = end
        if parts:
            self._editor.retype("".join([*parts, text[at:]]))
        self._search()

    def _on_closed(self) -> None:
        self._editor.show_matches(())
        self._editor.setFocus()
