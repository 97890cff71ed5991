"""Which parts of a piece of text are JSON keys, strings and numbers; works on pieces cut anywhere."""

import re
from collections.abc import Iterable, Iterator

from betadeck.core.body import Body

_TOKEN = re.compile(
    r"""(?P<json_key>"(?:[^"\\]|\\.)*"(?=\s*:))"""
    r"""|(?P<json_text>"(?:[^"\\]|\\.)*"?)"""
    r"""|(?P<json_number>-?\b\d[\d.eE+-]*|\b(?:true|false|null)\b)"""
)
_STRING_REST = re.compile(r'(?:[^"\\]|\\.)*"?')
_FIELD = re.compile(r"(?:event|data|id|retry)(?=:)")
_LOOK_BACK_BYTES = 8192

Span = tuple[int, int, str]
"""Start, length and the name of a colour in the theme's table."""


def spans(text: str, *, inside: bool = False, stream: bool = False) -> Iterator[Span]:
    """Yield what has a colour, in order.

    `inside` tells that `text` begins in the middle of a string. With `stream`, the field name of a
    server-sent event counts as a key.
    """
    at = 0
    if inside and (rest := _STRING_REST.match(text)):
        at = rest.end()
        yield 0, at, "json_text"
    elif stream and (found := _FIELD.match(text)):
        at = found.end()
        yield 0, at, "json_key"
    for found in _TOKEN.finditer(text, at):
        yield found.start(), found.end() - found.start(), found.lastgroup or "json_text"


def starts_inside(data: Body | bytearray, line_start: int, offset: int) -> bool:
    """Guess whether the byte at `offset` lies in a JSON string, from the bytes before it on its line."""
    start = max(line_start, offset - _LOOK_BACK_BYTES)
    before = bytes(data[start:offset]).replace(b"\\\\", b"").replace(b'\\"', b"")
    if start == line_start:
        return before.count(b'"') % 2 == 1
    place = before.rfind(b'"')
    if place < 0:
        return True  # nothing but characters for so long: the middle of a long string
    closed = before[place + 1 : place + 2] in (b",", b":", b"}", b"]", b" ")
    return not closed


def in_units(text: str, found: Iterable[Span]) -> list[Span]:
    """Return `found`, counted in characters of `text`, counted in UTF-16 units, as Qt does."""
    if text.isascii() or max(text) <= "\uffff":
        return list(found)
    units = [0]
    for char in text:
        units.append(units[-1] + (2 if char > "\uffff" else 1))
    return [(units[at], units[at + size] - units[at], token) for at, size, token in found]
