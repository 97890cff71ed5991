"""Plain words for the place where a JSON parser stopped.

What the parser had expected is read from the start of its message, which is the same in Python 3.11 to
3.14; everything else comes from the text around the place.
"""

import unicodedata
from dataclasses import dataclass

from betadeck.core.json_help.nesting import Nesting
from betadeck.core.json_tokens import TOKEN, after_space

_SHOWN_CHARS = 24
_LITERALS = {
    "True": "true",
    "TRUE": "true",
    "False": "false",
    "FALSE": "false",
    "None": "null",
    "NULL": "null",
    "nil": "null",
    "undefined": "null",
}


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where the parser stopped: the next character that is no space, and the last one before it."""

    text: str
    offset: int
    char: str
    before: str
    before_at: int


def words_for(text: str, offset: int, parser_message: str) -> tuple[str, int]:
    """Return what is wrong and at which character, given what Python's parser said and where."""
    if parser_message.startswith("Unterminated"):
        return 'the string has no closing "', offset
    if parser_message.startswith("Invalid"):
        return _in_string(text, offset)
    stop = _stop_at(text, offset)
    if not stop.char:
        return _at_end(stop), stop.offset
    if stop.before == "," and stop.char in "}]":
        return f"one comma too many before {stop.char}", stop.before_at
    if parser_message.startswith("Illegal trailing comma"):  # Python 3.13 and newer stop at the comma
        closes = text[after_space(text, stop.offset + 1) :][:1]
        return f"one comma too many before {closes}", stop.offset
    return _unexpected(stop) or _expected(stop, parser_message), stop.offset


def _stop_at(text: str, offset: int) -> _Stop:
    at = after_space(text, offset)
    before_at = at - 1
    while before_at >= 0 and text[before_at] in " \t\n\r":
        before_at -= 1
    return _Stop(
        text, at, text[at : at + 1], text[before_at : before_at + 1] if before_at >= 0 else "", before_at
    )


def _in_string(text: str, offset: int) -> tuple[str, int]:
    """Explain a bad escape or a raw control character; the parser stops in or before an escape."""
    char = text[offset : offset + 1]
    if char in ("\n", "\r"):
        return "the string is not closed before its line ends (a line break inside is written \\n)", offset
    if char and char < " ":
        name = unicodedata.name(char, f"U+{ord(char):04X}") if char != "\t" else "tab"
        return f"a raw control character ({name}) in a string; it is written as an escape", offset
    at = text.rfind("\\", 0, offset + 1)
    if text[at : at + 2] == "\\u":
        return "\\u needs four hexadecimal digits after it", at
    return f"{text[at : at + 2]} is no escape; a backslash itself is written \\\\", at


def _at_end(stop: _Stop) -> str:
    starts = Nesting().at(stop.text, len(stop.text)).starts
    if not stop.before or not starts:
        return "the text ends where a value is expected" if stop.before else "the text is empty"
    kind, closes = ("object", "}") if stop.text[starts[-1]] == "{" else ("list", "]")
    line = stop.text.count("\n", 0, starts[-1]) + 1
    return f"the text ends before {closes} closes the {kind} that begins in line {line}"


def _unexpected(stop: _Stop) -> str:
    """Return words for what is wrong in any place, or the empty text."""
    if stop.char == "'":
        return "JSON takes double quotes, not single ones"
    if stop.char in "“”„‟«»":
        return f'a typographic quotation mark {stop.char}; JSON takes "'
    if stop.text.startswith(("//", "/*"), stop.offset) or stop.char == "#":
        return "JSON takes no comments"
    if stop.char == "\ufeff":
        return "an invisible byte order mark (U+FEFF)"
    if stop.char == "\xa0":
        return "a no-break space; JSON takes plain spaces"
    return _number_words(stop)


def _number_words(stop: _Stop) -> str:
    """Explain a number whose start was read as a whole one, or that does not begin as numbers do."""
    joined = stop.before_at == stop.offset - 1
    if joined and stop.before.isdigit() and stop.char.isdigit():
        return "a number does not begin with 0"
    if joined and stop.before.isdigit() and stop.char in ".eE":
        return f"a number needs a digit after {stop.char}"
    following = stop.text[stop.offset + 1 : stop.offset + 2]
    if stop.char in "+." and following.isdigit():
        return f"a number does not begin with {stop.char}"
    return ""


def _expected(stop: _Stop, parser_message: str) -> str:
    shown = _shown(stop)
    if parser_message.startswith("Expecting property name"):
        return _name_words(stop, shown)
    if parser_message.startswith("Expecting ':'"):
        return f"a colon is missing before {shown}" if stop.char != "=" else "a colon is expected, not ="
    if parser_message.startswith("Expecting ','"):
        return _comma_words(stop, shown)
    if parser_message.startswith("Extra data"):
        return f"the JSON ends before {shown}, but the text goes on"
    return _value_words(stop, shown)


def _name_words(stop: _Stop, shown: str) -> str:
    if stop.char == ",":
        return "one comma too many"
    if stop.char.isalpha() or stop.char in "_$":
        return f'the name {shown} needs double quotes: "{shown}"'
    return f"a name in double quotes is expected, not {shown}"


def _comma_words(stop: _Stop, shown: str) -> str:
    if stop.char == '"' or stop.char.isalnum() or stop.char in "{[-":
        return f"a comma is missing before {shown}"
    starts = Nesting().at(stop.text, stop.offset).starts
    if starts and stop.char in "}]":
        expected = "}" if stop.text[starts[-1]] == "{" else "]"
        return f"{expected} is expected, not {shown}"
    return f"a comma is expected, not {shown}"


def _value_words(stop: _Stop, shown: str) -> str:
    word = shown.rstrip("…")
    if word in _LITERALS:
        return f"{word} is no JSON; write {_LITERALS[word]}"
    if stop.char == "," or (stop.char in "}]" and stop.before == ":"):
        return f"a value is missing before {stop.char}"
    if stop.char.isalpha():
        return f"{shown} is no JSON value; text needs double quotes"
    return f"a value is expected, not {shown}"


def _shown(stop: _Stop) -> str:
    """Return the token at the place, shortened."""
    found = TOKEN.match(stop.text, stop.offset)
    token = found.group().strip() if found else stop.char
    return token if len(token) <= _SHOWN_CHARS else token[:_SHOWN_CHARS] + "…"
