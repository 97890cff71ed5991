"""What a JSON object or list in a body holds, read from its bytes a few members at a time.

Nothing is parsed that is not asked for: of a list of 200,000 items the first page is there in a
millisecond or two, and where each further page begins is found out in slices. Broken JSON ends the
reading, it raises nothing.
"""

import re
from array import array
from typing import NamedTuple

from betadeck.core.body import Body
from betadeck.core.possessive import compiled

PAGE_MEMBERS = 100

_SPACE = rb"[ \t\r\n]*+"
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_WORD = rb'[^\s"{}\[\],:]++'
_FLAT = rb'(?:[^"{}\[\]]++|' + _STRING + rb")*+"
_LEAF = rb"\{" + _FLAT + rb"\}|\[" + _FLAT + rb"\]"
_LEAD = compiled(_SPACE + rb",?+" + _SPACE)
_COLON = compiled(_SPACE + rb":" + _SPACE)
_EMPTY = compiled(rb"[{\[]" + _SPACE + rb"[}\]]")
_ONE_WORD = compiled(_WORD)
_SHORT = compiled(
    _SPACE + rb",?+" + _SPACE + rb"(?:(" + _STRING + rb")" + _SPACE + rb":" + _SPACE + rb")?+"
    rb"(" + _STRING + rb"|" + _WORD + rb"|" + _LEAF + rb")(?=" + _SPACE + rb"[,}\]\s])"
    rb"|",  # or nothing, so that no search goes on from there
    re.DOTALL,
)  # fmt: skip
_PLAIN = compiled(_FLAT, re.DOTALL)
_ONE_STRING = compiled(_STRING, re.DOTALL)
_UP_TO_CUT = compiled(rb'(?:[^"]*+' + _STRING + rb')*+[^"]*+', re.DOTALL)
"""All up to a string that has no end: looked for by itself, each quote in it would be taken for a beginning."""
_BRACKET = compiled(rb'[^"{}\[\]]*+(?:' + _STRING + rb'[^"{}\[\]]*+)*+([{}\[\]])', re.DOTALL)
_AS_BRACES = bytes.maketrans(b"[]", b"{}")
_NO_BRACKETS = bytes(byte for byte in range(256) if byte not in b"{}[]")
_NEAR_BYTES = 1 << 11
_SLICE_BYTES = 1 << 17
_READ_BYTES = 1 << 14
_QUOTE, _OPENS, _CLOSES = 0x22, b"{[", b"}]"


class Member(NamedTuple):
    """A value and its key; all are byte offsets. (A tuple: hundreds of thousands are made at once.)

    The key's span holds its quotes; without a key both are -1. `end` is -1 for an object or list whose
    end is not known before it was read through.
    """

    start: int
    end: int
    key_start: int = -1
    key_end: int = -1


