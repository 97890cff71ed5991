"""Makes one dataclass of one JSON object, strictly: every value must be of the field's kind."""

import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from enum import Enum
from functools import cache
from types import UnionType
from typing import TypeVar

from betadeck.core.catalog import Beta, Model, Operation

Entry = TypeVar("Entry")
Named = TypeVar("Named", Operation, Beta, Model)
Reader = Callable[[object, str], object]


class CatalogueFault(Exception):
    """A catalogue file says something that cannot be taken: `where` is the place, `message` is in words."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}")
        self.where = where
        self.message = message


def entry(kind: type[Entry], value: object, where: str, given: Mapping[str, object] | None = None) -> Entry:
    """Return a `kind` made of the JSON object `value`, with the values of `given` on top.

    Raises:
        CatalogueFault: `value` is no object, lacks a field, or has one that is unknown or of the wrong kind.
    """
    return kind(**_values(kind, value, where, given or {}))


def given_values(kind: type[object], value: object, where: str) -> dict[str, object]:
    """Return the checked values of those fields of `kind` that `value` gives.

    Raises:
        CatalogueFault: `value` is no object, or has a field that is unknown or of the wrong kind.
    """
    if not isinstance(value, dict):
        raise CatalogueFault(where, f"must be an object, not {_word(value)}")
    readers, _ = _readers(kind)
    found = {}
    for name, each in value.items():
        if (reader := readers.get(name)) is None:
            raise CatalogueFault(where, f"{name!r} is not known here")
        found[name] = reader(each, f"{where}.{name}")
    return found


def named(kind: type[Named], source: Mapping[str, object], where: str, *, key: str) -> dict[str, Named]:
    """Return name -> `kind` for a JSON object of objects; the name becomes the field `key`.

    Raises:
        CatalogueFault: as `entry`.
    """
    return {name: entry(kind, value, f"{where}.{name}", {key: name}) for name, value in source.items()}


def rows(kind: type[Entry], index: Mapping[str, object], part: str) -> Iterator[Entry]:
    """Yield a `kind` for each object in the list `index[part]`; a part that is missing is empty.

    Raises:
        CatalogueFault: as `entry`, or it is no list.
    """
    found = index.get(part, [])
    if not isinstance(found, list):
        raise CatalogueFault(part, f"must be a list, not {_word(found)}")
    for number, each in enumerate(found):
        yield entry(kind, each, f"{part}[{number}]")


def table(index: Mapping[str, object], part: str) -> dict[str, object]:
    """Return the object `index[part]`; a part that is missing is empty.

    Raises:
        CatalogueFault: it is no object.
    """
    found = index.get(part, {})
    if not isinstance(found, dict):
        raise CatalogueFault(part, f"must be an object, not {_word(found)}")
    return found


def text(index: Mapping[str, object], part: str) -> str:
    """Return the text `index[part]`, empty where it is missing.

    Raises:
        CatalogueFault: it is no text.
    """
    return _text(index.get(part, ""), part)


def texts(index: Mapping[str, object], part: str) -> tuple[str, ...]:
    """Return the texts in the list `index[part]`, none where it is missing.

    Raises:
        CatalogueFault: it is no list of texts.
    """
    return _texts(index.get(part, []), part)


def _values(
    kind: type[object], value: object, where: str, given: Mapping[str, object]
) -> dict[str, typing.Any]:
    found = given_values(kind, value, where) | dict(given)
    _, required = _readers(kind)
    if missing := required - found.keys():
        raise CatalogueFault(where, f"{', '.join(sorted(missing))} is missing")
    return found


@cache
def _readers(kind: type[object]) -> tuple[dict[str, Reader], frozenset[str]]:
    """Return the reader of every field of the dataclass `kind`, and the fields that have no default."""
    hints = typing.get_type_hints(kind)
    parts = fields(kind)  # type: ignore[arg-type]
    required = {
        each.name for each in parts if each.default is MISSING and each.default_factory is MISSING
    }
    return {each.name: _reader(hints[each.name]) for each in parts}, frozenset(required)


def _reader(hint: object) -> Reader:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return _texts if inner[0] is str else _many(inner[0])
    if origin is UnionType:
        wanted = _reader(inner[0])
        return lambda value, where: None if value is None else wanted(value, where)
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _one_of(hint)
    if isinstance(hint, type) and hasattr(hint, "__dataclass_fields__"):
        return lambda value, where: entry(hint, value, where)
    return _object


def _many(kind: type[object]) -> Reader:
    def read(value: object, where: str) -> object:
        if not isinstance(value, list):
            raise CatalogueFault(where, f"must be a list, not {_word(value)}")
        return tuple([entry(kind, each, f"{where}[{number}]") for number, each in enumerate(value)])

    return read


def _one_of(kind: type[Enum]) -> Reader:
    known = {each.value: each for each in kind}

    def read(value: object, where: str) -> object:
        if not isinstance(value, str) or value not in known:
            raise CatalogueFault(where, f"must be one of {', '.join(known)}")
        return known[value]

    return read


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise CatalogueFault(where, f"must be a text, not {_word(value)}")
    return value


def _texts(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise CatalogueFault(where, "must be a list of texts")
    return tuple(value)


def _truth(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise CatalogueFault(where, f"must be true or false, not {_word(value)}")
    return value


def _whole(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise CatalogueFault(where, f"must be a whole number, not {_word(value)}")
    return value


def _number(value: object, where: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise CatalogueFault(where, f"must be a number, not {_word(value)}")
    return float(value)


def _object(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise CatalogueFault(where, f"must be an object, not {_word(value)}")
    return value


def _word(value: object) -> str:
    words = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return words.get(type(value), "a number")


_PLAIN: dict[object, Reader] = {str: _text, bool: _truth, int: _whole, float: _number}
