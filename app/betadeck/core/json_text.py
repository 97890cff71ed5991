"""JSON as text: what is wrong with it, where its values stand, and its layout.

A request's body is kept as typed. Numbers such as `1.10` or `12345678901234567890`, escapes, the order of
keys and the spaces are the user's; so places in the text are found here, and `json_edit` changes them.
All offsets count characters.
"""

import json
from contextlib import suppress

from betadeck.core import json_layout, json_pointer
from betadeck.core.json_context import pointer_at
from betadeck.core.json_fault import JsonFault, fault_of
from betadeck.core.json_walk import Node, Walk, refuse_constant
from betadeck.core.span import Span

__all__ = [
    "JsonFault",
    "Span",
    "first_fault",
    "locate",
    "members",
    "nodes_on_way",
    "parse",
    "pointer_at",
    "reformat",
]

_DECODER = json.JSONDecoder(parse_constant=refuse_constant)
# The parser holds all other threads up, 8 ms a megabyte; between two calls of Python code they have their turn.
_PATIENT = json.JSONDecoder(parse_constant=refuse_constant, object_hook=lambda value: value)


def parse(text: str, *, patient: bool = False) -> object:
    """Return the value of `text`. Integers are exact; of members with the same name the last counts.

    With `patient`, for threads beside a window's, other threads run meanwhile.

    Raises:
        JsonFault: it is no JSON, or nested too deeply to be read (about 900 levels).
    """
    try:
        return (_PATIENT if patient else _DECODER).decode(text)
    except (ValueError, RecursionError) as error:
        raise fault_of(text, error) from None


def first_fault(text: str) -> JsonFault | None:
    """Return what is wrong first in `text`, or None if it is JSON."""
    try:
        parse(text)
    except JsonFault as fault:
        return fault
    return None


def locate(text: str, pointer: str) -> Span | None:
    """Return where the value that `pointer` leads to stands, or None if there is none.

    In broken text, values that end before the first fault are still found.

    Raises:
        ValueError: `pointer` is no JSON Pointer.
    """
    walk = _walked(text, json_pointer.split(pointer))
    node = walk.target()
    return node.span if node else None


def members(text: str) -> dict[str, Span]:
    """Return where the values of the root object's members stand; empty if the root is no object.

    In broken text these are the members before the first fault.
    """
    return _walked(text, ()).top


def reformat(text: str, indent: int = 2) -> str:
    """Return `text` with one member a line and `indent` spaces a level; its tokens stay as they are.

    Raises:
        JsonFault: it is no JSON.
    """
    parse(text)
    return json_layout.laid_out(text, indent)


def nodes_on_way(text: str, names: tuple[str, ...]) -> list[Node]:
    """Return the values from the root to the one that `names` lead to, as far as there are any.

    Raises:
        JsonFault: `text` is no JSON.
    """
    walk = Walk(text, names)
    try:
        walk.run()
    except (ValueError, RecursionError) as error:
        raise fault_of(text, error) from None
    return walk.nodes


def _walked(text: str, names: tuple[str, ...]) -> Walk:
    walk = Walk(text, names)
    with suppress(ValueError, RecursionError):
        walk.run()
    return walk
