"""Equal values get equal numbers, so that comparing two big values is comparing two numbers."""

from collections.abc import Hashable
from typing import TypeVar

from betadeck.core.compare.ignoring import Ignoring

_NULL, _FALSE, _TRUE, _ID, _TIME, _FIRST = range(6)
K = TypeVar("K", bound=Hashable)
Container = dict[str, object] | list[object]


class Numbering:
    """Gives each value a number: the same to equal ones, ids and times passed over as `ignoring` says.

    Exact, not a hash: two values with the same number are equal. 1 and 1.0 are equal, 1 and true are not.
    The values must be kept, and kept unchanged, for as long as this is in use.
    """

    def __init__(self, ignoring: Ignoring) -> None:
        self._ignoring = ignoring
        self._next = _FIRST
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
            waiting = [
                each
                for each in (top.values() if isinstance(top, dict) else top)
                if isinstance(each, dict | list) and id(each) not in known
            ]
            if waiting:
                stack += waiting
                continue
            stack.pop()
            if id(top) not in known:
                known[id(top)] = self._object(top) if isinstance(top, dict) else self._list(top)

    def _object(self, value: dict[str, object]) -> int:
        return self._taken(
            self._objects, frozenset([(key, self.of(each, key)) for key, each in value.items()])
        )

    def _list(self, value: list[object]) -> int:
        return self._taken(self._lists, tuple([self.of(each) for each in value]))

    def _leaf(self, value: object, key: str) -> int:
        if isinstance(value, str):
            if self._ignoring.is_id(value, key):
                return _ID
            return _TIME if self._ignoring.is_time(value) else self._taken(self._texts, value)
        if value is None:
            return _NULL
        if isinstance(value, bool):
            return _TRUE if value else _FALSE
        if isinstance(value, int | float):
            return _TIME if self._ignoring.is_time_number(key) else self._taken(self._numbers, value)
        raise TypeError(f"not a JSON value: {type(value).__name__}")

    def _taken(self, table: dict[K, int], key: K) -> int:
        found = table.get(key)
        if found is None:
            found = table[key] = self._next
            self._next += 1
        return found
