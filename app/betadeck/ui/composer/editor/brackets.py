"""Which bracket belongs to which, in the text around the caret."""

from betadeck.core.json_help.nesting import Nesting

_REACH = 100_000
_OPENS = {"{": "}", "[": "]"}


def pair_at(text: str, offset: int, nesting: Nesting) -> tuple[int, int | None] | None:
    """Return the offsets of the bracket beside `offset` and of its mate, None where it has none.

    The bracket before the caret counts first. Without a bracket beside it there is no pair at all, nor where
    finding the mate would take reading more than 100,000 characters. Brackets inside strings are no brackets.
    """
    place = next((at for at in (offset - 1, offset) if 0 <= at < len(text) and text[at] in "{}[]"), None)
    if place is None or not nesting.reaches(place):
        return None
    opened = nesting.at(text, place + 1)
    if opened.last != place:
        return None
    if text[place] in _OPENS:
        closes = nesting.close_of(text, place, _REACH)
        return None if closes is None else (place, closes if closes >= 0 else None)
    starts = nesting.at(text, place).starts
    matches = bool(starts) and _OPENS[text[starts[-1]]] == text[place]
    return place, starts[-1] if matches else None
