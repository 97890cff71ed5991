"""What a body says at its top, read without parsing it: fast on megabytes, and at ease with half-typed JSON."""

import re
from collections.abc import Iterator

from betadeck.core.possessive import compiled

# Possessive, and the closing quote optional: no text makes this slower than linear.
_TOKEN = compiled(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?+|[{}\[\]]', re.DOTALL)
_STEP = {"{": 1, "[": 1, "}": -1, "]": -1}
_OBJECT = compiled(r"\s*\{")
_COLON = compiled(r"\s*:")
_TEXT = compiled(r'\s*"([^"\\\n]*)"')


def top_text(body_text: str, name: str) -> str:
    """Return the text that the JSON object in `body_text` has as `name` at its top, empty if it has none.

    A text with an escape in it counts as none; those asked for, such as a model's id, have none.
    """
    at = _value_of(body_text, name)
    found = _TEXT.match(body_text, at) if at is not None else None
    return found[1] if found else ""


def _value_of(text: str, name: str) -> int | None:
    """Return where the value of the last member `name` of the outermost object begins."""
    keys = dict(_keys(text, name)) if _OBJECT.match(text) else {}
    if not keys:
        return None
    start, value = next(iter(keys.items()))
    if len(keys) == 1 and len(text) - value < start and _steps_out(text, value) == 1:
        return value
    tops = _tops(text, max(keys) + 1)
    return next((keys[start] for start in reversed(keys) if start in tops), None)


def _keys(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield the start of each key `name`, at any depth, and where its value begins."""
    key = f'"{name}"'
    at = text.find(key)
    while at >= 0:
        colon = _COLON.match(text, at + len(key))
        if colon and text[at - 1 : at] != "\\":
            yield at, colon.end()
        at = text.find(key, at + len(key))


def _steps_out(text: str, start: int) -> int:
    """Return how many more brackets close than open from `start` on: the depth there, in whole JSON."""
    return -sum(_STEP.get(token[0], 0) for token in _TOKEN.finditer(text, start))


def _tops(text: str, end: int) -> set[int]:
    """Return where strings begin, before `end`, that stand in the outermost object itself."""
    depth, tops = 0, set()
    for token in _TOKEN.finditer(text, 0, end):
        step = _STEP.get(token[0])
        if step is not None:
            depth += step
        elif depth == 1:
            tops.add(token.start())
    return tops
