"""Rows of a hex dump, sixteen bytes each."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from betadeck.core import hex_lines
from betadeck.core.visible_text import visible
from betadeck.ui.response.body.ink import Ink
from betadeck.ui.response.body.row_part import Coloured, RowPart, format_range
from betadeck.ui.response.body.rows import Rows


class HexPart(RowPart):
    """One row: its offset, its digits, its letters. Bytes are found under both of the latter."""

    def __init__(self, ink: Ink, data: bytes, start: int) -> None:
        shown = visible(hex_lines.row_text(data, start).encode())
        super().__init__(ink, shown, start, 0.0, [(0, hex_lines.OFFSET_DIGITS, "muted")])
        self.end = start + len(data)

    def draw(self, painter: QPainter, y_px: float, grounds: Coloured = ()) -> None:
        """Draw it, with `grounds` behind digits and letters alike."""
        found = []
        for first, end, token in grounds:
            place, stop = max(0, first - self.start), min(end, self.end) - self.start
            if place < stop:
                look = self._ink.ground(token)
                column = hex_lines.column_of(place)
                found.append(format_range(column, hex_lines.column_of(stop - 1) + 2 - column, look))
                found.append(format_range(hex_lines.ASCII_COLUMN + place, stop - place, look))
        self._layout.draw(painter, QPointF(self.x_px, y_px + self._ink.top_px), found)

    def x_of(self, offset: int) -> float:
        """Return where the digits of the byte at `offset` begin."""
        return hex_lines.column_of(offset - self.start) * self._ink.cell_px

    def offset_at(self, x_px: float) -> int:
        """Return the byte whose digits or letter stand at `x_px`."""
        return min(self.start + hex_lines.place_at(round(x_px / self._ink.cell_px)), self.end)


class HexRows(Rows):
    """Sixteen bytes a row; all rows are known from the start."""

    can_wrap = False

    @property
    def count(self) -> int:
        """The number of rows."""
        return hex_lines.rows(len(self.data))

    def extend(self, budget_bytes: int) -> bool:  # noqa: ARG002 - nothing has to be looked for
        """Tell that all rows are known."""
        return True

    def span(self, row: int) -> tuple[int, int]:
        """Return the bytes of `row`."""
        start = row * hex_lines.ROW_BYTES
        return start, min(start + hex_lines.ROW_BYTES, len(self.data))

    def row_of(self, offset: int) -> int:
        """Return the row of the byte at `offset`; the end of the data belongs to the last row."""
        return min(offset // hex_lines.ROW_BYTES, self.count - 1)

    def parts(self, row: int, left_px: float, width_px: float, ink: Ink) -> list[RowPart]:  # noqa: ARG002
        """Return the whole row, whatever is looked at."""
        return [self.part_at(row, 0, ink)]

    def width_px(self, row: int, ink: Ink) -> float:  # noqa: ARG002 - all rows are alike
        """Return the width of a row."""
        return (hex_lines.ASCII_COLUMN + hex_lines.ROW_BYTES) * ink.cell_px

    def part_at(self, row: int, offset: int, ink: Ink) -> RowPart:  # noqa: ARG002 - a row has one part
        """Return the row."""
        start, end = self.span(row)
        key = (row, start)
        return self._kept.get(key) or self._part(key, HexPart(ink, bytes(self.data[start:end]), start))

    def label(self, row: int) -> str:  # noqa: ARG002 - no row has one
        """Return nothing: a row begins with its offset."""
        return ""
