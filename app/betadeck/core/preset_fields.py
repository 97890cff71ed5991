"""Reads the members of a preset one by one, each checked, each fault with its place."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from betadeck.core.draft import FilePart, Row
from betadeck.core.json_pointer import escaped
from betadeck.core.preset_fault import PresetFault

T = TypeVar("T")

_KINDS: dict[type, str] = {
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
    type(None): "null",
}


@dataclass(frozen=True, slots=True)
class Fields:
    """The members of a preset by name.

    When `lenient`, a member that cannot be understood gives its default and its name goes to `skipped`;
    else it raises a `PresetFault`.
    """

    values: Mapping[str, object]
    lenient: bool = False
    skipped: list[str] = field(default_factory=list)

    def read(self, name: str, default: T, convert: Callable[[object, str], T]) -> T:
        """Return the member `name` as `convert(value, pointer)` makes it, `default` when it is not there."""
        if name not in self.values:
            return default
        try:
            return convert(self.values[name], f"/{name}")
        except PresetFault:
            if not self.lenient:
                raise
            self.skipped.append(name)
            return default


def text(value: object, pointer: str) -> str:
    """Return `value`, which must be text."""
    if not isinstance(value, str):
        raise wrong_type(value, pointer, "text")
    return value


def text_or_none(value: object, pointer: str) -> str | None:
    """Return `value`, which must be text or null."""
    return None if value is None else text(value, pointer)


def text_or_empty(value: object, pointer: str) -> str:
    """Return `value`, which must be text or null; null is the empty text."""
    return "" if value is None else text(value, pointer)


def texts(value: object, pointer: str) -> tuple[str, ...]:
    """Return `value`, which must be a list of texts."""
    return tuple(text(item, f"{pointer}/{number}") for number, item in enumerate(_list(value, pointer)))


def pairs(value: object, pointer: str) -> tuple[tuple[str, str], ...]:
    """Return the members of `value`, which must be an object of texts."""
    members = _object(value, pointer).items()
    return tuple((name, text(each, f"{pointer}/{escaped(name)}")) for name, each in members)


def rows(value: object, pointer: str) -> tuple[Row, ...]:
    """Return `value`, which must be a list of `{"name", "value", "on"}` objects."""
    return tuple(_row(item, f"{pointer}/{number}") for number, item in enumerate(_list(value, pointer)))


def files(value: object, pointer: str) -> tuple[FilePart, ...]:
    """Return `value`, which must be a list of `{"field", "path", "filename", "media_type"}` objects."""
    return tuple(_file(item, f"{pointer}/{number}") for number, item in enumerate(_list(value, pointer)))


def wrong_type(value: object, pointer: str, wanted: str) -> PresetFault:
    """Return the fault that `value` at `pointer` is not `wanted`."""
    found = _KINDS.get(type(value), "something else")
    return PresetFault("wrong_type", f"{pointer} should be {wanted}, but it is {found}.", pointer=pointer)


def _row(value: object, pointer: str) -> Row:
    members = _object(value, pointer)
    on = members.get("on", True)
    if not isinstance(on, bool):
        raise wrong_type(on, f"{pointer}/on", "true or false")
    name, line = _member(members, "name", pointer), _member(members, "value", pointer, "")
    return Row(name, line, on, _others(members, ("name", "value", "on", "secret")))


def _file(value: object, pointer: str) -> FilePart:
    members = _object(value, pointer)
    return FilePart(
        field=_member(members, "field", pointer),
        path=_member(members, "path", pointer),
        filename=_member(members, "filename", pointer, ""),
        media_type=_member(members, "media_type", pointer, ""),
        extra=_others(members, ("field", "path", "filename", "media_type")),
    )


def _others(members: Mapping[str, object], known: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the members that this program does not know, to be written back."""
    return tuple((name, json.dumps(value)) for name, value in members.items() if name not in known)


def _member(members: Mapping[str, object], name: str, pointer: str, default: str | None = None) -> str:
    if name not in members and default is None:
        raise PresetFault("wrong_type", f"{pointer} lacks “{name}”.", pointer=pointer)
    return text(members.get(name, default), f"{pointer}/{name}")


def _list(value: object, pointer: str) -> list[object]:
    if not isinstance(value, list):
        raise wrong_type(value, pointer, "a list")
    return value


def _object(value: object, pointer: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise wrong_type(value, pointer, "an object")
    return value
