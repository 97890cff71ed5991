"""Very long lines, broken for show: Qt lays a line out anew at each key, a second for a megabyte.

A mark at the end of a shown line says that the text itself has no line break there.
"""

from collections.abc import Iterator

from betadeck.core.possessive import compiled
from betadeck.ui.composer.folds import has_long_line, long_lines

MARK = "\x1f"
"""A control code that JSON cannot hold, nobody can type, and that leaves ASCII what it is."""

_PIECE_CHARS = 1_000
_SOFT = compiled(f"{MARK}([^\n]*)\n")
_ESCAPE = compiled(r"\\.")
_REST_OF_STRING = compiled(r'[^"\\]*+(?:\\.[^"\\]*+)*+"')
_UP_TO_COMMA = compiled(r'[^",]*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"[^",]*+)*+,')


def broken(text: str) -> str:
    """Return `text` with its very long lines broken behind commas that stand in no string."""
    if not has_long_line(text) or MARK in text:
        return text
    out, done = [], 0
    for start, end in long_lines(text):
        for cut in _cuts(text, start, end):
            out += [text[done:cut], MARK, "\n"]
            done = cut
    return "".join([*out, text[done:]])


def joined(shown: str) -> str:
    """Return the text that `broken` made `shown` of, also after edits."""
    text = shown.replace(MARK + "\n", "") if MARK in shown else shown
    if MARK in text:  # something was typed behind a mark, or the line break behind it was deleted
        text = _SOFT.sub(r"\1", text).replace(MARK, "")
    return text


def as_json(shown: str) -> str:
    """Return `shown` with a blank in the place of each mark, as JSON may have there."""
    return shown.replace(MARK, " ") if MARK in shown else shown


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where to break a line; what comes before its start is in no string."""
    at = start
    while at + _PIECE_CHARS < end:
        place = at + _PIECE_CHARS
        head = _ESCAPE.sub("__", text[at:place])
        if head.count('"') % 2:
            rest = _REST_OF_STRING.match(text, place + head.endswith("\\"), end)
            if rest is None:
                return
            place = rest.end()
        comma = _UP_TO_COMMA.match(text, place, end)
        if comma is None:
            return
        at = comma.end()
        yield at
