"""JSON bytes laid out for reading, a slice at a time: of 100 MB the head is there at once.

Tokens stay byte for byte as they are; only white space between them changes. What is no JSON is laid
out as far as it goes and never lost.
"""

import re

from betadeck.core.possessive import compiled

_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_SPACE = rb"[ \t\r\n]*+"
_ITEM = compiled(
    _SPACE
    + rb"(?:(" + _STRING + rb")" + _SPACE + rb":" + _SPACE + rb")?+"
    + rb"(?:(" + _STRING + rb'|[^\s"{}\[\],:]++)|([{\[])(' + _SPACE + rb"[}\]])?|([}\]]))"
    + _SPACE + rb"(,)?"
    + rb"|" + _SPACE + rb"(\S)",
    re.DOTALL,
)  # fmt: skip
_AFTER_STRING = compiled(_SPACE + rb"(?:(:)|(,))?+")
_SLICE_BYTES = 1 << 14  # laid out in about 2 ms
_COPY_BYTES = 1 << 22


class JsonSlices:
    """Lays out `data`; `out` grows with each `advance`.

    `whole` tells, at the end, that every bracket was closed and every string ended.
    """

    def __init__(self, data: bytes, indent: int = 2) -> None:
        self._data = data
        self._indent = b" " * indent
        self._breaks = [b"\n"]
        self._depth = 0
        self._next = 0
        self._slice_bytes = _SLICE_BYTES
        self._broken = False
        self._between = False
        self._copying: tuple[int, int, bytes] | None = None
        self.out = bytearray()

    @property
    def read_bytes(self) -> int:
        """How much of `data` has been laid out."""
        return self._next

    @property
    def whole(self) -> bool:
        """Whether it looks like whole JSON so far, or like several whole values one after the other."""
        return not self._broken and self._depth == 0

    def advance(self, budget_bytes: int = 1 << 62) -> bool:
        """Lay out about `budget_bytes` more; tell whether all is done."""
        stop = min(self._next + budget_bytes, len(self._data))
        while self._next < stop or self._copying:
            if self._copying:
                self._copy_some()
                return False
            self._take_slice(min(self._next + self._slice_bytes, len(self._data)))
        return self._next >= len(self._data) and not self._copying

    def _take_slice(self, end: int) -> None:
        """Lay out the items up to `end`; one that touches it may go on, so it waits for the next slice."""
        final = end == len(self._data)
        out: list[bytes] = []
        start = self._next
        for found in _ITEM.finditer(self._data, start, end):
            if found[7] == b'"':
                self._take_long_string(out, found.end() - 1)
                break
            if not final and found.end() == end:
                break
            self._put(out, found.groups())
            self._next = found.end()
        else:
            self._next = end
        self._slice_bytes = self._slice_bytes * 2 if self._next == start else _SLICE_BYTES
        self.out += b"".join(out)

    def _take_long_string(self, out: list[bytes], start: int) -> None:
        """Lay out a string whose end is not in the slice; one that never ends takes the rest."""
        end = start + 1
        while (end := self._data.find(b'"', end) + 1) > 0:
            if not self._is_escaped(end - 1):
                break
        self._broken = self._broken or end == 0
        end = end or len(self._data)
        after = _AFTER_STRING.match(self._data, end)
        colon, comma = after.groups() if after else (None, None)
        if self._between:
            out.append(b"\n")
        self._between = self._depth == 0 and not colon and not comma
        tail = b": " if colon else b"," + self._break(0) if comma else b""
        self._copying = (start, end, tail)
        self._next = after.end() if after else end

    def _copy_some(self) -> None:
        """Copy the next part of a long string, and what follows it at its end."""
        start, end, tail = self._copying or (0, 0, b"")
        part = min(start + _COPY_BYTES, end)
        self.out += self._data[start:part]
        if part == end:
            self.out += tail
        self._copying = None if part == end else (part, end, tail)

    def _is_escaped(self, place: int) -> bool:
        slashes = 0
        while self._data[place - slashes - 1 : place - slashes] == b"\\":
            slashes += 1
        return slashes % 2 == 1

    def _put(self, out: list[bytes], item: tuple[bytes | None, ...]) -> None:
        key, scalar, opens, empty, closes, comma, other = item
        if self._between and closes is None:
            out.append(b"\n")
        if key:
            out.append(key + b": ")
        if scalar:
            out.append(scalar)
        elif opens:
            out.append(opens + empty[-1:] if empty else opens + self._break(1))
        elif closes:
            out.append(self._break(-1) + closes)
        else:
            out.append(b": " if other == b":" else other or b"")
            self._broken = True
        if comma:
            out.append(b"," + self._breaks[self._depth])
        self._between = self._depth == 0 and comma is None and other is None

    def _break(self, step: int) -> bytes:
        """Go `step` levels deeper and return the line break and indent there."""
        self._depth += step
        if self._depth < 0:
            self._depth, self._broken = 0, True
        while len(self._breaks) <= self._depth:
            self._breaks.append(self._breaks[-1] + self._indent)
        return self._breaks[self._depth]
