"""Two texts compared line by line, as blocks that a view can draw side by side."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from betadeck.core.compare.affinity import Pair, aligned, text_likeness
from betadeck.core.compare.block import Block, Sort
from betadeck.core.compare.ignoring import Ignoring, masked
from betadeck.core.compare.sequence import runs
from betadeck.core.compare.sliding import slid

__all__ = ["Block", "Blocks", "Sort", "compared", "lines_of"]

_MOST_CELLS = 400
_ALIKE = 0.3
_SEEN_BYTES = 200


class Blocks:
    """The blocks of a comparison in order. Row numbers count all rows of all blocks, from 0."""

    def __init__(self, blocks: Sequence[Block] = ()) -> None:
        self._numbers = array("Q", [number for block in blocks for number in block])
        self._starts = array("Q", [0])
        for block in blocks:
            self._starts.append(self._starts[-1] + block.rows)
        self.places = _places(blocks, self._starts)
        """The first row of each difference; blocks that touch are one difference."""

    @property
    def rows(self) -> int:
        """The number of rows."""
        return self._starts[-1]

    def __len__(self) -> int:
        return len(self._numbers) // 4

    def __getitem__(self, place: int) -> Block:
        sort, left, right, rows = self._numbers[4 * place : 4 * place + 4]
        return Block(Sort(sort), left, right, rows)

    def __iter__(self) -> Iterator[Block]:
        return (self[place] for place in range(len(self)))

    def at(self, row: int) -> tuple[Block, int]:
        """Return the block that holds `row`, and which of its rows that is."""
        place = min(bisect_right(self._starts, row) - 1, len(self) - 1)
        return self[place], row - self._starts[place]

    def row_of_line(self, line: int, side: int) -> int:
        """Return the row that shows `line` of the text on `side` (0 left, 1 right)."""
        low, high = 0, len(self)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._numbers[4 * middle + 1 + side] <= line else (low, middle)
        block, start = self[low], self._starts[low]
        return min(start + max(0, line - block[1 + side]), self.rows - 1)


def compared(left: bytes, right: bytes, ignoring: Ignoring) -> Blocks:
    """Return how the lines of two texts differ. A line ends with LF, CR LF or CR."""
    ours, theirs = lines_of(left), lines_of(right)
    numbers: dict[bytes, int] = {}
    one, other = _numbered(left, ours, ignoring, numbers), _numbered(right, theirs, ignoring, numbers)
    found: list[Block] = []
    at = to = 0
    for run in (*runs(one, other), (len(one), len(other), 0)):
        found += _between(ours, theirs, (at, run[0]), (to, run[1]))
        if run[2]:
            found.append(Block(Sort.EQUAL, run[0], run[1], run[2]))
        at, to = run[0] + run[2], run[1] + run[2]
    return Blocks(slid(found, ours, theirs))


def lines_of(data: bytes) -> list[bytes]:
    """Return the lines of `data`; there is always one, and one after the last line break."""
    lines = data.splitlines()
    return [*lines, b""] if not data or data.endswith((b"\n", b"\r")) else lines


def _numbered(data: bytes, lines: list[bytes], ignoring: Ignoring, known: dict[bytes, int]) -> list[int]:
    """Return a number for each line, equal ones for equal lines."""
    if ignoring.ids or ignoring.times:
        lines = lines_of(masked(data, ignoring))
    return [known.setdefault(line, len(known)) for line in lines]


def _between(
    ours: list[bytes], theirs: list[bytes], left: tuple[int, int], right: tuple[int, int]
) -> Iterator[Block]:
    """Yield the blocks of lines that have no equal on the other side."""
    one, other = left[0], right[0]
    before: Block | None = None
    for pair in _pairs(ours[slice(*left)], theirs[slice(*right)]):
        sort = Sort.ADDED if pair.left is None else Sort.REMOVED if pair.right is None else Sort.CHANGED
        if before is not None and before.sort is sort:
            before = before._replace(rows=before.rows + 1)
        else:
            if before is not None:
                yield before
            before = Block(sort, one, other, 1)
        one, other = one + (pair.left is not None), other + (pair.right is not None)
    if before is not None:
        yield before


def _pairs(ours: list[bytes], theirs: list[bytes]) -> list[Pair]:
    """Return the lines in order, those that look like before and after a change in one row."""
    if not ours or not theirs:
        return [Pair(at, None) for at in range(len(ours))] + [Pair(None, at) for at in range(len(theirs))]
    if len(ours) == len(theirs) or len(ours) * len(theirs) > _MOST_CELLS:
        return _in_order(len(ours), len(theirs))
    return _likely(ours, theirs)


def _in_order(left: int, right: int) -> list[Pair]:
    both = min(left, right)
    found = [Pair(at, at) for at in range(both)]
    return (
        found + [Pair(at, None) for at in range(both, left)] + [Pair(None, at) for at in range(both, right)]
    )


def _likely(ours: list[bytes], theirs: list[bytes]) -> list[Pair]:
    """Pair the shorter side's lines with those of the longer that look most like them."""
    left, right = [_seen(line) for line in ours], [_seen(line) for line in theirs]
    return aligned([[_alike(one, other) for other in right] for one in left])


def _alike(left: str, right: str) -> float:
    likeness = text_likeness(left, right)
    return likeness if likeness >= _ALIKE else 0.0


def _seen(line: bytes) -> str:
    return line[:_SEEN_BYTES].strip().decode("latin-1")


def _places(blocks: Sequence[Block], starts: "array[int]") -> "array[int]":
    found = array("Q")
    inside = False
    for block, start in zip(blocks, starts, strict=False):
        if block.sort is not Sort.EQUAL and not inside:
            found.append(start)
        inside = block.sort is not Sort.EQUAL
    return found
