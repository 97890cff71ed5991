"""Where a text is broken to fit into a number of columns."""

import re

from betadeck.core.visible_text import VisibleText

TAB_COLUMNS = 4
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)


def breaks_of(text: str, columns: int) -> list[int]:
    """Return the places in `text` where its pieces begin, the first one being 0.

    A piece ends after a blank if there is one in its second half. Wide characters take two columns.
    """
    found, at = [0], 0
    plain = text.isascii() and "\t" not in text
    while len(text) - at > columns or not (plain or columns_of(text[at : at + columns]) <= columns):
        end = at + columns if plain else at + _fitting(text[at : at + columns], columns)
        blank = text.rfind(" ", at + columns // 2, end)
        at = blank + 1 if blank >= 0 else max(end, at + 1)
        if at >= len(text):
            break
        found.append(at)
    return found


def columns_of(text: str) -> int:
    """Return how many columns `text` takes."""
    extra = 0 if text.isascii() else len(_WIDE.findall(text))
    return len(text) + extra + text.count("\t") * (TAB_COLUMNS - 1)


def piece_of(shown: VisibleText, first: int, end: int) -> tuple[int, VisibleText]:
    """Return the characters from `first` to `end` of a text, and the byte at which they begin."""
    text = shown.text[first:end]
    start_unit, end_unit = _units(shown.text[:first]), _units(shown.text[:end])
    start = shown.byte_at(start_unit)
    stop = shown.size if end >= len(shown.text) else shown.byte_at(end_unit)
    offsets = [each - start for each in shown.offsets[start_unit:end_unit]]
    if shown.offsets:
        offsets.append(stop - start)
    marks = [(at - start_unit, size) for at, size in shown.marks if start_unit <= at < end_unit]
    return start, VisibleText(text, stop - start, tuple(marks), offsets)


def _fitting(piece: str, columns: int) -> int:
    """Return how many characters of `piece` fit."""
    size = len(piece)
    while size > 1 and (over := columns_of(piece[:size]) - columns) > 0:
        size -= max(1, over // TAB_COLUMNS)
    return size


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(1 for char in text if char > "\uffff")
