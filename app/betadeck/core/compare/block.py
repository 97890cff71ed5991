"""A stretch of rows of two texts side by side."""

from enum import IntEnum
from typing import NamedTuple


class Sort(IntEnum):
    """What the rows of a block are."""

    EQUAL = 0
    CHANGED = 1
    REMOVED = 2
    ADDED = 3


class Block(NamedTuple):
    """`rows` lines from `left` and `right` on. Of what was removed or added, the other number tells where."""

    sort: Sort
    left: int
    right: int
    rows: int
