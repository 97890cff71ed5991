"""Two JSON values compared by structure: what was added, removed, changed and moved, and where."""

from collections.abc import Iterator
from typing import NamedTuple

from betadeck.core.compare.difference import Difference, Kind
from betadeck.core.compare.ignoring import Ignoring
from betadeck.core.compare.lists import matched
from betadeck.core.compare.numbering import Numbering
from betadeck.core.json_pointer import escaped


class _Place(NamedTuple):
    """Two values that belong together and are not equal, and where they stand."""

    left: object
    right: object
    left_path: str
    path: str


def differences(
    a: object, b: object, *, ignore_ids: bool = True, ignore_times: bool = True
) -> Iterator[Difference]:
    """Yield what differs between the parsed JSON values `a` and `b`, from top to bottom.

    Each step is short but the first, in which both values are read once. Items of lists are matched by
    their `id` or `name` where these are unique, else by what is equal, else by type, role and likeness.
    The order of an object's members does not count. Applying all differences to `a` gives `b`, but for
    what is ignored.
    """
    numbering = Numbering(Ignoring(ids=ignore_ids, times=ignore_times))
    if numbering.of(a) == numbering.of(b):
        return
    waiting: list[_Place | Difference] = [_Place(a, b, "", "")]
    while waiting:
        top = waiting.pop()
        if isinstance(top, Difference):
            yield top
        else:
            waiting += reversed(list(_inside(top, numbering)))


def _inside(place: _Place, numbering: Numbering) -> Iterator[_Place | Difference]:
    left, right = place.left, place.right
    if isinstance(left, dict) and isinstance(right, dict):
        return _in_objects(place, left, right, numbering)
    if isinstance(left, list) and isinstance(right, list):
        return _in_lists(place, left, right, numbering)
    return iter((Difference(place.path, Kind.CHANGED, left, right, place.left_path),))


def _in_objects(
    place: _Place, left: dict[str, object], right: dict[str, object], numbering: Numbering
) -> Iterator[_Place | Difference]:
    for key, value in left.items():
        step = _step(key)
        if key not in right:
            path = place.left_path + step
            yield Difference(path, Kind.REMOVED, value, None, path)
        elif numbering.of(value, key) != numbering.of(right[key], key):
            yield _Place(value, right[key], place.left_path + step, place.path + step)
    for key, value in right.items():
        if key not in left:
            yield Difference(place.path + _step(key), Kind.ADDED, None, value)


def _in_lists(
    place: _Place, left: list[object], right: list[object], numbering: Numbering
) -> Iterator[_Place | Difference]:
    for match in matched(left, right, numbering):
        if match.right is None and match.left is not None:
            path = f"{place.left_path}/{match.left}"
            yield Difference(path, Kind.REMOVED, left[match.left], None, path)
        elif match.left is None and match.right is not None:
            yield Difference(f"{place.path}/{match.right}", Kind.ADDED, None, right[match.right])
        elif match.left is not None and match.right is not None:
            one, other = left[match.left], right[match.right]
            inner = _Place(one, other, f"{place.left_path}/{match.left}", f"{place.path}/{match.right}")
            if match.moved:
                yield Difference(inner.path, Kind.MOVED, one, other, inner.left_path)
            if numbering.of(one) != numbering.of(other):
                yield inner


def _step(key: str) -> str:
    return f"/{escaped(key)}"
