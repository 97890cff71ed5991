"""Rows of laid out JSON as places in the bytes: which there are, which are folded away, what they are copied as."""

from abc import ABC
from bisect import bisect_right
from collections.abc import Iterator
from time import perf_counter

from betadeck.core.json_breaks import Breaks, Buffer, row_span
from betadeck.core.json_folds import JsonFolds
from betadeck.core.json_pages import JsonPages
from betadeck.core.json_row_text import squeezed
from betadeck.ui.response.body.rows import Fold, Rows

INDENT = 2
_HEAD_BYTES = 4096
_STEP_BYTES = 1 << 15  # looked through in about 1.5 ms
_STEP_PAGES, _STEP_S = 4, 0.003
_KEPT_PAGES = 24


class FoldedRows(Rows, ABC):
    """Nothing is kept of 100 MB but where its pages begin; the rows of a page are found when it is in sight."""

    can_fold = is_coloured = True

    def __init__(self, data: Buffer) -> None:
        super().__init__(data)
        self._wanted: tuple[int, int] | None = None
        self._asked = ((-1, 0), (0, Breaks([0], [0], 0), 0))
        self.pages = JsonPages(data)
        self.folds = JsonFolds(self.pages)
        self._breaks: dict[int, Breaks] = {}
        self.pages.advance(_STEP_BYTES)

    @property
    def count(self) -> int:
        """The number of rows that show."""
        return max(1, self.folds.count)

    @property
    def lines(self) -> int:
        """The number of lines in all, folded ones too."""
        return max(1, self.pages.rows_before[-1])

    @property
    def found_all(self) -> bool:  # type: ignore[override]
        """Whether all rows are known and counted."""
        return self.pages.done and not self.folds.is_counting

    @property
    def version(self) -> int:  # type: ignore[override]
        """Another number when rows are hidden or shown."""
        return self.folds.version

    @property
    def percent(self) -> int:  # type: ignore[override]
        """How far it has come."""
        if self.folds.is_counting:
            return self.folds.percent
        return self.pages.read_bytes * 100 // max(1, len(self.data))

    def extend(self, budget_bytes: int) -> bool:
        """Find more rows, or count more of those that are folded away."""
        if self.folds.is_counting:
            end_s = perf_counter() + _STEP_S
            while not self.folds.advance(_STEP_PAGES) and perf_counter() < end_s:
                pass
            self._kept.clear()
        elif not self.pages.done:
            self._breaks.pop(len(self.pages.starts) - 1, None)
            self._asked = ((-1, 0), self._asked[1])
            done = self.pages.advance(min(budget_bytes, _STEP_BYTES))
            self.folds.grown()
            if done and self._wanted is not None:
                self.folds.turn(*self._wanted)
                self._wanted = None
        return self.found_all

    def span(self, row: int) -> tuple[int, int]:
        """Return the bytes of `row`, without white space around it."""
        _, found, place = self._row(row)
        return row_span(self.data, found.starts[place], found.stop(place))

    def row_of(self, offset: int) -> int:
        """Return the row that holds the byte at `offset`; a hidden one's is the row that hides it."""
        page = self.pages.page_of_offset(offset)
        found = self._breaks_of(page)
        place = max(0, bisect_right(found.starts, offset) - 1)
        return min(self.folds.row_of(page, place, found), self.count - 1)

    def snap(self, offset: int, *, back: bool = False) -> int:
        """Return the place nearest to `offset` that can be seen: white space between rows is not."""
        row = self.row_of(offset)
        start, end = self.span(row)
        if start <= offset <= end:
            return offset
        if offset < start:
            return self.span(row - 1)[1] if back and row else start
        if back or row + 1 >= self.count:
            return end
        return self.span(row + 1)[0]

    def copied(self, first: int, end: int) -> Iterator[bytes]:
        """Yield what lies between two offsets as it is laid out, page by page, folded parts too."""
        page, gap = self.pages.page_of_offset(first), b""
        while page < len(self.pages.starts) and self.pages.starts[page] < end:
            if lines := self._copied_of(self.pages.breaks(page), first, end):
                yield gap + b"\n".join(lines)
                gap = b"\n"
            page += 1

    def label(self, row: int) -> str:
        """Return the number of the row among all rows, hidden ones too."""
        page, _, place = self._row(row)
        return str(self.pages.rows_before[page] + place + 1)

    def state_words(self) -> str:
        """Say what the layout is worth."""
        if not self.pages.whole:
            return "not whole JSON: laid out as far as it goes"
        return "laid out for reading; Raw shows it as received"

    def progress_words(self, shown: Rows) -> str:
        """Say what is going on until all rows of `shown`, which are these or these wrapped, are known."""
        doing = "laying out" if not self.pages.done else "folding" if self.folds.is_counting else "wrapping"
        return f"{doing}, {shown.percent} %"

    def last_label(self) -> str:
        """Return the greatest number of a row."""
        return str(self.lines)

    def fold(self, row: int) -> Fold:
        """Return whether `row` begins something that can be folded, and whether it is."""
        _, found, place = self._row(row)
        opens = found.opens.get(place)
        if opens is None:
            return Fold.NONE
        return Fold.CLOSED if self.folds.rule.is_closed(opens, found.depths[place]) else Fold.OPEN

    def turn(self, row: int) -> None:
        """Fold what begins with `row`, or unfold it; if its end is not found yet, when it is."""
        _, found, place = self._row(row)
        opens = found.opens.get(place)
        if opens is not None and not self.folds.turn(opens, found.depths[place]):
            self._wanted = (opens, found.depths[place])

    def parent_of(self, row: int) -> int | None:
        """Return the row that begins what `row` stands in."""
        _, found, place = self._row(row)
        depth, at = found.depths[place], row_span(self.data, found.starts[place], found.stop(place))[0]
        opens = self.pages.opener_before(at, depth - 1) if depth > 0 else None
        return None if opens is None else self.row_of(opens)

    def show(self, offset: int) -> bool:
        """Unfold the outermost that hides `offset`; tell whether anything does. Ask again when that is counted."""
        found = self._breaks_of(self.pages.page_of_offset(offset))
        place = max(0, bisect_right(found.starts, offset) - 1)
        hiding = self.folds.rule.closed_above(found.starts[place], found.depths[place])
        return hiding is not None and self.folds.turn(hiding.opens, hiding.depth)

    def close_level(self, level: int) -> None:
        """Fold all that stands at least `level` deep; `NO_LEVEL` unfolds everything."""
        self.folds.close_level(level)

    def forget(self) -> None:
        """Drop what was laid out."""
        super().forget()
        self._breaks.clear()

    def _row(self, row: int) -> tuple[int, Breaks, int]:
        """Return the page of `row`, the rows of that page and the place there; a row is asked for many times."""
        key = (row, self.folds.version)
        if self._asked[0] != key:
            page, place = self.folds.place_of(row)
            self._asked = (key, (page, self._breaks_of(page), place))
        return self._asked[1]

    def _place(self, row: int) -> tuple[int, int, int]:
        """Return where `row` starts and ends, and how deep it is."""
        _, found, place = self._row(row)
        start, end = row_span(self.data, found.starts[place], found.stop(place))
        return start, end, max(0, found.depths[place])

    def _breaks_of(self, page: int) -> Breaks:
        if page >= len(self.pages.starts):
            return Breaks([0], [0], min(_HEAD_BYTES, len(self.data)))  # the first page is not found yet
        found = self._breaks.get(page)
        if found is None:
            found = self.pages.breaks(page)
            if len(self._breaks) >= _KEPT_PAGES:
                del self._breaks[next(iter(self._breaks))]
            self._breaks[page] = found
        return found

    def _copied_of(self, found: Breaks, first: int, end: int) -> list[bytes]:
        lines = []
        for place, start in enumerate(found.starts):
            head, tail = row_span(self.data, start, found.stop(place))
            if tail <= first or head >= end:
                continue
            indent = b"" if head < first else b" " * (INDENT * max(0, found.depths[place]))
            lines.append(indent + squeezed(self.data, max(head, first), min(tail, end)))
        return lines

    def share(self, offset: int) -> float:
        """Return how far down the byte at `offset` is shown, near enough for a mark."""
        return self.folds.rows_before(self.pages.page_of_offset(offset)) / max(1, self.count)
