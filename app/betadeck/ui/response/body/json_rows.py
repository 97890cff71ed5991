"""Rows of JSON laid out for reading, made when they are looked at, which can be folded."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from betadeck.core.figures import size_words
from betadeck.core.json_breaks import Breaks, Buffer, row_span
from betadeck.core.json_folds import JsonFolds
from betadeck.core.json_pages import JsonPages
from betadeck.core.json_row_text import Chip, chip_in, row_text, squeezed
from betadeck.core.long_line import LongLine
from betadeck.core.visible_text import VisibleText, visible
from betadeck.ui.response.body import json_colours
from betadeck.ui.response.body.ink import Ink
from betadeck.ui.response.body.row_part import RowPart
from betadeck.ui.response.body.rows import Fold, Rows, Shown

LONG_BYTES = 4096
_INDENT = 2
_STEP_BYTES = 3 << 14  # looked through in about 2 ms
_STEP_PAGES = 24
_KEPT_PAGES = 24
_KEPT_LONG_LINES = 64


class JsonRows(Rows):
    """Laid out rows over the bytes as received: nothing is made of 100 MB but what is in sight."""

    can_fold = is_coloured = True

    def __init__(self, data: Buffer) -> None:
        super().__init__(data)
        self._wanted: tuple[int, int] | None = None
        self._asked = ((-1, 0), (0, Breaks([0], [0], 0), 0))
        self.pages = JsonPages(data)
        self.folds = JsonFolds(self.pages)
        self._breaks: dict[int, Breaks] = {}
        self._long: dict[int, LongLine] = {}
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
            self.folds.advance(_STEP_PAGES)
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

    def parts(self, row: int, left_px: float, width_px: float, ink: Ink) -> list[RowPart]:
        """Return what of `row` is looked at."""
        start, end, depth = self._place(row)
        if end - start <= LONG_BYTES or self._chip(start, end):
            return [self._whole(start, end, depth, ink), *self._rest(row, ink)]
        line, indent_px = self._long_line(start, end), self._indent_px(depth, ink)
        parts: list[RowPart] = []
        column = max(0, int((left_px - indent_px) / ink.cell_px))
        while column * ink.cell_px + indent_px < left_px + width_px:
            piece = line.piece_at(column)
            if piece[0] >= piece[1]:
                break
            parts.append(self._piece(line, piece, indent_px, ink))
            if piece[1] >= end:
                break
            column = line.column_of(piece[1])[2]
        return parts

    def width_px(self, row: int, ink: Ink) -> float:
        """Return the width of `row`."""
        start, end, depth = self._place(row)
        if end - start <= LONG_BYTES or self._chip(start, end):
            last = [self._whole(start, end, depth, ink), *self._rest(row, ink)][-1]
            return last.x_px + last.width_px
        return self._indent_px(depth, ink) + self._long_line(start, end).columns * ink.cell_px

    def part_at(self, row: int, offset: int, ink: Ink) -> RowPart:
        """Return the part of `row` that holds `offset`."""
        start, end, depth = self._place(row)
        if end - start <= LONG_BYTES or self._chip(start, end):
            return self._whole(start, end, depth, ink)
        line = self._long_line(start, end)
        return self._piece(line, line.column_of(offset), self._indent_px(depth, ink), ink)

    def label(self, row: int) -> str:
        """Return the number of the row among all rows, hidden ones too."""
        page, _, place = self._row(row)
        return str(self.pages.rows_before[page] + place + 1)

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
        """Unfold all that hides `offset`; tell whether anything had to be."""
        changed = False
        page = self.pages.page_of_offset(offset)
        found = self._breaks_of(page)
        place = max(0, bisect_right(found.starts, offset) - 1)
        while hiding := self.folds.rule.closed_above(found.starts[place], found.depths[place]):
            if not self.folds.turn(hiding.opens, hiding.depth):
                break
            self.folds.advance()
            changed = True
        return changed

    def close_level(self, level: int) -> None:
        """Fold all that stands at least `level` deep; `NO_LEVEL` unfolds everything."""
        self.folds.close_level(level)

    def chip_at(self, offset: int) -> Chip | None:
        """Return the file that is drawn at `offset`."""
        start, end, _ = self._place(self.row_of(offset))
        chip = self._chip(start, end)
        return chip if chip is not None and chip.start <= offset < chip.end else None

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
            return Breaks([0], [0], min(LONG_BYTES, len(self.data)))  # the first page is not found yet
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
            indent = b"" if head < first else b" " * (_INDENT * max(0, found.depths[place]))
            lines.append(indent + squeezed(self.data, max(head, first), min(tail, end)))
        return lines

    def _chip(self, start: int, end: int) -> Chip | None:
        return chip_in(self.data, start, end)

    def _indent_px(self, depth: int, ink: Ink) -> float:
        return depth * _INDENT * ink.cell_px

    def shown(self, row: int) -> Shown | None:
        """Return the text of `row`, None when it is too long to be laid out whole."""
        return self._shown(*self._place(row))

    def sizes(self, first: int, end: int) -> list[int]:
        """Return how many columns the rows from `first` to `end` take if a byte takes one, or a little more."""
        if self.folds.is_folded:
            return super().sizes(first, end)
        sizes: list[int] = []
        page, place = self.folds.place_of(first)
        while len(sizes) < end - first:
            found = self._breaks_of(page)
            rows = zip(found.starts, [*found.starts[1:], found.end], found.depths, strict=True)
            sizes += [
                stop - start + _INDENT * max(0, depth) + 1 for start, stop, depth in islice(rows, place, None)
            ]
            page, place = page + 1, 0
        return sizes[: end - first]

    def share(self, offset: int) -> float:
        """Return how far down the byte at `offset` is shown, near enough for a mark."""
        return self.folds.rows_before(self.pages.page_of_offset(offset)) / max(1, self.count)

    def indent(self, row: int) -> int:
        """Return how many columns `row` is set in."""
        return self._place(row)[2] * _INDENT

    def _shown(self, start: int, end: int, depth: int) -> Shown | None:
        chip = self._chip(start, end)
        if end - start > LONG_BYTES and chip is None:
            return None
        text = row_text(self.data, start, end, chip)
        colours = json_colours.in_units(text.text, json_colours.spans(text.text))
        if chip is not None:
            colours.append((text.unit_at(chip.start - start), len(chip.words), "accent"))
        return Shown(start, text, colours, depth * _INDENT, chip)

    def _whole(self, start: int, end: int, depth: int, ink: Ink) -> RowPart:
        key = (start, end)
        if key in self._kept:
            return self._kept[key]
        shown = self._shown(start, end, depth) or Shown(start, visible(b""))
        return self._part(key, RowPart(ink, shown.text, start, self._indent_px(depth, ink), shown.colours))

    def _rest(self, row: int, ink: Ink) -> list[RowPart]:
        """Return what stands behind a closed bracket."""
        _, found, place = self._row(row)
        opens, depth = found.opens.get(place), found.depths[place]
        if opens is None or not self.folds.rule.is_closed(opens, depth):
            return []
        start, end, _ = self._place(row)
        before = self._whole(start, end, max(0, depth), ink)
        key = (-1 - opens, row)
        if key in self._kept:
            return [self._kept[key]]
        text = self._rest_words(found, place, opens)
        shown = VisibleText(text, 0, (), array("Q", [0] * (len(text) + 1)))
        colours = [(0, len(text) - 1, "muted")]
        made = RowPart(ink, shown, end, before.x_px + before.width_px + ink.cell_px, colours)
        return [self._part(key, made)]

    def _rest_words(self, found: Breaks, place: int, opens: int) -> str:
        closing = "}" if self.data[opens] == 0x7B else "]"
        known = self.folds.end_of(opens)
        if known is None and len(found.starts) > place + 1:
            inside = (
                at for at in sorted(found.closes) if at > place and found.depths[at] <= found.depths[place]
            )
            at = next(inside, None)
            known = None if at is None else found.starts[at]
        return f"… {size_words(known - opens)} {closing}" if known else f"… {closing}"

    def _piece(self, line: LongLine, piece: tuple[int, int, int], indent_px: float, ink: Ink) -> RowPart:
        start, end, column = piece
        key = (start, end)
        if key in self._kept:
            return self._kept[key]
        shown = visible(bytes(self.data[start:end]))
        inside = json_colours.starts_inside(self.data, line.start, start)
        colours = json_colours.in_units(shown.text, json_colours.spans(shown.text, inside=inside))
        return self._part(key, RowPart(ink, shown, start, indent_px + column * ink.cell_px, colours))

    def _long_line(self, start: int, end: int) -> LongLine:
        found = self._long.get(start)
        if found is None or found.end != end:
            if len(self._long) >= _KEPT_LONG_LINES:
                del self._long[next(iter(self._long))]
            found = self._long[start] = LongLine(self.data, start, end)
        return found
