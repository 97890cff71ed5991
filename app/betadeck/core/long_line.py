"""Columns of a line too long to be laid out whole: which bytes stand in the part that is looked at."""

from array import array
from bisect import bisect_right

PIECE_BYTES = 512
_FOLLOWERS = bytes(range(0x80, 0xC0))
_WIDE_LEADERS = bytes((*range(0xE3, 0xEE), 0xF0))


class LongLine:
    """Bytes `start` to `end` of `data`, addressed by column.

    A column is the width of one monospace character. ASCII lines have one byte a column; in others, wide
    characters (by their first byte: CJK, most emoji) count two, all else one. That is near enough for
    scrolling; inside a piece the view measures for itself. Columns are counted up to where they are
    asked for, beyond that a byte counts as one.
    """

    def __init__(self, data: bytes | bytearray, start: int, end: int) -> None:
        self._data, self.start, self.end = data, start, end
        self._ascii = bytes(data[start:end]).isascii()
        self._starts = array("Q", [start])
        self._columns = array("Q", [0])

    @property
    def columns(self) -> int:
        """How wide the line is, as far as is known."""
        return self._columns[-1] + self.end - self._starts[-1]

    def piece_at(self, column: int) -> tuple[int, int, int]:
        """Return where the piece under `column` starts and ends, in bytes, and its first column."""
        if self._ascii:
            start = min(self.start + column // PIECE_BYTES * PIECE_BYTES, self.end)
            return start, min(start + PIECE_BYTES, self.end), start - self.start
        while self._columns[-1] <= column and self._starts[-1] < self.end:
            self._count_piece()
        place = bisect_right(self._columns, column) - 1
        return self._piece(place)

    def column_of(self, offset: int) -> tuple[int, int, int]:
        """Return the piece that holds the byte at `offset`, as `piece_at` does."""
        if self._ascii:
            return self.piece_at(min(offset, max(self.start, self.end - 1)) - self.start)
        while self._starts[-1] <= offset and self._starts[-1] < self.end:
            self._count_piece()
        return self._piece(bisect_right(self._starts, offset) - 1)

    def _piece(self, place: int) -> tuple[int, int, int]:
        start = self._starts[place]
        end = self._starts[place + 1] if place + 1 < len(self._starts) else self.end
        return start, end, self._columns[place]

    def _count_piece(self) -> None:
        """Count one more piece, which ends before a character, not inside it."""
        start = self._starts[-1]
        end = min(start + PIECE_BYTES, self.end)
        limit = min(end + 3, self.end)
        while end < limit and 0x80 <= self._data[end] < 0xC0:
            end += 1
        piece = bytes(self._data[start:end])
        leaders = piece.translate(None, _FOLLOWERS)
        wide = len(leaders) - len(leaders.translate(None, _WIDE_LEADERS))
        self._starts.append(end)
        self._columns.append(self._columns[-1] + len(leaders) + wide)
