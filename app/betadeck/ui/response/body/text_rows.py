"""Rows that are the lines of a text."""

from enum import Enum

from betadeck.core.body import Body
from betadeck.core.body_kind import BodyKind
from betadeck.core.line_index import LineIndex
from betadeck.core.long_line import LongLine
from betadeck.core.visible_text import VisibleText, visible
from betadeck.ui.response.body import json_colours
from betadeck.ui.response.body.ink import Ink
from betadeck.ui.response.body.row_part import RowPart
from betadeck.ui.response.body.rows import Rows, Shown

LONG_BYTES = 4096
_KEPT_LONG_LINES = 64


class Language(Enum):
    """What text rows are coloured as."""

    PLAIN = "plain"
    JSON = "json"
    STREAM = "stream"


_LANGUAGES = {
    BodyKind.JSON: Language.JSON,
    BodyKind.JSON_LINES: Language.JSON,
    BodyKind.STREAM: Language.STREAM,
}


def language_of(kind: BodyKind) -> Language:
    """Return what a body of this kind is coloured as."""
    return _LANGUAGES.get(kind, Language.PLAIN)


class TextRows(Rows):
    """Lines of text. Lines above `LONG_BYTES` are laid out a piece at a time."""

    def __init__(self, data: Body | bytearray, language: Language = Language.PLAIN) -> None:
        super().__init__(data)
        self._index = LineIndex(data)
        self._language = language
        self._long: dict[int, LongLine] = {}
        self.is_coloured = language is not Language.PLAIN
        self.found_all = False

    @property
    def count(self) -> int:
        """The number of lines found so far."""
        return self._index.lines

    def extend(self, budget_bytes: int) -> bool:
        """Look for more lines; what was laid out of a last line that grew is dropped."""
        last = self.count - 1
        size = self._index.counted_bytes
        done = self.found_all = self._index.extend(budget_bytes)
        if self._index.counted_bytes != size:
            if last in self._long:
                self._long[last].grow(self.span(last)[1])
            for key in [key for key in self._kept if key[0] == last]:
                del self._kept[key]
        return done

    def span(self, row: int) -> tuple[int, int]:
        """Return the bytes of line `row`, without its line break."""
        return self._index.span(row)

    def row_of(self, offset: int) -> int:
        """Return the line that holds the byte at `offset`."""
        return self._index.line_of(offset)

    def parts(self, row: int, left_px: float, width_px: float, ink: Ink) -> list[RowPart]:
        """Return what of line `row` is looked at."""
        start, end = self.span(row)
        if end - start <= LONG_BYTES:
            return [self._whole(row, start, end, ink)]
        line = self._long_line(row, start, end)
        in_sight = line.pieces(int(left_px / ink.cell_px), (left_px + width_px) / ink.cell_px)
        return [self._piece(row, line, piece, ink) for piece in in_sight]

    def width_px(self, row: int, ink: Ink) -> float:
        """Return the width of line `row`."""
        start, end = self.span(row)
        if end - start <= LONG_BYTES:
            return self._whole(row, start, end, ink).width_px
        return self._long_line(row, start, end).columns * ink.cell_px

    def part_at(self, row: int, offset: int, ink: Ink) -> RowPart:
        """Return the part of line `row` that holds `offset`."""
        start, end = self.span(row)
        if end - start <= LONG_BYTES:
            return self._whole(row, start, end, ink)
        line = self._long_line(row, start, end)
        return self._piece(row, line, line.column_of(offset), ink)

    def shown(self, row: int) -> Shown | None:
        """Return the text of `row`, None when it is too long to be laid out whole."""
        start, end = self.span(row)
        if end - start > LONG_BYTES:
            return None
        return Shown(start, visible(bytes(self.data[start:end])))

    def colours(self, shown: Shown) -> list[json_colours.Span]:
        """Return how a text of `shown` is coloured."""
        return self._colours(shown.text, False)

    def _whole(self, row: int, start: int, end: int, ink: Ink) -> RowPart:
        key = (row, start)
        if key in self._kept:
            return self._kept[key]
        shown = visible(bytes(self.data[start:end]))
        return self._part(key, RowPart(ink, shown, start, 0.0, self._colours(shown, False)))

    def _piece(self, row: int, line: LongLine, piece: tuple[int, int, int], ink: Ink) -> RowPart:
        start, end, column = piece
        key = (row, start)
        if key in self._kept:
            return self._kept[key]
        shown = visible(bytes(self.data[start:end]))
        inside = self._language is not Language.PLAIN and json_colours.starts_inside(
            self.data, line.start, start
        )
        colours = self._colours(shown, inside, first=start == line.start)
        return self._part(key, RowPart(ink, shown, start, column * ink.cell_px, colours))

    def _colours(self, shown: VisibleText, inside: bool, first: bool = True) -> list[json_colours.Span]:
        if self._language is Language.PLAIN:
            return []
        stream = self._language is Language.STREAM and first
        return json_colours.in_units(shown.text, json_colours.spans(shown.text, inside=inside, stream=stream))

    def _long_line(self, row: int, start: int, end: int) -> LongLine:
        found = self._long.get(row)
        if found is None:
            if len(self._long) >= _KEPT_LONG_LINES:
                del self._long[next(iter(self._long))]
            found = self._long[row] = LongLine(self.data, start, end)
        return found