class JsonMembers:
    """Reads the members of the object or list that begins at `start`, in order.

    With `inside`, `start` is where a member begins, or white space before it: so the pages of a list are
    read, and JSON values that follow one another. `pages` holds where each page of `PAGE_MEMBERS` begins;
    `end` is the offset after the closing bracket, -1 until it was found.
    """

    def __init__(self, data: Body | bytearray, start: int, *, inside: bool = False) -> None:
        self._data = data
        self._next = start if inside else start + 1
        self._depth = 0
        self._slice_bytes = _NEAR_BYTES
        self.count = 0
        self.pages = array("Q")
        self.end = -1
        self.done = False
        self.whole = True

    @property
    def read_bytes(self) -> int:
        """How far into the data it has read."""
        return self._next

    def read(self, most: int, budget_bytes: int = 1 << 62) -> list[Member]:
        """Return the next members, `most` of them or as many as `budget_bytes` give."""
        found: list[Member] = []
        stop = self._next + budget_bytes
        while not self.done and len(found) < most and self._next < stop:
            if self._depth:
                self._skip()
                continue
            before = len(found)
            self._read_short(found, most)
            if len(found) == before and (member := self._member()) is not None:
                self._note(member)
                found.append(member)
        return found

    def _read_short(self, found: list[Member], most: int) -> None:
        """Read members that are short and flat: most are, and these are found without a call for each."""
        end = self._next + _READ_BYTES
        for match in _SHORT.finditer(self._data, self._next, end):
            if match.end() == self._next or len(found) >= most:
                return
            self._next = match.end()
            key_start, key_end = match.span(1)
            found.append(Member(*match.span(2), key_start, key_end))
            self._note(found[-1])

    def _note(self, member: Member) -> None:
        if self.count % PAGE_MEMBERS == 0:
            self.pages.append(member.start if member.key_start < 0 else member.key_start)
        self.count += 1

    def _member(self) -> Member | None:
        """Return the member that begins next; None at the end."""
        at = self._lead(self._next)
        key = (-1, -1)
        if self._at(at) == _QUOTE:
            end = string_end(self._data, at)
            colon = _COLON.match(self._data, end) if end > 0 else None
            if colon is None:
                return self._ended(at, end)
            key, at = (at, end), colon.end()
        byte = self._data[at : at + 1]
        if byte and byte in _OPENS:
            self._next, self._depth, self._slice_bytes = at + 1, 1, _NEAR_BYTES
            return Member(at, -1, *key)
        if byte == b'"':
            return self._ended(at, string_end(self._data, at), key)
        word = _ONE_WORD.match(self._data, at)
        if word is not None:
            return self._ended(at, word.end(), key)
        self.done = True
        self.whole = bool(byte) and byte in _CLOSES
        self.end = at + 1 if self.whole else len(self._data)
        return None

    def _ended(self, start: int, end: int, key: tuple[int, int] = (-1, -1)) -> Member:
        """Return a member that ends at `end`; -1 is a string that never ends and takes the rest."""
        if end < 0:
            self.whole, end = False, len(self._data)
        self._next = end
        return Member(start, end, *key)

    def _skip(self) -> None:
        """Read over a slice of the value that was opened last; a slice with its end in it is halved."""
        if self._slice_bytes <= _NEAR_BYTES:
            self._skip_near()
            return
        found = _UP_TO_CUT.match(self._data, self._next, self._next + self._slice_bytes)
        piece = found[0] if found else b""
        if not piece:
            self._skip_string()
            return
        brackets = _ONE_STRING.sub(b"", piece).translate(_AS_BRACES, _NO_BRACKETS)
        while b"{}" in brackets:
            brackets = brackets.replace(b"{}", b"")
        closes = brackets.count(b"}")
        if closes >= self._depth:
            self._slice_bytes //= 8
            return
        self._depth += len(brackets) - 2 * closes
        self._next += len(piece)
        self._slice_bytes = min(self._slice_bytes * 2, _SLICE_BYTES)
        self._end_if_cut()

    def _skip_near(self) -> None:
        """Read over a few brackets, one by one."""
        stop = min(self._next + _NEAR_BYTES, len(self._data))
        while self._depth and (found := _BRACKET.match(self._data, self._next, stop)):
            self._next = found.end()
            self._depth += 1 if found[1] in _OPENS else -1
        if self._depth:
            self._slice_bytes = 4 * _NEAR_BYTES
            flat = _PLAIN.match(self._data, self._next, stop)
            self._next = flat.end() if flat else self._next
            if self._at(self._next) == _QUOTE:
                self._skip_string()
            self._end_if_cut()

    def _skip_string(self) -> None:
        end = string_end(self._data, self._next)
        self._next = end if end > 0 else len(self._data)
        self._end_if_cut()

    def _end_if_cut(self) -> None:
        if self._next >= len(self._data) and self._depth:
            self._depth, self.done, self.whole, self.end = 0, True, False, len(self._data)

    def _lead(self, at: int) -> int:
        found = _LEAD.match(self._data, at)
        return found.end() if found else at

    def _at(self, place: int) -> int:
        return self._data[place] if place < len(self._data) else -1


def string_end(data: Body | bytearray, start: int) -> int:
    """Return where the string that begins at `start` ends, after its quote; -1 if it never does."""
    place = start + 1
    while (place := data.find(b'"', place) + 1) > 0:
        slashes = place - 2
        while data[slashes] == 0x5C:
            slashes -= 1
        if (place - 2 - slashes) % 2 == 0:
            return place
    return -1


def is_empty(data: Body | bytearray, start: int) -> bool:
    """Tell whether the object or list that begins at `start` holds nothing."""
    return _EMPTY.match(data, start) is not None
