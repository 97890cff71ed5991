"""Rows of JSON laid out for reading, made when they are looked at."""

from array import array
from itertools import islice

from betadeck.core.figures import size_words
from betadeck.core.json_breaks import Breaks, Buffer
from betadeck.core.json_row_text import Chip, chip_in, row_text
from betadeck.core.long_line import LongLine
from betadeck.core.visible_text import VisibleText, visible
from betadeck.ui.response.body import json_colours
from betadeck.ui.response.body.folded_rows import INDENT, FoldedRows
from betadeck.ui.response.body.ink import Ink
from betadeck.ui.response.body.row_part import RowPart
from betadeck.ui.response.body.rows import Shown

LONG_BYTES = 4096
_KEPT_LONG_LINES = 64


class JsonRows(FoldedRows):
    """Laid out rows over the bytes as received. Long rows are laid out a piece at a time, files are chips."""

    def __init__(self, data: Buffer) -> None:
        super().__init__(data)
        self._long: dict[int, LongLine] = {}

    def parts(self, row: int, left_px: float, width_px: float, ink: Ink) -> list[RowPart]:
        """Return what of `row` is looked at."""
        start, end, depth = self._place(row)
        if end - start <= LONG_BYTES or self._chip(start, end):
            return [self._whole(start, end, depth, ink), *self._rest(row, ink)]
        line, indent_px = self._long_line(start, end), self._indent_px(depth, ink)
        left_px -= indent_px
        in_sight = line.pieces(int(left_px / ink.cell_px), (left_px + width_px) / ink.cell_px)
        return [self._piece(line, piece, indent_px, ink) for piece in in_sight]

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

    def chip_at(self, offset: int) -> Chip | None:
        """Return the file that is drawn at `offset`."""
        start, end, _ = self._place(self.row_of(offset))
        chip = self._chip(start, end)
        return chip if chip is not None and chip.start <= offset < chip.end else None

    def _chip(self, start: int, end: int) -> Chip | None:
        return chip_in(self.data, start, end)

    def _indent_px(self, depth: int, ink: Ink) -> float:
        return depth * INDENT * ink.cell_px

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
            wanted = islice(rows, place, place + end - first - len(sizes))
            sizes += [stop - start + INDENT * max(0, depth) + 1 for start, stop, depth in wanted]
            page, place = page + 1, 0
        return sizes[: end - first]

    def indent(self, row: int) -> int:
        """Return how many columns `row` is set in."""
        return self._place(row)[2] * INDENT

    def _shown(self, start: int, end: int, depth: int) -> Shown | None:
        chip = self._chip(start, end)
        if end - start > LONG_BYTES and chip is None:
            return None
        return Shown(start, row_text(self.data, start, end, chip), depth * INDENT, chip)

    def colours(self, shown: Shown) -> list[json_colours.Span]:
        """Return how a text of `shown` is coloured."""
        text = shown.text
        colours = json_colours.in_units(text.text, json_colours.spans(text.text))
        if shown.chip is not None:
            colours.append((text.unit_at(shown.chip.start - shown.start), len(shown.chip.words), "accent"))
        return colours

    def _whole(self, start: int, end: int, depth: int, ink: Ink) -> RowPart:
        key = (start, end)
        if key in self._kept:
            return self._kept[key]
        shown = self._shown(start, end, depth) or Shown(start, visible(b""))
        return self._part(
            key, RowPart(ink, shown.text, start, self._indent_px(depth, ink), self.colours(shown))
        )

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
