"""Where the lines of a body begin, counted block by block so that 100 MB cost some ten milliseconds."""

import re
from array import array
from bisect import bisect_left, bisect_right

from betadeck.core.body import Body

BLOCK_BYTES = 1 << 15
_BREAK = re.compile(rb"\n|\r(?!\n)")
_KEPT_BLOCKS = 32


class LineIndex:
    """Finds any line of `data` without keeping where each of them begins.

    Only the number of line breaks before each block is kept; the breaks inside a block are looked for
    when a line in it is asked for. A line ends with LF, CR LF or CR. `data` may grow at its end: call
    `extend` again, and `close` when it is whole.
    """

    def __init__(self, data: Body | bytearray) -> None:
        self._data = data
        self._before = array("Q", [0])
        self._tail = 0
        self._closed = False
        self._blocks: dict[int, list[int]] = {}

    @property
    def lines(self) -> int:
        """The number of lines found so far; never less than one."""
        return self._before[-1] + self._tail + 1

    @property
    def counted_bytes(self) -> int:
        """How far the count has come."""
        return len(self._data) if self._caught_up() else self._sealed_bytes()

    def extend(self, budget_bytes: int = 1 << 62) -> bool:
        """Count up to `budget_bytes` more; tell whether all bytes that are there now are counted."""
        stop = self._sealed_bytes() + budget_bytes
        self._blocks.pop(len(self._before) - 1, None)
        while self._block_is_whole() and self._sealed_bytes() < stop:
            start = self._sealed_bytes()
            self._before.append(self._before[-1] + self._breaks(start, start + BLOCK_BYTES))
        if not self._caught_up():
            return False
        self._tail = self._breaks(self._sealed_bytes(), len(self._data))
        return True

    def close(self) -> None:
        """Say that no more bytes will come, so that the last block counts as whole."""
        self._closed = True

    def start(self, line: int) -> int:
        """Return the offset at which the line numbered `line` (from 0) begins.

        Raises:
            IndexError: no such line has been found yet.
        """
        if not 0 <= line < self.lines:
            raise IndexError(line)
        if line == 0:
            return 0
        block = min(bisect_left(self._before, line), len(self._before)) - 1
        return self._ends(block)[line - self._before[block] - 1]

    def span(self, line: int) -> tuple[int, int]:
        """Return where `line` begins and ends, its line break left out.

        Raises:
            IndexError: no such line has been found yet.
        """
        start = self.start(line)
        if line + 1 == self.lines:
            return start, len(self._data) if self._caught_up() else self.counted_bytes
        end = self.start(line + 1) - 1
        if self._data[end : end + 1] == b"\n" and end > start and self._data[end - 1 : end] == b"\r":
            end -= 1
        return start, end

    def line_of(self, offset: int) -> int:
        """Return the line that the byte at `offset` belongs to, a break belonging to the line it ends."""
        block = min(offset // BLOCK_BYTES, len(self._before) - 1)
        return self._before[block] + bisect_right(self._ends(block), offset)

    def _sealed_bytes(self) -> int:
        return (len(self._before) - 1) * BLOCK_BYTES

    def _block_is_whole(self) -> bool:
        """Tell whether the next block can change no more: one byte beyond tells CR from CR LF."""
        end = self._sealed_bytes() + BLOCK_BYTES
        return len(self._data) > end or (self._closed and len(self._data) == end)

    def _caught_up(self) -> bool:
        return not self._block_is_whole()

    def _breaks(self, start: int, end: int) -> int:
        piece = self._data[start : end + 1]
        count = piece.count(b"\n", 0, end - start)
        if piece.find(b"\r", 0, end - start) >= 0:
            count += piece.count(b"\r", 0, end - start) - piece.count(b"\r\n")
        return count

    def _ends(self, block: int) -> list[int]:
        """Return where the line breaks that end inside `block` end."""
        found = self._blocks.get(block)
        if found is None:
            start = block * BLOCK_BYTES
            end = min(start + BLOCK_BYTES, len(self._data))
            breaks = _BREAK.finditer(self._data, start, end + 1)
            found = [each.end() for each in breaks if each.start() < end]
            if len(self._blocks) >= _KEPT_BLOCKS:
                del self._blocks[next(iter(self._blocks))]
            self._blocks[block] = found
        return found
