"""Where the values of a JSON text stand, along one pointer. Every character is read once.

Members beside the pointer's way are skipped by the C parser; nothing here keeps their values.
"""

import json
from dataclasses import dataclass
from typing import NamedTuple

from betadeck.core.json_pointer import list_index
from betadeck.core.json_tokens import COMMA, after_space
from betadeck.core.span import Span


class NotANumberError(ValueError):
    """The text holds `NaN` or `Infinity`, which Python reads and JSON does not know."""


def refuse_constant(name: str) -> object:
    """Refuse `NaN`, `Infinity` and `-Infinity`.

    Raises:
        NotANumberError: always.
    """
    raise NotANumberError(name)


# Numbers are measured, not made: a C function that takes any digits, however many.
_SKIPPER = json.JSONDecoder(parse_int=len, parse_float=len, parse_constant=refuse_constant)


class Member(NamedTuple):
    """A member of an object (`key` is its name) or list (its place); it begins at `start`, with its name.

    There may be very many of them: a named tuple is made several times faster than a frozen dataclass.
    """

    key: str | int
    start: int
    value_start: int
    value_end: int


@dataclass(frozen=True, slots=True)
class Node:
    """A value on the way of a pointer. `opens` is its first character; scalars have no `members`."""

    span: Span
    opens: str
    members: tuple[Member, ...] = ()


def skip(text: str, start: int) -> int | None:
    """Return where the value at `start` ends, or None if it is not whole and right (or too deep)."""
    try:
        return _SKIPPER.raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return None


def name_at(text: str, at: int) -> tuple[str, int, int]:
    """Read a member's name and colon; return the name, where the value begins, and where the name ends.

    Raises:
        json.JSONDecodeError: neither stands there.
    """
    if text[at : at + 1] != '"':
        raise json.JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
    name, end = _SKIPPER.raw_decode(text, at)
    colon = after_space(text, end)
    if text[colon : colon + 1] != ":":
        raise json.JSONDecodeError("Expecting ':' delimiter", text, colon)
    return str(name), after_space(text, colon + 1), end


def after_member(text: str, end: int, closes: str) -> tuple[int, bool]:
    """Step over what follows a member; return where the next one or the end stands, and whether it is the next.

    Raises:
        json.JSONDecodeError: neither a comma nor `closes` follows.
    """
    found = COMMA.match(text, end)
    at = found.end() if found else end
    if found and found.lastindex:
        return at, True
    if text[at : at + 1] != closes:
        raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
    return at, False


class Walk:
    """Goes through `text` from its start and notes the nodes that lie on the way of `names`.

    `nodes` holds the root first; it has `len(names) + 1` entries if the pointer leads to a value. Of
    members with the same name the last counts, as in any parser. `top` holds the root object's members.
    """

    def __init__(self, text: str, names: tuple[str, ...]) -> None:
        self._text = text
        self._names = names
        self.nodes: list[Node] = []
        self.top: dict[str, Span] = {}

    def run(self) -> None:
        """Read it all.

        Raises:
            json.JSONDecodeError: the text is no JSON; `nodes` and `top` hold what was found before.
            NotANumberError: as `refuse_constant` says.
            RecursionError: it is nested too deeply.
        """
        end = after_space(self._text, self._value(after_space(self._text, 0), 0))
        if end != len(self._text):
            raise json.JSONDecodeError("Extra data", self._text, end)

    def target(self) -> Node | None:
        """Return the node that the pointer leads to, if it was found and read to its end."""
        if len(self.nodes) <= len(self._names):
            return None
        node = self.nodes[len(self._names)]
        return node if node.span.end > node.span.start else None

    def _value(self, start: int, depth: int) -> int:
        """Read the value at `start`, which lies on the way; return where it ends."""
        opens = self._text[start : start + 1]
        del self.nodes[depth:]
        if opens in ("{", "[") and (depth < len(self._names) or depth == 0):
            return self._container(start, opens, depth)
        end = self._skip(start)
        self.nodes.append(Node(Span(start, end), opens))
        return end

    def _container(self, start: int, opens: str, depth: int) -> int:
        """Read an object or list, into the member that lies on the way."""
        self.nodes.append(Node(Span(start, start), opens))
        wanted = self._wanted(opens, depth)
        closes = "}" if opens == "{" else "]"
        members: list[Member] = []
        at = after_space(self._text, start + 1)
        more = self._text[at : at + 1] != closes
        while more:
            key, value, _ = name_at(self._text, at) if opens == "{" else (len(members), at, at)
            end = self._value(value, depth + 1) if key == wanted else self._skip(value)
            members.append(Member(key, at, value, end))
            if depth == 0 and isinstance(key, str):
                self.top[key] = Span(value, end)
            at, more = after_member(self._text, end, closes)
        self.nodes[depth] = Node(Span(start, at + 1), opens, tuple(members))
        return at + 1

    def _wanted(self, opens: str, depth: int) -> str | int | None:
        if depth >= len(self._names):
            return None
        name = self._names[depth]
        return name if opens == "{" else list_index(name)

    def _skip(self, start: int) -> int:
        return int(_SKIPPER.raw_decode(self._text, start)[1])
