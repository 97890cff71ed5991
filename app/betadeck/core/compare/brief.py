"""A JSON value in a few characters, however big it is."""

import json
from collections.abc import Iterator

_LONGEST_KEY = 40
_ROOM_LEFT = 8


def brief(value: object, most_chars: int = 300) -> str:
    """Return the start of `value` as compact JSON, at most `most_chars` long, with `…` where it is cut."""
    parts: list[str] = []
    room = most_chars
    for part in _parts(value, most_chars):
        parts.append(part)
        room -= len(part)
        if room < 0:
            return "".join(parts)[: most_chars - 1] + "…"
    return "".join(parts)


def _parts(value: object, most_chars: int) -> Iterator[str]:
    """Yield the pieces; nesting ends with the room, as each level takes a character of it."""
    if isinstance(value, dict):
        yield "{"
        for place, (key, each) in enumerate(value.items()):
            yield (", " if place else "") + json.dumps(key[:_LONGEST_KEY], ensure_ascii=False) + ": "
            yield from _parts(each, most_chars)
        yield "}"
    elif isinstance(value, list):
        yield "["
        for place, each in enumerate(value):
            if place:
                yield ", "
            yield from _parts(each, most_chars)
        yield "]"
    elif isinstance(value, str):
        yield json.dumps(value[: most_chars + _ROOM_LEFT], ensure_ascii=False)
    else:
        yield json.dumps(value)
