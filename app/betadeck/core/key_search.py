"""Looks for keys in texts of any size without holding up other threads.

`redact.find_keys` takes 45 ms for a megabyte and lets no other thread run meanwhile. Here the text is
taken piece by piece, and only pieces that hold the beginning of some key are looked at closely.
"""

import re
from collections.abc import Iterator

from betadeck.core import redact
from betadeck.core.span import Span

_STEP_CHARS = 65_536
_OVERLAP_CHARS = 16_384
"""The longest token that servers take in a header; one that is cut by a piece's end is whole in the next."""
_BEGINNINGS = ("sk-", "AKIA", "ASIA", "ya29.", "AIza", "eyJ")
_BEARER = "bearer"
_LONGEST_ESCAPE_CHARS = 6
_ESCAPE = re.compile(r"\\(?:[\"\\/bfnrt]|u[0-9a-fA-F]{4})")


def key_places(text: str) -> tuple[Span, ...]:
    """Return where keys stand in `text`, in order, as `redact.find_keys` knows them.

    An escape of JSON counts as white space, so that a key on a new line of a JSON string is seen.
    """
    merged: list[Span] = []
    for span in _found(text):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)


def _found(text: str) -> Iterator[Span]:
    for start in range(0, len(text), _STEP_CHARS):
        piece = text[start : start + _STEP_CHARS + _OVERLAP_CHARS]
        if _may_hold_key(piece):
            for span in redact.find_keys(_ESCAPE.sub(_blank, piece)):
                yield Span(start + span.start, start + span.end)


def _may_hold_key(piece: str) -> bool:
    return any(_begins_word(piece, each) for each in _BEGINNINGS) or _BEARER in piece.lower()


def _begins_word(piece: str, beginning: str) -> bool:
    """Tell whether `beginning` is somewhere not within a word ("task-"), or right behind an escape."""
    place = piece.find(beginning)
    while place >= 0:
        before = piece[max(place - _LONGEST_ESCAPE_CHARS, 0) : place]
        if not before or "\\" in before or not (before[-1].isalnum() or before[-1] in "_-"):
            return True
        place = piece.find(beginning, place + 1)
    return False


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
