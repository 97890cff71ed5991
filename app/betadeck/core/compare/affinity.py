"""How much two items of a list look like the same thing before and after a change."""

from collections.abc import Callable
from typing import NamedTuple

from betadeck.core.compare.difference import json_type

_LONGEST_SEEN = 256
_MOST_CELLS = 10_000
NumberOf = Callable[[object, str], int]


class Pair(NamedTuple):
    """Places in both lists; None on one side: the item has no partner there."""

    left: int | None
    right: int | None


def likeness(left: object, right: object, number_of: NumberOf) -> float:
    """Return 0 for items that have nothing to do with each other, else more for more in common."""
    if not isinstance(left, dict | list) and not isinstance(right, dict | list):
        return _leaf_likeness(left, right)
    if _sort_of(left) != _sort_of(right):
        return 0.0
    if isinstance(left, dict) and isinstance(right, dict):
        common = [key for key in left if key in right]
        score = sum(_member_likeness(left[key], right[key], key, number_of) for key in common)
        return 1.0 + score / max(len(left), len(right), 1)
    return 1.0


def partners(left: list[object], right: list[object], number_of: NumberOf) -> list[Pair]:
    """Return all items of both in order, paired so that likely ones belong together.

    Tries all ways for small lists; big ones are paired in the order they stand.
    """
    if not left or not right or len(left) * len(right) > _MOST_CELLS:
        return _in_order(left, right, number_of)
    return aligned([[likeness(one, other, number_of) for other in right] for one in left])


def aligned(score: list[list[float]]) -> list[Pair]:
    """Return the places of both lists in order, paired so that the scores of the pairs come to the most.

    `score` has a row for each item of the left list, with a number for each of the right one: more for what
    is more alike, 0 for what is not to be paired. There is at least one item on either side.
    """
    rows, columns = len(score), len(score[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            paired = best[row + 1][column + 1] + score[row][column]
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    return _traced(best, score)


def _traced(best: list[list[float]], score: list[list[float]]) -> list[Pair]:
    rows, columns = len(best) - 1, len(best[0]) - 1
    row = column = 0
    found = []
    while row < rows and column < columns:
        worth = score[row][column]
        if worth and best[row][column] == best[row + 1][column + 1] + worth:
            found.append(Pair(row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            found.append(Pair(row, None))
            row += 1
        else:
            found.append(Pair(None, column))
            column += 1
    found += [Pair(place, None) for place in range(row, rows)]
    return found + [Pair(None, place) for place in range(column, columns)]


def _in_order(left: list[object], right: list[object], number_of: NumberOf) -> list[Pair]:
    both = min(len(left), len(right))
    found = []
    for place in range(both):
        if likeness(left[place], right[place], number_of):
            found.append(Pair(place, place))
        else:
            found += [Pair(place, None), Pair(None, place)]
    found += [Pair(place, None) for place in range(both, len(left))]
    return found + [Pair(None, place) for place in range(both, len(right))]


def _sort_of(value: object) -> tuple[str, object]:
    """Return what two items must share to be one item that changed: a block's type, a message's role."""
    if isinstance(value, dict):
        told = value.get("type") or value.get("role")
        return "object", told if isinstance(told, str) else None
    return json_type(value), None


def _leaf_likeness(left: object, right: object) -> float:
    """Return how much two leaves look alike; a leaf of another type may still be the same item, changed."""
    if isinstance(left, str) and isinstance(right, str):
        return 1.0 + text_likeness(left, right)
    return 1.0 if json_type(left) == json_type(right) else 0.5


def _member_likeness(left: object, right: object, key: str, number_of: NumberOf) -> float:
    if number_of(left, key) == number_of(right, key):
        return 1.0
    if isinstance(left, str) and isinstance(right, str):
        return text_likeness(left, right)
    return 0.0


def text_likeness(left: str, right: str) -> float:
    """Return how much of two texts' beginnings and ends is the same, up to but not including 1."""
    longest = min(max(len(left), len(right)), 2 * _LONGEST_SEEN)
    if not longest:
        return 0.0
    head = _common(left[:_LONGEST_SEEN], right[:_LONGEST_SEEN])
    tail = _common(left[head:][-_LONGEST_SEEN:][::-1], right[head:][-_LONGEST_SEEN:][::-1])
    return min((head + tail) / longest, 0.99)


def _common(left: str, right: str) -> int:
    """Return how many characters at the beginning are the same."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if left[low:middle] == right[low:middle] else (low, middle - 1)
    return low
