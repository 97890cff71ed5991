"""One row of laid out JSON as text: white space squeezed, files in base64 as a few words.

Tokens stay as they were received; every character of the text knows the byte that it stands for.
"""

import re
from array import array
from dataclasses import dataclass

from betadeck.core.embedded import Embedded, embedded
from betadeck.core.figures import size_words
from betadeck.core.json_breaks import STRING, Buffer
from betadeck.core.possessive import compiled
from betadeck.core.visible_text import VisibleText, visible

_HEAD_BYTES = 400
_LEAST_FILE_BYTES = 200
_BLANK = b" \t\r\n"
_TOKEN = compiled(STRING + rb'|"[^"]*+|:|[ \t\r\n]++|[^ \t\r\n":]++', re.DOTALL)
_TO_VALUE = compiled(rb"[ \t\r\n]*+(?:" + STRING + rb'[ \t\r\n]*+:[ \t\r\n]*+)?+"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Chip:
    """A text that is a file in base64: its bytes in the body, its quotes included, and what it holds."""

    start: int
    end: int
    file: Embedded

    @property
    def words(self) -> str:
        """What stands in the file's place."""
        return f"▣ {self.file.noun}, {size_words(self.file.size)}"


def chip_in(data: Buffer, start: int, end: int) -> Chip | None:
    """Return the file that the row from `start` to `end` holds, None if it holds none."""
    if end - start < _LEAST_FILE_BYTES:
        return None
    opens = _TO_VALUE.match(data, start, min(start + _HEAD_BYTES, end))
    if opens is None:
        return None
    first = opens.end()
    tail = bytes(data[max(first, end - 64) : end]).rstrip(b"," + _BLANK)
    stop = max(first, end - 64) + len(tail)
    if not tail.endswith(b'"'):
        return None
    head = bytes(data[first : min(first + _HEAD_BYTES, stop - 1)]).decode("latin-1").replace("\\/", "/")
    found = embedded(head, stop - 1 - first)
    return Chip(first - 1, stop, found) if found else None


def row_text(data: Buffer, start: int, end: int, chip: Chip | None = None) -> VisibleText:
    """Return the text of the row from `start` to `end`, with `chip` in the place of what it is for."""
    made = _Made(start, end)
    if chip is None:
        _put_tokens(made, bytes(data[start:end]), start)
    else:
        _put_tokens(made, bytes(data[start : chip.start]), start)
        made.put(chip.words, [chip.start] * len(chip.words))
        _put_tokens(made, bytes(data[chip.end : end]), chip.end)
    return made.text()


def squeezed(data: Buffer, start: int, end: int) -> bytes:
    """Return a part of a row as it is laid out, all else as it was received."""
    raw = bytes(data[start:end])
    parts = []
    for found in _TOKEN.finditer(raw):
        token = found[0]
        if token == b":":
            parts.append(b": ")
        elif token[0] not in _BLANK:
            parts.append(token)
        elif _Made.is_inside_words(raw, found.start(), found.end()):
            parts.append(b" ")
    return b"".join(parts)


def _put_tokens(made: "_Made", raw: bytes, start: int) -> None:
    for found in _TOKEN.finditer(raw):
        token, at = found[0], start + found.start()
        if token == b":":
            made.put(": ", [at, at])
        elif token[0] in _BLANK:
            if made.is_inside_words(raw, found.start(), found.end()):
                made.put(" ", [at])
        else:
            made.put_visible(visible(token), at)


class _Made:
    """Text as it grows, counted in UTF-16 units, as Qt does."""

    def __init__(self, start: int, end: int) -> None:
        self._start, self._end = start, end
        self._parts: list[str] = []
        self._offsets = array("Q")
        self._marks: list[tuple[int, int]] = []

    def put(self, text: str, offsets: list[int]) -> None:
        self._parts.append(text)
        self._offsets.extend(each - self._start for each in offsets)

    def put_visible(self, shown: VisibleText, at: int) -> None:
        base, unit = at - self._start, len(self._offsets)
        self._parts.append(shown.text)
        places = shown.offsets[:-1] if shown.offsets else range(shown.size)
        self._offsets.extend(base + each for each in places)
        self._marks.extend((unit + place, length) for place, length in shown.marks)

    @staticmethod
    def is_inside_words(raw: bytes, first: int, end: int) -> bool:
        """Tell whether white space parts two bare words, which would else become one."""
        before, after = raw[first - 1 : first], raw[end : end + 1]
        return bool(before and after) and before not in b":,{}[]" and after not in b":,{}[]"

    def text(self) -> VisibleText:
        self._offsets.append(self._end - self._start)
        text = "".join(self._parts)
        return VisibleText(text, self._end - self._start, tuple(self._marks), self._offsets)
