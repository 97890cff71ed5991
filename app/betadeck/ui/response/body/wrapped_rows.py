"""Rows broken into pieces that fit into the width of a view."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from time import perf_counter
from typing import overload

from betadeck.core.json_breaks import Buffer
from betadeck.core.json_row_text import Chip
from betadeck.core.visible_text import visible
from betadeck.core.wrapping import breaks_of, piece_of
from betadeck.ui.response.body import json_colours
from betadeck.ui.response.body.ink import Ink
from betadeck.ui.response.body.row_part import RowPart
from betadeck.ui.response.body.rows import Fold, Rows, Shown

_CHUNK_ROWS = 64
_LEAST_COLUMNS = 24
_STEP_S = 0.003
_KEPT_ROWS = 256
_start = itemgetter(0)


class Cuts(Sequence[tuple[int, int]]):
    """Pieces of `size` bytes of a line of any length, none of which tears a character."""

    def __init__(self, data: Buffer, start: int, end: int, size: int) -> None:
        self._data, self._start, self._end, self._size = data, start, end, size

    def __len__(self) -> int:
        return (self._end - self._start + self._size - 1) // self._size

    @overload
    def __getitem__(self, place: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, place: slice) -> list[tuple[int, int]]: ...
    def __getitem__(self, place: int | slice) -> tuple[int, int] | list[tuple[int, int]]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        return self._begin(place), self._begin(place + 1)

    def _begin(self, place: int) -> int:
        at = self._start + place * self._size
        if at >= self._end:
            return self._end
        for step in range(3):
            if not 0x80 <= self._data[at - step] < 0xC0:
                return at - step if at - step > self._start else at
        return at


class WrappedRows(Rows):
    """The rows of `base`, each as many rows as it needs. Rows too long to be laid out break anywhere."""

    def __init__(self, base: Rows, columns: int) -> None:
        super().__init__(base.data)
        self.base, self.columns = base, max(_LEAST_COLUMNS, columns)
        self.can_fold = base.can_fold
        self._sums, self._taken = array("Q", [0]), 0
        self._version = base.version
        self._pieces: dict[int, Sequence[tuple[int, int]]] = {}
        self._take(0.0)

    @property
    def unwrapped(self) -> Rows:
        """The rows that are broken here."""
        return self.base

    @property
    def count(self) -> int:
        """The number of rows known so far; of the last rows that may still grow, one."""
        return max(1, self._sums[-1])

    @property
    def lines(self) -> int:
        """The number of lines in all."""
        return self.base.lines

    @property
    def found_all(self) -> bool:  # type: ignore[override]
        """Whether all rows are known."""
        return self.base.found_all and self._taken >= self.base.count

    @property
    def percent(self) -> int:  # type: ignore[override]
        """How far it has come."""
        return min(self.base.percent, self._taken * 100 // max(1, self.base.count))

    def extend(self, budget_bytes: int) -> bool:
        """Find more rows."""
        if not self.base.found_all:
            self.base.extend(budget_bytes)
        if self.base.version != self._version:
            self._start_again()
        self._take(_STEP_S)
        return self.found_all

    def span(self, row: int) -> tuple[int, int]:
        """Return the bytes of `row`."""
        base_row, piece = self._place(row)
        return self._pieces_of(base_row)[piece]

    def row_of(self, offset: int) -> int:
        """Return the row that holds the byte at `offset`."""
        base_row = self.base.row_of(offset)
        if base_row >= self._taken:
            return self.count - 1
        chunk = base_row // _CHUNK_ROWS
        before = self._sums[chunk] + sum(
            len(self._pieces_of(each)) for each in range(chunk * _CHUNK_ROWS, base_row)
        )
        return int(before) + max(0, bisect_right(self._pieces_of(base_row), offset, key=_start) - 1)

    def parts(self, row: int, left_px: float, width_px: float, ink: Ink) -> list[RowPart]:
        """Return what of `row` is looked at."""
        base_row, piece = self._place(row)
        pieces = self._pieces_of(base_row)
        if len(pieces) == 1:
            return self.base.parts(base_row, left_px, width_px, ink)
        return [self._part_of(base_row, piece, ink)]

    def width_px(self, row: int, ink: Ink) -> float:
        """Return the width of `row`."""
        last = self.parts(row, 0.0, 1.0, ink)[-1:]
        return last[0].x_px + last[0].width_px if last else 0.0

    def part_at(self, row: int, offset: int, ink: Ink) -> RowPart:
        """Return the part of `row` that holds `offset`."""
        base_row, piece = self._place(row)
        if len(self._pieces_of(base_row)) == 1:
            return self.base.part_at(base_row, offset, ink)
        return self._part_of(base_row, piece, ink)

    def label(self, row: int) -> str:
        """Return the number of the row that begins here."""
        base_row, piece = self._place(row)
        return self.base.label(base_row) if piece == 0 else ""

    def share(self, offset: int) -> float:
        """Return how far down the byte at `offset` is shown, near enough for a mark."""
        return self.base.share(offset)

    def fold(self, row: int) -> Fold:
        """Return whether `row` begins something that can be folded, and whether it is."""
        base_row, piece = self._place(row)
        return self.base.fold(base_row) if piece == 0 else Fold.NONE

    def turn(self, row: int) -> None:
        """Fold what begins with `row`, or unfold it."""
        self.base.turn(self._place(row)[0])

    def parent_of(self, row: int) -> int | None:
        """Return the row that begins what `row` stands in."""
        parent = self.base.parent_of(self._place(row)[0])
        return None if parent is None else self.row_of(self.base.span(parent)[0])

    def show(self, offset: int) -> bool:
        """Unfold all that hides `offset`; tell whether anything had to be."""
        return self.base.show(offset)

    def close_level(self, level: int) -> None:
        """Fold all that stands at least `level` deep."""
        self.base.close_level(level)

    def chip_at(self, offset: int) -> Chip | None:
        """Return the file that is drawn in the place of the bytes at `offset`."""
        return self.base.chip_at(offset)

    def snap(self, offset: int, *, back: bool = False) -> int:
        """Return the place nearest to `offset` that can be seen."""
        return self.base.snap(offset, back=back)

    def last_label(self) -> str:
        """Return the widest of what stands in the margin."""
        return self.base.last_label()

    def copied(self, first: int, end: int) -> Iterator[bytes]:
        """Yield what lies between two offsets as it is to be copied."""
        return self.base.copied(first, end)

    def forget(self) -> None:
        """Drop what was laid out."""
        super().forget()
        self.base.forget()

    def _start_again(self) -> None:
        self._sums, self._taken = array("Q", [0]), 0
        self._version = self.base.version
        self._pieces.clear()
        self._kept.clear()

    def _take(self, budget_s: float) -> None:
        """Count the pieces of some more rows, at least of a chunk."""
        end_s = perf_counter() + budget_s
        known = self.base.count if self.base.found_all else self.base.count - 1
        is_first = True
        while self._taken < known and (is_first or perf_counter() < end_s):
            is_first = False
            chunk = self._taken // _CHUNK_ROWS
            first, end = chunk * _CHUNK_ROWS, min((chunk + 1) * _CHUNK_ROWS, known)
            sizes = self.base.sizes(first, end)
            del self._sums[chunk + 1 :]
            rows = sum(1 if size <= self.columns else len(self._pieces_of(first + number))
                       for number, size in enumerate(sizes))  # fmt: skip
            self._sums.append(self._sums[-1] + rows)
            self._taken = end

    def _place(self, row: int) -> tuple[int, int]:
        """Return the row of `base` that `row` is a piece of, and which."""
        chunk = max(0, min(bisect_right(self._sums, row), len(self._sums) - 1) - 1)
        left = row - self._sums[chunk]
        base_row = chunk * _CHUNK_ROWS
        while base_row + 1 < max(1, self._taken) and left >= (size := len(self._pieces_of(base_row))):
            left -= size
            base_row += 1
        return base_row, max(0, min(left, len(self._pieces_of(base_row)) - 1))

    def _pieces_of(self, base_row: int) -> Sequence[tuple[int, int]]:
        """Return the bytes of each piece of a row."""
        found = self._pieces.get(base_row)
        if found is None:
            if len(self._pieces) >= _KEPT_ROWS:
                del self._pieces[next(iter(self._pieces))]
            found = self._pieces[base_row] = self._cut(base_row)
        return found

    def _cut(self, base_row: int) -> Sequence[tuple[int, int]]:
        start, end = self.base.span(base_row)
        indent = self.base.indent(base_row)
        if end - start + indent + 1 <= self.columns:
            return [(start, end)]
        shown = self.base.shown(base_row)
        if shown is None:
            return Cuts(self.data, start, end, max(_LEAST_COLUMNS, self.columns - indent))
        if shown.chip is not None:
            return [(start, end)]
        places = self._places(shown)
        starts = [shown.start + piece_of(shown.text, place, place)[0] for place in places]
        return list(zip(starts, [*starts[1:], end], strict=True))

    def _places(self, shown: Shown) -> list[int]:
        return breaks_of(shown.text.text, max(_LEAST_COLUMNS, self.columns - shown.indent))

    def _part_of(self, base_row: int, piece: int, ink: Ink) -> RowPart:
        start, end = self._pieces_of(base_row)[piece]
        key = (base_row, start)
        if key in self._kept:
            return self._kept[key]
        shown = self.base.shown(base_row)
        if shown is None:
            indent_px = self.base.indent(base_row) * ink.cell_px
            return self._part(key, self._long_part(start, end, indent_px, ink))
        places = [*self._places(shown), len(shown.text.text)]
        _, text = piece_of(shown.text, places[piece], places[piece + 1])
        base_unit = sum(2 if char > "\uffff" else 1 for char in shown.text.text[: places[piece]])
        colours = [
            (max(0, at - base_unit), min(size, at + size - base_unit), token)
            for at, size, token in self.base.colours(shown)
            if at + size > base_unit
        ]
        return self._part(key, RowPart(ink, text, start, shown.indent * ink.cell_px, colours))

    def _long_part(self, start: int, end: int, indent_px: float, ink: Ink) -> RowPart:
        shown = visible(bytes(self.data[start:end]))
        inside = json_colours.starts_inside(self.data, max(0, start - (1 << 13)), start)
        colours = json_colours.spans(shown.text, inside=inside) if self.base.is_coloured else ()
        return RowPart(ink, shown, start, indent_px, json_colours.in_units(shown.text, colours))
