"""Find: what the strip asks for, looked for in the bytes that a view shows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.ui.parts.thread_work import ThreadWork
from betadeck.ui.response.body.find_bar import FindBar
from betadeck.ui.response.body.row_paint import Hits
from betadeck.ui.response.body.text_view import ByteTextView

if TYPE_CHECKING:
    from betadeck.core.byte_search import ByteSearch

_AT_ONCE_BYTES = 1 << 19  # searched in about a millisecond, before there is a thread
_STEP_BYTES = 1 << 19
_LONGEST_TAKEN_BYTES = 200


class ViewFinder(QObject):
    """Joins a find strip and a view. Searching goes on in a thread; finds are shown as they come."""

    def __init__(self, view: ByteTextView, bar: FindBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view, self._bar = view, bar
        self._search: ByteSearch | None = None
        self._is_placed = False
        self._work = ThreadWork(self)
        bar.wanted_changed.connect(self._on_wanted)
        bar.step_requested.connect(self._on_step)
        bar.closed.connect(self._on_closed)
        view.find_requested.connect(self.open)
        view.rows_found.connect(self._on_rows_found)
        self._work.stepped.connect(self._show)
        self._work.finished.connect(self._show)

    def open(self) -> None:
        """Open the strip; a short selection becomes what is looked for."""
        caret = self._view.caret()
        short = caret.end - caret.first < _LONGEST_TAKEN_BYTES
        taken = self._view.selected_bytes() if short else b""
        self._bar.open_bar("" if b"\n" in taken else taken.decode("utf-8", "replace"))

    def again(self) -> None:
        """Search anew, because the view shows other bytes now."""
        self._stop()
        if self._bar.wanted():
            self._on_wanted()

    def _stop(self) -> None:
        self._work.stop()
        self._search = None
        self._is_placed = False

    def _on_wanted(self) -> None:
        self._stop()
        self._view.show_hits(Hits())
        self._bar.show_count("", none=False)
        wanted, regex = self._bar.wanted(), self._bar.is_regex()
        if not wanted:
            return
        from betadeck.core.byte_search import ByteSearch

        rows = self._view.rows()
        search = ByteSearch(
            rows.data, wanted, exact_case=self._bar.is_exact(), regex=regex, spaced=rows.can_fold
        )
        self._search = search
        if search.done or (not regex and search.advance(_AT_ONCE_BYTES)):
            self._show()
        else:
            self._work.run(_steps(search))

    def _show(self) -> None:
        """Show what was found so far, and go to the first find as soon as there is one."""
        if (search := self._search) is None:
            return
        self._view.show_hits(Hits(search.hits, search.sizes))
        if not self._is_placed and search.hits:
            self._is_placed = True
            self._go(search, search.hit_after(self._view.caret().first) or 0)
        self._say(search)

    def _on_step(self, step: int) -> None:
        if (search := self._search) is None or not search.hits:
            return
        at = self._view.caret().first
        here = search.hit_after(at) or 0
        number = here + step if step < 0 or search.hits[here] == at else here
        self._go(search, number % len(search.hits))
        self._say(search)

    def _on_closed(self) -> None:
        self._on_wanted()
        self._view.setFocus()

    def _on_rows_found(self) -> None:
        """Put the marks where the rows are now."""
        if self._search is not None and self._view.rows().found_all:
            self._view.show_hits(Hits(self._search.hits, self._search.sizes))

    def _go(self, search: "ByteSearch", number: int) -> None:
        self._view.select(search.hits[number], search.hits[number] + search.sizes[number])

    def _say(self, search: "ByteSearch") -> None:
        running = self._work.is_running()
        if search.fault and not search.hits:
            self._bar.show_count(search.fault, none=True)
            return
        count = f"{len(search.hits):,}{'+' if search.more or running or search.fault else ''}"
        here = search.hit_after(self._view.caret().first)
        none = here is None and not running
        place = count if here is None else f"{here + 1:,} of {count}"
        words = "None" if none else "Searching…" if here is None else place
        self._bar.show_count(f"{words}. {search.fault}" if search.fault else words, none=none)


def _steps(search: "ByteSearch") -> Iterator[object]:
    """Yield after each part that was searched; no part takes long, but for an expression that does."""
    while not search.advance(_STEP_BYTES):
        yield None
