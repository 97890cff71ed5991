"""What stands at the caret in a JSON text: a name or a value, in which containers, beside what."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from betadeck.core.json_help.nesting import Nesting
from betadeck.core.json_tokens import TOKEN
from betadeck.core.possessive import compiled

_STRING = compiled(r'"(?P<inside>[^"\\\n]*+(?:\\.[^"\\\n]*+)*+)(?P<closed>"?+)')
_WORD_BEFORE = compiled(r"[\w.+$-]*\Z")
_WORD_AFTER = compiled(r"[\w.+$-]*")
_SPACE_AFTER = compiled(r"[ \t\r\n]*")
_READ_CHARS = 40_000
_LONGEST_WORD = 400


class Role(Enum):
    """What may stand at the caret."""

    KEY = "a member's name"
    VALUE = "a value"


@dataclass(frozen=True, slots=True)
class Frame:
    """An open container. `name` is what it is called in the one around it, None in a list or at the root."""

    opens: str
    start: int
    name: str | None


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of the caret.

    `start` and `end` enclose what is to be replaced, quotes included; `typed` is its text before the caret,
    without quotes, and `whole` all of it. `key` is the member's name where a value stands. `comma_at` is where a
    comma is missing before the place, None where none is. `colon` tells that a colon follows, `comma_after`
    that another member follows without a comma.
    """

    role: Role
    frames: tuple[Frame, ...]
    start: int
    end: int
    typed: str
    whole: str
    quoted: bool
    key: str | None = None
    comma_at: int | None = None
    colon: bool = False
    comma_after: bool = False


def spot_at(text: str, offset: int, nesting: Nesting) -> Spot:
    """Return the place at `offset`."""
    opened = nesting.at(text, offset)
    start, end, typed, whole, quoted = _token(text, offset, opened.last)
    frames = tuple(_frame(text, each) for each in opened.starts)
    inner = frames[-1].opens if frames else ""
    before_at = _before(text, start)
    before = text[before_at : before_at + 1] if before_at >= 0 else ""
    found = _SPACE_AFTER.match(text, end)
    after = text[found.end() : found.end() + 1] if found else ""
    is_value = inner != "{" or before == ":"
    key = _name_before(text, before_at) if inner == "{" and before == ":" else None
    joins = before in "{[,:" or not frames
    return Spot(
        Role.VALUE if is_value else Role.KEY,
        frames,
        start,
        end,
        typed,
        whole,
        quoted,
        key,
        None if joins else before_at + 1,
        after == ":",
        bool(after) and after not in ",:}]",
    )


def members_of(text: str, start: int, tops: list[int] | None = None) -> Iterator[tuple[str, object, int]]:
    """Yield name, value and the name's offset of the members of the object that begins at `start`.

    Values of objects and lists come as empty ones. Only so much is read as takes a few milliseconds; `tops`
    are the offsets of strings that are known to stand directly in the object, which are read beyond that.
    """
    end = min(len(text), start + _READ_CHARS)
    yield from _lexed(text, start + 1, end)
    for at in tops or ():
        if at >= end:
            yield from _lexed(text, at, min(len(text), at + _LONGEST_WORD), most=1)


def string_value(quoted: str) -> str:
    """Return the text that a quoted token stands for; what is no whole string comes as typed."""
    try:
        value = json.loads(quoted)
    except ValueError:
        return quoted.strip('"')
    return value if isinstance(value, str) else quoted


def _token(text: str, offset: int, last: int) -> tuple[int, int, str, str, bool]:
    """Return start, end, text before the caret, whole text, and whether it is a string."""
    if last >= 0 and text[last] == '"':
        found = _STRING.match(text, last)
        if found is not None and (offset < found.end() or (offset == found.end() and not found["closed"])):
            end = found.end() if found["closed"] else _open_end(text, found.end(), offset)
            return last, end, text[last + 1 : offset], text[last + 1 : end].removesuffix('"'), True
    before = _WORD_BEFORE.search(text, max(0, offset - _LONGEST_WORD), offset)
    after = _WORD_AFTER.match(text, offset)
    start = before.start() if before else offset
    end = after.end() if after else offset
    return start, end, text[start:offset], text[start:end], False


def _open_end(text: str, end: int, offset: int) -> int:
    """Return where a string that is not closed is thought to end: it may have eaten marks behind it."""
    return end if text[offset:end].strip(" \t\r,:}]") else offset


def _frame(text: str, start: int) -> Frame:
    before = _before(text, start)
    named = before >= 0 and text[before] == ":"
    return Frame(text[start], start, _name_before(text, before) if named else None)


def _before(text: str, offset: int) -> int:
    """Return where the last character before `offset` stands that is no white space, or -1."""
    at = offset - 1
    while at >= 0 and text[at] in " \t\r\n":
        at -= 1
    return at


def _name_before(text: str, colon: int) -> str | None:
    """Return the member's name before the colon at `colon`."""
    end = _before(text, colon)
    if end < 1 or text[end] != '"':
        return None
    start = end
    while start > 0 and end - start < _LONGEST_WORD:
        start = text.rfind('"', 0, start)
        if start < 0:
            return None
        head = text[max(0, start - _LONGEST_WORD) : start]
        if (len(head) - len(head.rstrip("\\"))) % 2 == 0:
            return string_value(text[start : end + 1])
    return None


def _lexed(text: str, at: int, end: int, most: int = 1_000) -> Iterator[tuple[str, object, int]]:
    depth, name, name_at, waits, count = 0, "", -1, False, 0
    while at < end and count < most and (found := TOKEN.match(text, at)):
        at, mark = found.end(), found["mark"]
        if mark and mark in "}]":
            depth -= 1
            if depth < 0:
                return
        if depth == 0 and waits and (value := _value(found)) is not found:
            yield name, value, name_at
            waits, count = False, count + 1
        elif depth == 0 and found["string"]:
            name, name_at = string_value(found["string"]), found.start("string")
        waits = (depth == 0 and mark == ":" and name_at >= 0) or (waits and mark not in (",", "}", "]"))
        if mark and mark in "{[":
            depth += 1


def _value(found: re.Match[str]) -> object:
    """Return what a token stands for as a value, and the token itself if it is none."""
    if found["string"] is not None:
        return string_value(found["string"])
    if found["word"] is not None:
        try:
            value: object = json.loads(found["word"])
        except ValueError:
            value = found["word"]
        return value
    return {"{": {}, "[": []}.get(found["mark"], found)
