"""Makes one dataclass of one JSON object, strictly: every value must be of the field's kind.

The happy path knows nothing of places, so that hundreds of entries are read in a few milliseconds; a fault
gathers its place on the way out.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, fields
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, NamedTuple, TypeVar, cast, get_args, get_origin, get_type_hints

Entry = TypeVar("Entry")
Reader = Callable[[object], object]


class CatalogueFault(Exception):  # noqa: N818  "fault" is this program's word for it
    """A catalogue file says something that cannot be taken: `where` is the place, `message` is in words."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}")
        self.where = where
        self.message = message

    def within(self, outer: str) -> "CatalogueFault":
        """Return the same fault with `outer` in front of its place."""
        joint = "." if self.where and not self.where.startswith("[") else ""
        return CatalogueFault(f"{outer}{joint}{self.where}", self.message)


def entry(kind: type[Entry], value: object, given: Mapping[str, object] | None = None) -> Entry:
    """Return a `kind` made of the JSON object `value`, with the values of `given` on top.

    Raises:
        CatalogueFault: `value` is no object, lacks a field, or has one that is unknown or of the wrong kind.
    """
    found = given_values(kind, value)
    if given:
        found.update(given)
    try:
        return kind(**found)
    except TypeError:
        missing = _form(cast(Hashable, kind)).required - found.keys()
        raise CatalogueFault("", f"{', '.join(sorted(missing))} is missing") from None


def given_values(kind: type[object], value: object) -> dict[str, Any]:
    """Return the checked values of those fields of `kind` that `value` gives.

    Raises:
        CatalogueFault: `value` is no object, or has a field that is unknown or of the wrong kind.
    """
    form = _form(cast(Hashable, kind))
    found: dict[str, Any] = {}
    for name, each in an_object(value).items():
        if form.plain.get(name) is type(each):
            found[name] = each
        elif name not in form.readers:
            raise CatalogueFault("", f"{name!r} is not known here")
        else:
            try:
                found[name] = form.readers[name](each)
            except CatalogueFault as fault:
                raise fault.within(name) from None
    return found


def entries(kind: type[Entry], value: object, key: str) -> dict[str, Entry]:
    """Return name -> `kind` for a JSON object of objects; the name becomes the field `key`.

    Raises:
        CatalogueFault: as `entry`.
    """
    found = {}
    for name, each in an_object(value).items():
        try:
            found[name] = entry(kind, each, {key: name})
        except CatalogueFault as fault:
            raise fault.within(name) from None
    return found


def a_list_of(kind: type[Entry], value: object) -> tuple[Entry, ...]:
    """Return a `kind` for each object in the list `value`; what is a `kind` by now stays as it is.

    Raises:
        CatalogueFault: it is no list, or as `entry`.
    """
    if not isinstance(value, list):
        raise CatalogueFault("", f"must be a list, not {_word(value)}")
    found = []
    for number, each in enumerate(value):
        try:
            found.append(each if isinstance(each, kind) else entry(kind, each))
        except CatalogueFault as fault:
            raise fault.within(f"[{number}]") from None
    return tuple(found)


def an_object(value: object) -> dict[str, object]:
    """Return `value`, a JSON object.

    Raises:
        CatalogueFault: it is something else.
    """
    if not isinstance(value, dict):
        raise CatalogueFault("", f"must be an object, not {_word(value)}")
    return value


def a_text(value: object) -> str:
    """Return `value`, a text.

    Raises:
        CatalogueFault: it is something else.
    """
    if not isinstance(value, str):
        raise CatalogueFault("", f"must be a text, not {_word(value)}")
    return value


def some_texts(value: object) -> tuple[str, ...]:
    """Return the texts in the list `value`.

    Raises:
        CatalogueFault: it is something else.
    """
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise CatalogueFault("", "must be a list of texts")
    return tuple(value)


class _Form(NamedTuple):
    """What a dataclass takes: a reader for each field, and the type of those that come as they are."""

    readers: dict[str, Reader]
    plain: dict[str, type]
    required: frozenset[str]


@cache
def _form(hashable: Hashable) -> _Form:
    kind = cast(type[Any], hashable)  # mypy 2 does not see that classes are hashable
    hints = get_type_hints(kind)
    parts = fields(kind)
    return _Form(
        readers={each.name: _reader(hints[each.name]) for each in parts},
        plain={each.name: plain for each in parts if (plain := _plain_type(hints[each.name]))},
        required=frozenset(
            each.name for each in parts if each.default is MISSING and each.default_factory is MISSING
        ),
    )


def _plain_type(hint: Any) -> type | None:  # noqa: ANN401  type hints have no common type
    """Return the type whose values need no reading. It spares most calls, and with them half of the time."""
    if get_origin(hint) is Mapping:
        return dict
    return hint if hint in _PLAIN else None


def _reader(hint: Any) -> Reader:  # noqa: ANN401  type hints have no common type
    if hint in _PLAIN:
        return _PLAIN[hint]
    inner = get_args(hint)
    if get_origin(hint) is tuple:
        return some_texts if inner[0] is str else lambda value: a_list_of(inner[0], value)
    if get_origin(hint) is UnionType:
        wanted = _reader(inner[0])
        return lambda value: None if value is None else wanted(value)
    if get_origin(hint) is not None:
        return an_object
    return _one_of(hint) if issubclass(hint, Enum) else lambda value: entry(hint, value)


def _one_of(kind: type[Enum]) -> Reader:
    known = {each.value: each for each in kind}

    def read(value: object) -> object:
        if not isinstance(value, str) or value not in known:
            raise CatalogueFault("", f"must be one of {', '.join(known)}")
        return known[value]

    return read


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise CatalogueFault("", f"must be true or false, not {_word(value)}")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise CatalogueFault("", f"must be a whole number, not {_word(value)}")
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise CatalogueFault("", f"must be a number, not {_word(value)}")
    return float(value)


def _word(value: object) -> str:
    words = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return words.get(type(value), "a number")


_PLAIN: dict[object, Reader] = {str: a_text, bool: _truth, int: _whole, float: _number}
