"""Which items of two lists belong together: by id or name, else by what is equal, else by likeness."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from betadeck.core.compare.affinity import partners
from betadeck.core.compare.numbering import Numbering
from betadeck.core.compare.sequence import ascending, runs

_KEYS = ("id", "name")


@dataclass(frozen=True, slots=True)
class Match:
    """An item that came (`left` None), went (`right` None), or stayed; `moved` when its place changed."""

    left: int | None
    right: int | None
    moved: bool = False


def matched(left: list[object], right: list[object], numbering: Numbering) -> list[Match]:
    """Return all items that are not simply equal, in an order that makes sense to read.

    Those that stayed and did not move ascend on both sides.
    """
    ours, theirs = [numbering.of(each) for each in left], [numbering.of(each) for each in right]
    start, left_end, right_end = _ends(ours, theirs)
    if start == left_end == right_end:
        return []
    inner = left[start:left_end], right[start:right_end]
    keys = _keys(*inner)
    found = _by_key(*keys) if keys else _by_likeness(*inner, numbering)
    return [_shifted(each, start) for each in found if not _is_same(each, ours, theirs, start)]


def _ends(ours: Sequence[int], theirs: Sequence[int]) -> tuple[int, int, int]:
    """Return how much is equal at the start, and where on each side the equal rest begins."""
    shorter = min(len(ours), len(theirs))
    start = next((at for at in range(shorter) if ours[at] != theirs[at]), shorter)
    tail = 0
    while tail < shorter - start and ours[-1 - tail] == theirs[-1 - tail]:
        tail += 1
    return start, len(ours) - tail, len(theirs) - tail


def _keys(left: list[object], right: list[object]) -> tuple[list[Hashable], list[Hashable]] | None:
    """Return the ids or names of all items, if each has one of its own and some are on both sides."""
    for key in _KEYS:
        ours, theirs = _values(left, key), _values(right, key)
        if ours and theirs and not ours.keys().isdisjoint(theirs):
            return list(ours), list(theirs)
    return None


def _values(items: list[object], key: str) -> dict[Hashable, None]:
    """Return the members called `key` of all items, in order; none if one lacks it or two share one."""
    found: dict[Hashable, None] = {}
    for item in items:
        value = item.get(key) if isinstance(item, dict) else None
        if not isinstance(value, str):
            return {}
        found[value] = None
    return found if len(found) == len(items) else {}


def _by_key(ours: list[Hashable], theirs: list[Hashable]) -> list[Match]:
    places = {key: place for place, key in enumerate(theirs)}
    pairs = [(place, places[key]) for place, key in enumerate(ours) if key in places]
    staying = {pairs[at] for at in ascending(pairs)}
    both = [Match(one, other, moved=(one, other) not in staying) for one, other in pairs]
    gone = [Match(place, None) for place, key in enumerate(ours) if key not in places]
    known = {other for _, other in pairs}
    come = [Match(None, place) for place in range(len(theirs)) if place not in known]
    return [*gone, *sorted([*both, *come], key=_place)]


def _by_likeness(left: list[object], right: list[object], numbering: Numbering) -> list[Match]:
    ours, theirs = [numbering.of(each) for each in left], [numbering.of(each) for each in right]
    found: list[Match] = []
    one = other = 0
    for run in (*runs(ours, theirs), (len(left), len(right), 0)):
        pairs = partners(left[one : run[0]], right[other : run[1]], numbering.of)
        found += [Match(_sum(pair.left, one), _sum(pair.right, other)) for pair in pairs]
        one, other = run[0] + run[2], run[1] + run[2]
    return _with_moves(found, ours, theirs)


def _with_moves(found: list[Match], ours: list[int], theirs: list[int]) -> list[Match]:
    """Make one move of an item that went and an equal one that came."""
    gone: dict[int, list[int]] = {}
    for each in reversed(found):
        if each.left is not None and each.right is None:
            gone.setdefault(ours[each.left], []).append(each.left)
    moved: dict[int, int] = {}
    for each in found:
        if each.left is None and each.right is not None and gone.get(theirs[each.right]):
            moved[each.right] = gone[theirs[each.right]].pop()
    left_behind = set(moved.values())
    return [
        Match(moved[each.right], each.right, moved=True)
        if each.left is None and each.right in moved
        else each
        for each in found
        if not (each.right is None and each.left in left_behind)
    ]


def _place(match: Match) -> int:
    return match.right if match.right is not None else -1


def _is_same(match: Match, ours: list[int], theirs: list[int], start: int) -> bool:
    if match.moved or match.left is None or match.right is None:
        return False
    return ours[start + match.left] == theirs[start + match.right]


def _shifted(match: Match, by: int) -> Match:
    return Match(_sum(match.left, by), _sum(match.right, by), match.moved)


def _sum(place: int | None, by: int) -> int | None:
    return None if place is None else place + by
