"""JSON that stands inside a sentence, as gateways put it there."""

import ast
import re
import warnings
from collections.abc import Iterator, Mapping

from betadeck.core.error_shape import is_first_party
from betadeck.core.json_text import JsonFault, parse
from betadeck.core.json_walk import skip
from betadeck.core.possessive import compiled

_MOST_BRACES = 40
_LONGEST_PRINT_CHARS = 20_000
_PYTHON = compiled(r"'[^'\\]*+(?:\\.[^'\\]*+)*+'|\"[^\"\\]*+(?:\\.[^\"\\]*+)*+\"|[{}]", re.DOTALL)


def values_in(text: str) -> Iterator[object]:
    """Yield the JSON value that `text` is, or the API's error bodies that stand inside it.

    Inside a sentence only the API's own error body counts: a message may quote any other JSON.
    """
    stripped = text.strip()
    if not stripped.startswith(("{", "[", '"')):
        yield from _embedded(text)
        return
    try:
        yield parse(stripped)
    except JsonFault:
        yield from _embedded(text)


def _embedded(text: str) -> Iterator[Mapping[str, object]]:
    # Written into a text twice, quotes still carry their backslash.
    for version in (text, text.replace('\\"', '"')) if '{\\"' in text else (text,):
        place = -1
        for _ in range(_MOST_BRACES):
            if (place := version.find("{", place + 1)) < 0:
                break
            value = _json_at(version, place) or _python_at(version, place)
            if isinstance(value, Mapping) and is_first_party(value):
                yield value
                return


def _json_at(text: str, start: int) -> object:
    end = skip(text, start)
    if end is None:
        return None
    try:
        return parse(text[start:end])
    except JsonFault:
        return None


def _python_at(text: str, start: int) -> object:
    """Read a dictionary as Python prints it; SDKs put it into their messages."""
    if not text.startswith("{'", start):
        return None
    depth = 0
    for found in _PYTHON.finditer(text, start, start + _LONGEST_PRINT_CHARS):
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
        if depth == 0:
            break
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            value: object = ast.literal_eval(text[start : found.end()])
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
    return value
