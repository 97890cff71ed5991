"""Which rows of laid out JSON are hidden, because an object or list above them is closed.

Closing works on any size: by level a rule is kept, not a list, and rows are counted a page at a time, in
steps of the caller. Until a change is counted through, what was seen before stays.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from betadeck.core.json_breaks import Breaks
from betadeck.core.json_pages import JsonPages

NO_LEVEL = 1 << 30
_STEP_OF = {0x2C: 0, 0x7B: 1, 0x7D: -1}
_CLOSE = 0x7D
_KEPT_PAGES = 32
_NOT_STRUCTURE = bytes(byte for byte in range(256) if byte not in _STEP_OF)


@dataclass(frozen=True, slots=True)
class Turned:
    """An object or list that is closed or open against the rule, from its bracket to its closing row."""

    opens: int
    closes: int
    depth: int


class FoldRule:
    """What is closed: all that stands at least `level` deep, but for what was `turned`, which is the other way."""

    def __init__(self, pages: JsonPages, level: int, turned: Mapping[int, Turned]) -> None:
        self._pages, self.level, self.turned = pages, level, dict(turned)

    @property
    def hides_nothing(self) -> bool:
        """Whether every row shows."""
        return self.level == NO_LEVEL and not self.turned

    def is_closed(self, opens: int, depth: int) -> bool:
        """Tell whether what begins with the bracket at `opens`, which stands `depth` deep, is closed."""
        return (depth >= self.level) != (opens in self.turned)

    def closed_above(self, offset: int, depth: int) -> Turned | None:
        """Return the outermost closed one that hides the row at `offset`, which stands `depth` deep."""
        for each in sorted(self.turned.values(), key=lambda one: one.depth):
            if each.opens < offset <= each.closes and each.depth < self.level:
                return each
        open_to = self._open_to(offset)
        if depth <= open_to:
            return None
        opens = self._pages.opener_before(offset, open_to)
        return None if opens is None else Turned(opens, -1, open_to)

    def showing(self, page: int, found: Breaks) -> list[int]:
        """Return the places of the rows in `page` that show."""
        hidden = self._hidden_from(page)
        shown = []
        for place, depth in enumerate(found.depths):
            if hidden is not None:
                if depth > hidden:
                    continue
                hidden = None
                if place in found.closes and place not in found.opens:
                    continue
            shown.append(place)
            opens = found.opens.get(place)
            if opens is not None and self.is_closed(opens, depth):
                hidden = depth
        return shown

    def shown(self, page: int) -> int:
        """Return how many rows of `page` show; where nothing is turned, without laying it out."""
        start, end = self._pages.starts[page], self._pages.end(page)
        if any(start <= each.opens < end or start <= each.closes < end for each in self.turned.values()):
            return len(self.showing(page, self._pages.breaks(page)))
        hidden = self._hidden_from(page)
        if hidden is not None and self._pages.lows[page] > hidden:
            return 0
        if self.level == NO_LEVEL:
            return self._pages.rows_before[page + 1] - self._pages.rows_before[page]
        if self._pages.is_exact(page):
            return len(self.showing(page, self._pages.breaks(page)))
        return self._shown_by_rule(page, self._open_to(start))

    def _shown_by_rule(self, page: int, level: int) -> int:
        """Count the rows of a page that is plain JSON: those less deep than `level`, and what is opened there."""
        start, depth = self._pages.starts[page], self._pages.depths[page]
        flat = self._pages.flat(start, self._pages.end(page))
        marks = flat.replace(b"{}", b"").translate(None, _NOT_STRUCTURE)[:-1]
        depths = accumulate(map(_STEP_OF.__getitem__, marks), initial=depth)
        shown = int(next(depths) <= level)
        for mark, now in zip(marks, depths, strict=True):
            shown += now < level or (now == level and mark != _CLOSE)
        return shown

    def _hidden_from(self, page: int) -> int | None:
        """Return how deep the closed one stands inside of which `page` begins, None if none is."""
        start, depth = self._pages.starts[page], self._pages.depths[page]
        around = [each for each in self.turned.values() if each.opens < start <= each.closes]
        closed = min((each.depth for each in around if each.depth < self.level), default=None)
        if closed is not None:
            return closed
        open_to = self._open_to(start)
        return open_to if depth > open_to else None

    def _open_to(self, offset: int) -> int:
        """Return the least depth at which something around `offset` is closed by the rule."""
        around = {each.depth for each in self.turned.values() if each.opens < offset <= each.closes}
        depth = self.level
        while depth in around:
            depth += 1
        return depth


class JsonFolds:
    """Counts and finds the rows that show."""

    def __init__(self, pages: JsonPages) -> None:
        self._pages = pages
        self.rule = FoldRule(pages, NO_LEVEL, {})
        self._next: FoldRule | None = None
        self._before: array[int] | None = None
        self._todo: Iterator[None] | None = None
        self._done_pages, self._all_pages = 0, 1
        self._kept: dict[tuple[int, int, int], list[int]] = {}
        self.version = 0

    @property
    def count(self) -> int:
        """How many rows show."""
        return self._sums()[-1]

    @property
    def is_counting(self) -> bool:
        """Whether a change is not counted through yet."""
        return self._todo is not None

    @property
    def is_folded(self) -> bool:
        """Whether any row is hidden."""
        return self._before is not None

    @property
    def percent(self) -> int:
        """How far counting a change through has come."""
        return self._done_pages * 100 // max(1, self._all_pages)

    def end_of(self, opens: int) -> int | None:
        """Return where the closing row of what begins at `opens` begins, if it was asked for before."""
        found = self.rule.turned.get(opens)
        return None if found is None else found.closes

    def close_level(self, level: int) -> None:
        """Close all that stands at least `level` deep, and nothing else; `NO_LEVEL` opens all."""
        self._change(FoldRule(self._pages, level, {}), 0, len(self._pages.starts))

    def turn(self, opens: int, depth: int) -> bool:
        """Open or close one; tell whether its end is known, without which nothing is done."""
        rule = self._next or self.rule
        found = rule.turned.get(opens)
        closes = found.closes if found else self._pages.close_of(opens, depth)
        if closes is None:
            return False
        turned = {key: each for key, each in rule.turned.items() if key != opens}
        if found is None:
            turned[opens] = Turned(opens, closes, depth)
        first, end = self._pages.page_of_offset(opens), self._pages.page_of_offset(closes) + 1
        if self._next is not None:
            first, end = 0, len(self._pages.starts)
        self._change(FoldRule(self._pages, rule.level, turned), first, end)
        return True

    def advance(self, pages: int = 1 << 30) -> bool:
        """Count in up to `pages` more pages; tell whether nothing is left to count."""
        while self._todo is not None and pages > 0:
            pages -= 1
            if next(self._todo, True):
                self._todo = None
        return self._todo is None

    def grown(self) -> None:
        """Take the pages that were found since."""
        if (before := self._before) is not None:
            for page in range(len(before) - 1, len(self._pages.starts)):
                before.append(before[-1] + self.rule.shown(page))

    def rows_before(self, page: int) -> int:
        """Return how many rows show before `page`."""
        sums = self._sums()
        return sums[min(page, len(sums) - 1)]

    def place_of(self, row: int) -> tuple[int, int]:
        """Return the page of the row that shows as number `row`, and its place in the page."""
        sums = self._sums()
        page = max(0, min(bisect_right(sums, row), len(sums) - 1) - 1)
        wanted = row - sums[page]
        if self._before is None:
            return page, wanted
        return page, self._showing(page, None)[wanted]

    def row_of(self, page: int, place: int, found: Breaks) -> int:
        """Return the number of the row at `place` in `page`; for a hidden one, that of the row it is in."""
        before = self._sums()[page]
        if self._before is None:
            return before + place
        return max(0, before + bisect_right(self._showing(page, found), place) - 1)

    def _showing(self, page: int, found: Breaks | None) -> list[int]:
        """Return the places of the rows in `page` that show; they are asked for again and again."""
        key = (page, self.version, self._pages.end(page))
        if key not in self._kept:
            if len(self._kept) >= _KEPT_PAGES:
                self._kept.clear()
            self._kept[key] = self.rule.showing(page, found or self._pages.breaks(page))
        return self._kept[key]

    def _sums(self) -> "array[int]":
        return self._pages.rows_before if self._before is None else self._before

    def _change(self, rule: FoldRule, first: int, end: int) -> None:
        """Take `rule` when the rows of the pages from `first` to `end` are counted by it."""
        if rule.hides_nothing:
            self.rule, self._next, self._todo, self._before = rule, None, None, None
            self.version += 1
            return
        self._next, self._todo = rule, self._counting(rule, first, end)
        self._done_pages, self._all_pages = 0, end - first

    def _counting(self, rule: FoldRule, first: int, end: int) -> Iterator[None]:
        counts: dict[int, int] = {}
        for page in range(first, end):
            counts[page] = rule.shown(page)
            self._done_pages += 1
            yield None
        sums = self._sums()
        sizes = (
            counts[page] if page in counts else sums[page + 1] - sums[page] for page in range(len(sums) - 1)
        )
        self._before = array("Q", accumulate(sizes, initial=0))
        self.rule, self._next = rule, None
        self.version += 1
        self.grown()
