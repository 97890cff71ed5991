"""What is wrong with a JSON text, in plain words and with its place."""

import json
import re
import sys

from betadeck.core.json_tokens import STRING
from betadeck.core.json_words import words_for
from betadeck.core.possessive import compiled

_DEEP = 500
_CONSTANT = compiled(STRING + r"|(?P<name>-?Infinity|NaN)", re.DOTALL)
_DIGITS = compiled(STRING + r"|(?P<digits>\d++)", re.DOTALL)
_BRACKET = compiled(STRING + r"|(?P<open>[{\[])|(?P<close>[}\]])", re.DOTALL)


class JsonFault(ValueError):  # noqa: N818 - a finding about a text, not an accident
    """A text is no JSON, or has no such place. `message` is in plain words and without the place.

    `offset` counts characters from 0; `line` and `column` from 1.
    """

    def __init__(self, message: str, text: str, offset: int) -> None:
        self.message = message
        self.offset = offset
        self.line = text.count("\n", 0, offset) + 1
        self.column = offset - text.rfind("\n", 0, offset)
        super().__init__(f"line {self.line}, column {self.column}: {message}")


def fault_of(text: str, error: Exception) -> JsonFault:
    """Return `error`, which a JSON parser raised over `text`, in our words."""
    if isinstance(error, RecursionError):
        return JsonFault(f"nested more than {_DEEP} levels deep", text, _deep_place(text))
    if not isinstance(error, json.JSONDecodeError):
        return _number_fault(text)
    message, offset = words_for(text, error.pos, error.msg)
    return JsonFault(message, text, offset)


def _number_fault(text: str) -> JsonFault:
    """Return the fault of a number that grammar or size forbids, for which Python tells no place."""
    for found in _CONSTANT.finditer(text):
        if name := found["name"]:
            return JsonFault(f"{name} is no JSON number", text, found.start())
    most = sys.get_int_max_str_digits() or len(text)
    for found in _DIGITS.finditer(text):
        if len(found["digits"] or "") > most:
            return JsonFault(f"a number of more than {most} digits", text, found.start())
    return JsonFault("a number that cannot be read", text, 0)


def _deep_place(text: str) -> int:
    depth = 0
    for found in _BRACKET.finditer(text):
        if found["open"]:
            depth += 1
        elif found["close"]:
            depth -= 1
        if depth > _DEEP:
            return found.start()
    return 0
