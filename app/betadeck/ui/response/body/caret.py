"""Where the caret stands in a body and what is selected: offsets of bytes, moved by characters and words."""

import re
from dataclasses import dataclass, replace

from betadeck.core.body import Body

_WORD = re.compile(rb"[A-Za-z0-9_\x80-\xff]+")
_LONGEST_WORD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Caret:
    """`position` is where the caret stands, `anchor` where the selection began; equal when none is."""

    position: int = 0
    anchor: int = 0

    @property
    def first(self) -> int:
        """Where the selection begins."""
        return min(self.position, self.anchor)

    @property
    def end(self) -> int:
        """Where the selection ends."""
        return max(self.position, self.anchor)

    def at(self, position: int, *, keep: bool = False) -> "Caret":
        """Return the caret at `position`; with `keep` the selection is drawn out to there."""
        return replace(self, position=position) if keep else Caret(position, position)


def after(data: Body | bytearray, offset: int) -> int:
    """Return where the character at `offset` ends; CR LF is one, so is a byte that is no UTF-8."""
    if data[offset : offset + 2] == b"\r\n":
        return offset + 2
    end = min(offset + 1, len(data))
    if data[offset:end] >= b"\xc0":
        while end < min(offset + 4, len(data)) and 0x80 <= data[end] < 0xC0:
            end += 1
    return end


def before(data: Body | bytearray, offset: int) -> int:
    """Return where the character that ends at `offset` begins."""
    if data[max(0, offset - 2) : offset] == b"\r\n":
        return offset - 2
    start = max(0, offset - 1)
    lead = start
    while lead > max(0, offset - 4) and 0x80 <= data[lead] < 0xC0:
        lead -= 1
    return lead if data[lead : lead + 1] >= b"\xc0" and after(data, lead) == offset else start


def word_around(data: Body | bytearray, offset: int) -> tuple[int, int]:
    """Return the word at `offset`; beside words, the one character."""
    start = max(0, offset - _LONGEST_WORD_BYTES)
    for found in _WORD.finditer(data, start, min(offset + _LONGEST_WORD_BYTES, len(data))):
        if found.start() <= offset < found.end():
            return found.span()
        if found.start() > offset:
            break
    return offset, after(data, offset)


def word_after(data: Body | bytearray, offset: int) -> int:
    """Return where the next word ends."""
    found = _WORD.search(data, offset, min(offset + _LONGEST_WORD_BYTES, len(data)))
    return found.end() if found else min(offset + _LONGEST_WORD_BYTES, len(data))


def word_before(data: Body | bytearray, offset: int) -> int:
    """Return where the word before `offset` begins."""
    start = max(0, offset - _LONGEST_WORD_BYTES)
    starts = [found.start() for found in _WORD.finditer(data, start, offset)]
    return starts[-1] if starts else start
