"""Find: what the strip asks for, looked for in the bytes that a view shows."""

from functools import partial

from PySide6.QtCore import QObject

from betadeck.core.byte_search import ByteSearch
from betadeck.ui.response.body.find_bar import FindBar
from betadeck.ui.response.body.row_paint import Hits
from betadeck.ui.response.body.slices import Slices
from betadeck.ui.response.body.text_view import ByteTextView

_STEP_BYTES = 1 << 19
_LONGEST_TAKEN_BYTES = 200


class ViewFinder(QObject):
    """Joins a find strip and a view. Searching goes on in slices; finds are shown as they come."""

    def __init__(self, view: ByteTextView, bar: FindBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view, self._bar = view, bar
        self._search: ByteSearch | None = None
        self._work = Slices(self)
        bar.wanted_changed.connect(self._on_wanted)
        bar.step_requested.connect(self._on_step)
        bar.closed.connect(self._on_closed)
        view.find_requested.connect(self.open)
        self._work.stepped.connect(self._on_searched)

    def open(self) -> None:
        """Open the strip; a short selection becomes what is looked for."""
        caret = self._view.caret()
        short = caret.end - caret.first < _LONGEST_TAKEN_BYTES
        taken = self._view.selected_bytes() if short else b""
        self._bar.open_bar("" if b"\n" in taken else taken.decode("utf-8", "replace"))

    def again(self) -> None:
        """Search anew, because the view shows other bytes now."""
        self._work.stop()
        self._search = None
        if wanted := self._bar.wanted():
            self._on_wanted(wanted, self._bar.is_exact())

    def _on_wanted(self, wanted: str, exact: bool) -> None:
        self._work.stop()
        self._search = None
        self._view.show_hits(Hits())
        self._bar.show_count("", none=False)
        if wanted:
            self._search = ByteSearch(self._view.rows().data, wanted, exact_case=exact)
            self._work.run(partial(self._search.advance, _STEP_BYTES))

    def _on_searched(self) -> None:
        """Show what was found so far, and go to the first find as soon as there is one."""
        if (search := self._search) is None:
            return
        is_first = not self._view.has_hits() and len(search.hits) > 0
        self._view.show_hits(Hits(search.hits, search.sizes))
        if is_first:
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
        self._on_wanted("", False)
        self._view.setFocus()

    def _go(self, search: ByteSearch, number: int) -> None:
        self._view.select(search.hits[number], search.hits[number] + search.sizes[number])

    def _say(self, search: ByteSearch) -> None:
        running = self._work.is_running()
        count = f"{len(search.hits):,}{'+' if search.more or running else ''}"
        here = search.hit_after(self._view.caret().first)
        none = here is None and not running
        place = count if here is None else f"{here + 1:,} of {count}"
        self._bar.show_count("None" if none else place, none=none)
