"""Bytes as a hex dump: sixteen a line, with what they would be as ASCII."""

import re

ROW_BYTES = 16
_HIDDEN = re.compile(rb"[^\x20-\x7e]")
OFFSET_DIGITS = 8
HEX_COLUMN = OFFSET_DIGITS + 2
ASCII_COLUMN = HEX_COLUMN + ROW_BYTES * 3 + 1 + 1


def rows(size: int) -> int:
    """Return how many rows `size` bytes take; one for none."""
    return max(1, -(-size // ROW_BYTES))


def row_text(data: bytes, offset: int) -> str:
    """Return the row of up to sixteen bytes `data` that stand at `offset`."""
    left, right = data[:8].hex(" "), data[8:].hex(" ")
    ascii_part = _HIDDEN.sub(b".", data).decode("ascii")
    return f"{offset:0{OFFSET_DIGITS}x}  {left:<23}  {right:<23}  {ascii_part}"


def column_of(place: int) -> int:
    """Return the column at which the hex digits of the byte at `place` (0 to 16) in its row begin."""
    return HEX_COLUMN + place * 3 + (1 if place >= 8 else 0)


def place_at(column: int) -> int:
    """Return the place in the row of the byte under `column`, from 0 to 16."""
    if column >= ASCII_COLUMN:
        return min(column - ASCII_COLUMN, ROW_BYTES)
    inside = column - HEX_COLUMN
    place = (inside - (1 if inside >= 24 else 0)) // 3
    return max(0, min(place, ROW_BYTES))
