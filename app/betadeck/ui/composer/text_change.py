"""What changed between two texts, and how Qt counts characters."""

import re
from bisect import bisect_left
from dataclasses import dataclass

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class TextChange:
    """`old[start:old_end]` became `new[start:new_end]`; everything else is the same."""

    start: int
    old_end: int
    new_end: int


def change_between(old: str, new: str) -> TextChange:
    """Return the smallest stretch that differs. A megabyte takes well under a millisecond."""
    most = min(len(old), len(new))
    head = _same_head(old, new, most)
    tail = _same_tail(old, new, most - head)
    return TextChange(head, len(old) - tail, len(new) - tail)


def _same_head(old: str, new: str, most: int) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_tail(old: str, new: str, most: int) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def len_in_qt(text: str) -> int:
    """Return how many positions `text` takes in a `QTextDocument`."""
    return len(text) if text.isascii() else len(text) + len(_ASTRAL.findall(text))


class Offsets:
    """Between our offsets (characters) and Qt's positions (UTF-16 units) in one text.

    They differ behind emoji and other characters outside the basic plane.
    """

    def __init__(self, text: str) -> None:
        self._set([] if text.isascii() else [found.start() for found in _ASTRAL.finditer(text)])

    def spliced(self, start: int, old_end: int, new: str) -> "Offsets":
        """Return the offsets for the text in which `new` stands in the place of the span."""
        fresh = [] if new.isascii() else [start + found.start() for found in _ASTRAL.finditer(new)]
        if not self._wide and not fresh:
            return self
        shift = start + len(new) - old_end
        first, last = bisect_left(self._wide, start), bisect_left(self._wide, old_end)
        made = Offsets("")
        made._set([*self._wide[:first], *fresh, *(place + shift for place in self._wide[last:])])
        return made

    def _set(self, wide: list[int]) -> None:
        self._wide = wide
        self._wide_in_qt = [place + number for number, place in enumerate(wide)]

    def to_qt(self, offset: int) -> int:
        """Return the position in a `QTextDocument` of the character at `offset`."""
        return offset + bisect_left(self._wide, offset)

    def from_qt(self, position: int) -> int:
        """Return the offset of the character at `position` in a `QTextDocument`."""
        return position - bisect_left(self._wide_in_qt, position)
