"""JSON laid out for reading while it still arrives: what is out never changes, more is only added."""

import re
from bisect import bisect_right
from collections.abc import Sequence

_INDENT = "  "
_IN_STRING = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_RUN = re.compile(r"[^\s{}\[\],:\"]++")
_CLOSERS = {"{": "}", "[": "]"}


class JsonFlow:
    """Takes the text of one JSON value in pieces of any size and gives the same with line breaks and indents.

    Only white space between the tokens differs; what is no JSON comes out as far as it goes, and no
    character of it is lost.
    """

    def __init__(self) -> None:
        self._open: list[str] = []
        self._in_string = False
        self._escape = False
        self._break = False  # a line break is due before the next token
        self._fresh = False  # the last token opened a bracket

    def feed(self, text: str) -> str:
        """Take the next characters; return what to add to the text that is shown."""
        out: list[str] = []
        at = 0
        while at < len(text):
            at = self._string(text, at, out) if self._in_string else self._between(text, at, out)
        return "".join(out)

    def lacking(self) -> str:
        """Return what would have to follow at least: the quote and the brackets that are not closed."""
        quote = '"' if self._in_string else ""
        return quote + "".join(_CLOSERS[each] for each in reversed(self._open))

    def _string(self, text: str, at: int, out: list[str]) -> int:
        """Take the rest of a string, or as much of it as is here."""
        start = at
        if self._escape:
            self._escape = False
            at += 1
        found = _IN_STRING.match(text, at)
        at = found.end() if found else at
        if at < len(text) and text[at] == "\\":  # the last character, and what it escapes is on its way
            self._escape = True
            at += 1
        elif at < len(text):
            self._in_string = False
            at += 1
        out.append(text[start:at])
        return at

    def _between(self, text: str, at: int, out: list[str]) -> int:
        char = text[at]
        if char in " \t\r\n":
            return at + 1
        if char in "}]":
            self._close(out)
        elif self._break:
            out.append("\n" + _INDENT * len(self._open))
        self._break = False
        if char not in '{}[],:"':
            found = _RUN.match(text, at)
            end = found.end() if found else at + 1
            out.append(text[at:end])
            return end
        self._token(char, out)
        return at + 1

    def _close(self, out: list[str]) -> None:
        """Go back by one indent; an empty pair stays together."""
        empty = self._break and self._fresh
        if self._open:
            self._open.pop()
        if not empty:
            out.append("\n" + _INDENT * len(self._open))

    def _token(self, char: str, out: list[str]) -> None:
        out.append(": " if char == ":" else char)
        self._fresh = char in "{["
        if char in "{[":
            self._open.append(char)
        self._break = char in "{[,"
        self._in_string = char == '"'


def shown_place(raw: Sequence[str], shown: Sequence[str], place: int, *, end: bool = False) -> int:
    """Return where in `shown` the character at `place` of `raw` stands; both are pieces of one text.

    The two differ in white space only. With `end`, `place` is the end of a stretch, and so is the answer.
    """
    count = _tokens_before(raw, place)
    return _place_after(shown, count) if end else _place_of(shown, count)


def _tokens_before(pieces: Sequence[str], place: int) -> int:
    """Return how many characters that are no white space stand before `place`."""
    count = 0
    for piece in pieces:
        count += _solid(piece if place >= len(piece) else piece[: max(0, place)])
        place -= len(piece)
        if place <= 0:
            break
    return count


def _place_of(pieces: Sequence[str], count: int) -> int:
    """Return the place of the character that follows `count` solid ones, or the end."""
    at = 0
    for piece in pieces:
        solid = _solid(piece)
        if solid > count:
            return at + _nth(piece, count)
        count -= solid
        at += len(piece)
    return at


def _place_after(pieces: Sequence[str], count: int) -> int:
    return _place_of(pieces, count - 1) + 1 if count else 0


def _nth(piece: str, count: int) -> int:
    """Return the place of solid character number `count` of `piece`."""
    return bisect_right(range(len(piece)), count, key=lambda place: _solid(piece[: place + 1]))


def _solid(text: str) -> int:
    return sum(map(len, text.split()))
