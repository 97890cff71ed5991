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
_LONGEST_ESCAPE_CHARS = 6


def _beginning(word: str) -> re.Pattern[str]:
    """Return what finds `word` where it is not within a word ("task-"), or is right behind an escape.

    The word comes first and what is before it is looked at afterwards: so the search is a plain one.
    """
    word = re.escape(word)
    escapes = (rf"(?<=\\{'.' * count}{word})" for count in range(1, _LONGEST_ESCAPE_CHARS))
    return re.compile(rf"{word}(?:(?<![A-Za-z0-9_-]{word})|{'|'.join(escapes)})", re.DOTALL)


_BEGINNING = tuple(_beginning(each) for each in ("sk-", "AKIA", "ASIA", "ya29.", "AIza", "eyJ"))
_BEARER = "bearer"
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
    return any(each.search(piece) for each in _BEGINNING) or _BEARER in piece.lower()


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
