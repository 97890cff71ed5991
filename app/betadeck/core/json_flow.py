"""JSON laid out for reading while it still arrives: what is out never changes, more is only added."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from betadeck.core.possessive import compiled

_INDENT = "  "
_REST = compiled(r'[^"\\]*+(?:\\.[^"\\]*+)*+("?)', re.DOTALL)
_TOKEN = compiled(r'([ \t\r\n]++)|("[^"\\]*+(?:\\.[^"\\]*+)*+("?)|[^ \t\r\n{}\[\],:"\\]++)|(.)', re.DOTALL)
_CLOSERS = {"{": "}", "[": "]"}


class JsonFlow:
    """Takes the text of one JSON value in pieces of any size and gives the same with line breaks and indents.

    Only white space between the tokens differs; what is no JSON comes out as far as it goes, and no
    character of it is lost.
    """

    def __init__(self) -> None:
        self._open: list[str] = []
        self._line = "\n"
        self._in_string = False
        self._escape = False
        self._due = ""  # what goes before the next token: a line break with its indent, or nothing
        self._fresh = False  # the last token opened a bracket

    def feed(self, text: str) -> str:
        """Take the next characters; return what to add to the text that is shown."""
        out: list[str] = []
        at = self._rest_of_string(text, out) if self._in_string and text else 0
        for found in _TOKEN.finditer(text, at):
            space, word, quote, mark = found.groups()
            if mark:
                self._mark(mark, out)
            elif not space:
                out.append(self._due + word)
                self._due, self._fresh = "", False
                self._in_string = quote == ""
        return "".join(out)

    def lacking(self) -> str:
        """Return what would have to follow at least: the quote and the brackets that are not closed."""
        quote = '"' if self._in_string else ""
        return quote + "".join(_CLOSERS[each] for each in reversed(self._open))

    def _rest_of_string(self, text: str, out: list[str]) -> int:
        """Take the rest of a string, or as much of it as is here; return where it ends."""
        found = _REST.match(text, 1 if self._escape else 0)
        end = found.end() if found else 0
        self._escape = False
        if found and found[1]:
            self._in_string = False
        elif end < len(text):  # a backslash at the very end, and what it escapes is on its way
            self._escape, end = True, len(text)
        out.append(text[:end])
        return end

    def _mark(self, mark: str, out: list[str]) -> None:
        """Take a bracket, comma or colon, or a backslash where none should be."""
        if self._in_string:
            self._escape = True
            out.append(mark)
        elif mark in "}]":
            if self._open:
                self._open.pop()
                self._line = "\n" + _INDENT * len(self._open)
            out.append(mark if self._due and self._fresh else self._line + mark)
            self._due = ""
        elif mark in "{[":
            out.append(self._due + mark)
            self._open.append(mark)
            self._due = self._line = "\n" + _INDENT * len(self._open)
        else:
            out.append(self._due + (": " if mark == ":" else mark))
            self._due = self._line if mark == "," else ""
        self._fresh = mark in "{["


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
