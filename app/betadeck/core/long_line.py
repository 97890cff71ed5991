"""Columns of a line too long to be laid out whole: which bytes stand in the part that is looked at."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator

from betadeck.core.body import Body

PIECE_BYTES = 512
_CHECKED_BYTES = 1 << 20
_FOLLOWERS = bytes(range(0x80, 0xC0))
_WIDE_LEADERS = bytes((*range(0xE3, 0xEE), 0xF0))

Piece = tuple[int, int, int]
"""Where a piece starts and ends, in bytes, and its first column."""


class LongLine:
    """Bytes `start` to `end` of `data`, addressed by column.

    A column is the width of one monospace character. As long as the line is ASCII, a byte is a column;
    from the first other byte on, wide characters (by their first byte: CJK, most emoji) count two, all
    else one. That is near enough for scrolling; inside a piece the view measures for itself. Nothing is
    looked at beyond what is asked for; there a byte counts as a column.
    """

    def __init__(self, data: Body | bytearray, start: int, end: int) -> None:
        self._data, self.start, self.end = data, start, end
        self._plain_end, self._mixed = start, False
        self._starts = array("Q", [start])
        self._columns = array("Q", [0])

    @property
    def columns(self) -> int:
        """How wide the line is, as far as is known."""
        return self._columns[-1] + self.end - self._starts[-1]

    def grow(self, end: int) -> None:
        """Say that the line goes on to `end`."""
        self.end = end
        if len(self._starts) > 1:  # the last piece was cut by the end that was
            self._starts.pop()
            self._columns.pop()

    def piece_at(self, column: int) -> Piece:
        """Return the piece under `column`."""
        self._check_to(self.start + column + PIECE_BYTES)
        if not self._mixed or self.start + column < self._plain_end:
            return self._plain_piece(self.start + column)
        while self._columns[-1] <= column and self._starts[-1] < self.end:
            self._count_piece()
        return self._piece(bisect_right(self._columns, column) - 1)

    def pieces(self, first: int, end: float) -> Iterator[Piece]:
        """Yield the pieces from column `first` to column `end`."""
        column = max(0, first)
        while column < end:
            piece = self.piece_at(column)
            if piece[0] >= piece[1]:
                return
            yield piece
            if piece[1] >= self.end:
                return
            column = self.column_of(piece[1])[2]

    def column_of(self, offset: int) -> Piece:
        """Return the piece that holds the byte at `offset`."""
        self._check_to(offset + PIECE_BYTES)
        if not self._mixed or offset < self._plain_end:
            return self._plain_piece(offset)
        while self._starts[-1] <= offset and self._starts[-1] < self.end:
            self._count_piece()
        return self._piece(bisect_right(self._starts, offset) - 1)

    def _check_to(self, offset: int) -> None:
        """Find out how far the line is ASCII, up to `offset`."""
        while not self._mixed and self._plain_end < min(offset, self.end):
            end = min(self._plain_end + _CHECKED_BYTES, self.end)
            if not self._data[self._plain_end : end].isascii():
                self._mixed = True
                self._starts[0] = self._plain_end
                self._columns[0] = self._plain_end - self.start
            else:
                self._plain_end = end

    def _plain_piece(self, offset: int) -> Piece:
        """Return the piece of the ASCII part that holds `offset`; a line's end belongs to its last piece."""
        last = max(self.start, self.end - 1)
        inside = min(offset, last) - self.start
        start = self.start + inside // PIECE_BYTES * PIECE_BYTES
        limit = self._plain_end if self._mixed else self.end
        return start, min(start + PIECE_BYTES, limit), start - self.start

    def _piece(self, place: int) -> Piece:
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
