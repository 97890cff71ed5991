"""The lines of one side with empty rows where the other side has more."""

from collections.abc import Callable
from typing import TypeVar

from betadeck.core.compare.lines import Block, Blocks, Sort
from betadeck.core.visible_text import VisibleText
from betadeck.ui.response.body import json_colours
from betadeck.ui.response.body.ink import Ink
from betadeck.ui.response.body.row_part import RowPart
from betadeck.ui.response.body.rows import Rows
from betadeck.ui.response.body.text_rows import Language, TextRows

T = TypeVar("T")
LEFT, RIGHT = 0, 1
_ABSENT = {LEFT: Sort.ADDED, RIGHT: Sort.REMOVED}
_BAR = "│"
_BAR_WITHIN = 140


class SideRows(Rows):
    """Row by row what `blocks` say of the text `data` on `side`."""

    def __init__(self, data: bytes, blocks: Blocks, side: int, language: Language) -> None:
        super().__init__(data)
        self._blocks, self._side = blocks, side
        self._lines = _Lines(data, language)
        self._whole = False

    @property
    def count(self) -> int:
        """The number of rows whose lines are known."""
        if self._whole:
            return self._blocks.rows
        return max(1, self._blocks.row_of_line(max(0, self._lines.count - 2), self._side))

    def extend(self, budget_bytes: int) -> bool:
        """Find more lines."""
        self._whole = self._lines.extend(budget_bytes)
        return self._whole

    def block(self, row: int) -> Block:
        """Return the block that `row` is in."""
        return self._blocks.at(row)[0]

    def line(self, row: int) -> int | None:
        """Return the line that `row` shows, None for an empty one."""
        block, place = self._blocks.at(row)
        return None if block.sort is _ABSENT[self._side] else block[1 + self._side] + place

    def line_bytes(self, row: int) -> bytes:
        """Return the bytes of a row's line, none for an empty row."""
        start, end = self.span(row)
        return bytes(self.data[start:end])

    def span(self, row: int) -> tuple[int, int]:
        """Return the bytes of `row`; an empty one lies before the line that follows it."""
        line = self.line(row)
        if line is not None:
            return self._lines.span(line)
        block = self.block(row)
        following = min(block[1 + self._side], self._lines.count - 1)
        start = self._lines.span(following)[0]
        return start, start

    def row_of(self, offset: int) -> int:
        """Return the row that shows the byte at `offset`."""
        return self._blocks.row_of_line(self._lines.row_of(offset), self._side)

    def parts(self, row: int, left_px: float, width_px: float, ink: Ink) -> list[RowPart]:
        """Return what of `row` is looked at; nothing of an empty one."""
        return self._with_line(row, lambda line: self._lines.parts(line, left_px, width_px, ink), [])

    def width_px(self, row: int, ink: Ink) -> float:
        """Return the width of `row`."""
        return self._with_line(row, lambda line: self._lines.width_px(line, ink), 0.0)

    def part_at(self, row: int, offset: int, ink: Ink) -> RowPart:
        """Return the part of `row` that holds `offset`."""
        line = self.line(row)
        return self._lines.part_at(self._lines.row_of(offset) if line is None else line, offset, ink)

    def label(self, row: int) -> str:
        """Return the line's number; of an empty row as many blanks, so that margins stay as wide."""
        line = self.line(row) if 0 <= row < self._blocks.rows else None
        return str(line + 1) if line is not None else " " * len(str(self._lines.count))

    def forget(self) -> None:
        """Drop what was laid out."""
        super().forget()
        self._lines.forget()

    def _with_line(self, row: int, work: Callable[[int], T], otherwise: T) -> T:
        line = self.line(row)
        return otherwise if line is None else work(line)


class _Lines(TextRows):
    """Lines of which unfolded prose, behind its bar, has no colours of JSON."""

    def _colours(self, shown: VisibleText, inside: bool, first: bool = True) -> list[json_colours.Span]:
        if _BAR in shown.text[:_BAR_WITHIN]:
            return []
        return super()._colours(shown, inside, first)
