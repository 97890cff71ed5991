"""One difference between two JSON values, and what kind of change it is."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What happened on the way from the left value to the right one."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Nature(StrEnum):
    """What a changed value was and is: the same JSON type with another value, or another type."""

    NUMBER = "number"
    TEXT = "text"
    TRUTH = "true or false"
    TYPE = "type"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two values differ.

    `path` is a JSON Pointer (RFC 6901) into the right value, of something removed into the left one.
    `left_path` is the place in the left value, which differs from `path` where items of a list came or
    went before it; it is None for something added. `left` and `right` are the values, None where there
    is none (`kind` tells that from a JSON null). Something moved has another place in its list; what
    changed inside it follows as differences of its own.
    """

    path: str
    kind: Kind
    left: object
    right: object
    left_path: str | None = None

    @property
    def nature(self) -> Nature | None:
        """How a changed value changed; None for the other kinds."""
        return nature_of(self.left, self.right) if self.kind is Kind.CHANGED else None


def nature_of(left: object, right: object) -> Nature:
    """Return what distinguishes two values that are not both lists or both objects."""
    one, other = json_type(left), json_type(right)
    if one != other:
        return Nature.TYPE
    return {"number": Nature.NUMBER, "text": Nature.TEXT}.get(one, Nature.TRUTH)


def json_type(value: object) -> str:
    """Return the JSON type of a parsed value, in a word."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "text"
    return "list" if isinstance(value, list | tuple) else "object"
