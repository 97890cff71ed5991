"""Which bracket belongs to which, in the text around the caret."""

from betadeck.core.possessive import compiled

_TOKEN = compiled(r'"(?:[^"\\\n]++|\\.)*+"?|[{}\[\]]')
_REACH = 100_000
_OPENS = {"{": "}", "[": "]"}


def pair_at(text: str, offset: int) -> tuple[int, int | None] | None:
    """Return the offsets of the bracket beside `offset` and of its mate, None where it has none.

    The bracket before the caret counts first. Without a bracket beside it there is no pair at all, nor when
    the mate is further away than 100,000 characters. Brackets inside strings are no brackets.
    """
    place = next((at for at in (offset - 1, offset) if 0 <= at < len(text) and text[at] in "{}[]"), None)
    if place is None:
        return None
    # Strings do not reach over lines, so that reading may begin with any line.
    furthest = place if text[place] in _OPENS else max(0, place - _REACH)
    start = text.rfind("\n", 0, furthest) + 1
    return _pair(text, place, start, min(len(text), place + _REACH))


def _pair(text: str, place: int, start: int, end: int) -> tuple[int, int | None] | None:
    stack: list[int] = []
    seen = False
    for found in _TOKEN.finditer(text, start, end):
        mark, at = found.group(), found.start()
        if at > place and not seen:
            return None
        seen = seen or at == place
        if mark in _OPENS:
            stack.append(at)
        elif mark in "}]":
            opened = stack.pop() if stack else None
            if place in (at, opened):
                matches = opened is not None and _OPENS[text[opened]] == mark
                return place, (opened if at == place else at) if matches else None
    return (place, None) if seen and end == len(text) else None
