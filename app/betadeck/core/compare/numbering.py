"""Equal values get equal numbers, so that comparing two big values is comparing two numbers."""

from collections.abc import Hashable
from itertools import count
from typing import TypeVar, cast

from betadeck.core.compare.ignoring import OPAQUE_KEYS, Ignoring

_NULL, _FALSE, _TRUE, _ID, _TIME, _FIRST = range(1, 7)
_CONTAINERS = frozenset((dict, list))
K = TypeVar("K", bound=Hashable)
Container = dict[str, object] | list[object]


class Numbering:
    """Gives each value a number: the same to equal ones, ids and times passed over as `ignoring` says.

    Exact, not a hash: two values with the same number are equal. 1 and 1.0 are equal, 1 and true are not.
    The values must be kept, and kept unchanged, for as long as this is in use.
    """

    def __init__(self, ignoring: Ignoring) -> None:
        self._ignoring = ignoring
        self._numbers_left = count(_FIRST)
        self._texts: dict[str, int] = {}
        self._numbers: dict[int | float, int] = {}
        self._lists: dict[tuple[int, ...], int] = {}
        self._objects: dict[frozenset[tuple[str, int]], int] = {}
        self._known: dict[int, int] = {}

    def of(self, value: object, key: str = "") -> int:
        """Return the number of `value`, which stands under `key` if it is a member."""
        if not isinstance(value, dict | list):
            return self._leaf(value, key)
        if id(value) not in self._known:
            self._number_tree(value)
        return self._known[id(value)]

    def _number_tree(self, root: Container) -> None:
        """Number `root` and all below it, the innermost first. Not recursive: JSON may be very deep."""
        stack: list[Container] = [root]
        known = self._known
        while stack:
            top = stack[-1]
            inner = top.values() if isinstance(top, dict) else top
            waiting = [each for each in inner if type(each) in _CONTAINERS and id(each) not in known]
            if waiting:
                stack += waiting  # type: ignore[arg-type]  # told by their type
                continue
            stack.pop()
            if id(top) not in known:
                known[id(top)] = self._object(top) if isinstance(top, dict) else self._list(top)

    def _object(self, value: dict[str, object]) -> int:
        known, texts, leaf = self._known, self._texts, self._leaf
        members = []
        for key, each in value.items():
            if type(each) in _CONTAINERS:
                number = known[id(each)]
            elif type(each) is str and key[-2:] != "id":
                number = texts.get(each) or leaf(each, key)
            else:
                number = leaf(each, key)
            members.append((key, number))
        return self._taken(self._objects, frozenset(members))

    def _list(self, value: list[object]) -> int:
        known, leaf = self._known, self._leaf
        numbers = tuple([known[id(each)] if type(each) in _CONTAINERS else leaf(each, "") for each in value])
        return self._taken(self._lists, numbers)

    def _leaf(self, value: object, key: str) -> int:
        kind = type(value)
        if kind is str:
            return self._text(cast(str, value), key)
        if value is None:
            return _NULL
        if kind is bool:
            return _TRUE if value else _FALSE
        if kind is int or kind is float:
            is_time = key and self._ignoring.is_time_number(key)
            return _TIME if is_time else self._taken(self._numbers, cast(float, value))
        raise TypeError(f"not a JSON value: {kind.__name__}")

    def _text(self, value: str, key: str) -> int:
        if (key[-2:] == "id" or key in OPAQUE_KEYS) and self._ignoring.is_id(value, key):
            return _ID
        found = self._texts.get(value)
        if found is None:
            if self._ignoring.is_id(value):
                found = _ID
            else:
                found = _TIME if self._ignoring.is_time(value) else next(self._numbers_left)
            self._texts[value] = found
        return found

    def _taken(self, table: dict[K, int], key: K) -> int:
        found = table.get(key)
        if found is None:
            found = table[key] = next(self._numbers_left)
        return found
