"""Which bracket belongs to which, in the lines around the caret."""

import re

from PySide6.QtGui import QTextBlock, QTextDocument

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[{}\[\]]')
_MATES = {"{": "}", "[": "]", "}": "{", "]": "["}
_MOST_LINES = 5_000
_LONGEST_LINE = 20_000


def pair_at(document: QTextDocument, position: int) -> tuple[int, int | None] | None:
    """Return the positions of the bracket beside `position` and of its mate, None where it has none.

    The bracket before the caret counts first. Without a bracket beside it there is no pair at all.
    Brackets inside strings are no brackets. The mate is looked for in some thousand lines only.
    """
    block = document.findBlock(position)
    marks = dict(_brackets(block))
    for place in (position - 1, position):
        if place in marks:
            return place, _mate(block, place, marks[place])
    return None


def _mate(block: QTextBlock, place: int, mark: str) -> int | None:
    step = 1 if mark in "{[" else -1
    depth = 0
    for _ in range(_MOST_LINES):
        marks = _brackets(block)
        for at, each in marks if step > 0 else reversed(marks):
            if (at - place) * step < 0 or each not in (mark, _MATES[mark]):
                continue
            depth += 1 if each == mark else -1
            if depth == 0:
                return at
        block = block.next() if step > 0 else block.previous()
        if not block.isValid():
            return None
    return None


def _brackets(block: QTextBlock) -> list[tuple[int, str]]:
    """Return the position and the character of each bracket in the line."""
    text = block.text()
    if len(text) > _LONGEST_LINE:
        return []
    start = block.position()
    wide = not text.isascii()
    found = ((each.start(), each.group()) for each in _TOKEN.finditer(text) if each.group()[0] != '"')
    return [(start + (_units(text[:at]) if wide else at), mark) for at, mark in found]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
