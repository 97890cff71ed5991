"""Regular expressions over bytes that are mostly UTF-8, in pieces, each of which has a limit of time."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from betadeck.core.body import Body

if TYPE_CHECKING:
    import regex

REACH_BYTES = 1 << 16
"""How long a find may be at most, where it crosses the end of a piece."""
_BEFORE_BYTES = 1 << 10
_MOST_PIECE_S = 2.0
_SLOW = "Stopped: this expression takes too long here. A repeat inside a repeat, as in (a+)+, often does"


class PatternError(ValueError):
    """Why an expression cannot be searched for, in words for the user."""


def pattern_finder(
    data: Body | bytearray, wanted: str, exact_case: bool
) -> Callable[[int, int], Iterator[tuple[int, int]]]:
    """Return what finds the expression `wanted` between two offsets of `data`.

    Characters are matched, not bytes; a byte that is no UTF-8 counts as one character.

    Raises:
        PatternError: it is no regular expression, or, while it is used, it takes too long.
    """
    import regex

    flags = regex.MULTILINE | (0 if exact_case else regex.IGNORECASE)
    try:
        pattern = regex.compile(wanted, flags)
    except regex.error as fault:
        position = getattr(fault, "pos", None)  # the stubs do not know of it
        place = "" if position is None else f" at character {position + 1}"
        raise PatternError(f"No regular expression: {getattr(fault, 'msg', fault)}{place}") from None

    def find(first: int, stop: int) -> Iterator[tuple[int, int]]:
        begin = _char_start(data, max(0, first - _BEFORE_BYTES))
        piece = bytes(data[begin : min(stop + REACH_BYTES, len(data))])
        yield from _found(pattern, piece, begin, first, stop)

    return find


def _found(
    pattern: "regex.Pattern[str]", piece: bytes, begin: int, first: int, stop: int
) -> Iterator[tuple[int, int]]:
    text = piece.decode("utf-8", "surrogateescape")
    plain = len(text) == len(piece)
    char, byte = 0, begin
    try:
        for match in pattern.finditer(text, timeout=_MOST_PIECE_S, concurrent=True):
            start, end = match.span()
            if plain:
                start, end = begin + start, begin + end
            else:
                byte += _size(text[char:start])
                char, start, end = start, byte, byte + _size(text[start:end])
            if start >= stop:
                return
            if start >= first and end > start:
                yield start, end
    except TimeoutError:
        raise PatternError(_SLOW) from None


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))


def _char_start(data: Body | bytearray, offset: int) -> int:
    """Return `offset`, or up to three bytes before it, where a character begins."""
    for step in range(min(4, offset + 1)):
        if not 0x80 <= data[offset - step : offset - step + 1][0] < 0xC0:
            return offset - step
    return offset
