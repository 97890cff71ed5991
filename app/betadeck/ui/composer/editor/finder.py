"""Joins the find bar and the editor."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from betadeck.core.steps import result_of
from betadeck.ui.composer.editor.find_bar import FindBar
from betadeck.ui.composer.editor.json_editor import JsonEditor
from betadeck.ui.composer.editor.search import TextSearch
from betadeck.ui.parts.thread_work import ThreadWork

_AFTER_TYPING_MS = 150
_MOST_GROUNDED = 400
_AT_ONCE_CHARS = 200_000


class Finder(QObject):
    """Finds as one types, grounds the matches in sight, steps through them, replaces. Big texts take a thread."""

    def __init__(self, bar: FindBar, editor: JsonEditor) -> None:
        super().__init__(bar)
        self._bar, self._editor = bar, editor
        self._search, self._then = TextSearch("", "", False), self._ground
        self._work = ThreadWork(self)
        self._work.finished.connect(self._on_found)
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_TYPING_MS)
        self._timer.timeout.connect(self._find_again)
        bar.changed.connect(self._on_wanted)
        bar.stepped.connect(self.step)
        bar.replace_asked.connect(self._on_replace)
        bar.closed.connect(self._on_closed)
        editor.shown_changed.connect(self._on_text)
        editor.verticalScrollBar().valueChanged.connect(self._ground)

    def open(self) -> None:
        """Open the bar with the selected text."""
        start, end = self._editor.selected_span()
        selected = self._editor.shown_text()[start:end]
        self._bar.start("" if "\n" in selected else selected)

    def step(self, way: int) -> None:
        """Select the next (1) or previous (-1) match, round the ends; without a text to find open the bar."""
        if self._bar.wanted():
            self._find(partial(self._go, way))
        else:
            self.open()

    def _find(self, then: Callable[[], None]) -> None:
        """Find all matches, if they are not known, and do `then`."""
        self._timer.stop()
        text, wanted, exact = self._editor.shown_text(), self._bar.wanted(), self._bar.exact_case()
        self._then = then
        if self._search.is_for(text, wanted, exact):
            if self._search.done:
                then()
            return
        self._work.stop()
        self._search = TextSearch(text, wanted, exact)
        if len(text) > _AT_ONCE_CHARS and wanted:
            self._bar.show_searching()
            self._work.run(self._search.steps())
            return
        result_of(self._search.steps())
        self._on_found()

    def _on_found(self) -> None:
        self._bar.show_count(0, len(self._search.starts))
        self._ground()
        self._then()

    def _on_wanted(self) -> None:
        """Select the first match from the caret on."""
        self._find(partial(self._go, 0))

    def _find_again(self) -> None:
        self._find(self._ground)

    def _go(self, way: int) -> None:
        """Select the next match (1), the previous one (-1), or the one at the selection or after it (0)."""
        search = self._search
        if not search.starts:
            return
        start, end = self._editor.selected_span()
        index = search.previous_index(start) if way < 0 else search.next_index(end if way else start)
        self._editor.select(*search.span(index))
        self._bar.show_count(index + 1, len(search.starts))

    def _ground(self) -> None:
        if self._bar.isHidden() or not self._search.is_for(
            self._editor.shown_text(), self._bar.wanted(), self._bar.exact_case()
        ):
            return
        start, end = self._editor.span_in_sight()
        self._editor.show_matches(self._search.between(start, end)[:_MOST_GROUNDED])

    def _on_text(self) -> None:
        if not self._bar.isHidden() and self._bar.wanted():
            self._editor.show_matches(())
            self._timer.start()

    def _on_replace(self, every: bool) -> None:
        self._find(self._replace_all if every else self._replace_one)

    def _replace_one(self) -> None:
        """Replace the match that is selected, if one is, and go to the next."""
        span, new = self._editor.selected_span(), self._bar.replacement()
        if span in self._search.between(*span):
            self._editor.replace(*span, new, span[0] + len(new))
        self.step(1)

    def _replace_all(self) -> None:
        """Replace all in one undo step."""
        text, new, parts, at = self._editor.shown_text(), self._bar.replacement(), [], 0
        for start in self._search.starts:
            parts += [text[at:start], new]
            at = start + len(self._search.wanted)
        if parts:
            self._editor.retype("".join([*parts, text[at:]]))
        self._find_again()

    def _on_closed(self) -> None:
        self._timer.stop()
        self._work.stop()
        self._search = TextSearch("", "", False)
        self._editor.show_matches(())
        self._editor.setFocus()
