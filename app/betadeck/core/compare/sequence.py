"""Which items of two sequences belong together: the longest common part, or near to it when both are long."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

_EXACT_PAIRS = 40_000
_WIDTHS = (2, 4, 16)


class Run(NamedTuple):
    """`length` items that are equal, from `left` and `right` on."""

    left: int
    right: int
    length: int


class Range(NamedTuple):
    """The items of both sequences between two places each."""

    left: int
    left_end: int
    right: int
    right_end: int


def runs(left: Sequence[int], right: Sequence[int]) -> list[Run]:
    """Return what is equal in both, in ascending order in both.

    Items that occur once on either side are matched first (as in a patience diff), what lies between
    them next. Where nothing is unique the longest common part is found exactly as long as that is cheap;
    beyond it, equal items are matched in the order in which they occur. Time grows with n log n.
    """
    pairs: list[tuple[int, int]] = []
    found: list[Run] = []
    waiting = [Range(0, len(left), 0, len(right))]
    while waiting:
        span, outer = _trimmed(left, right, waiting.pop())
        found += outer
        if span.left == span.left_end or span.right == span.right_end:
            continue
        anchors, final = _anchors(left, right, span)
        if final:
            pairs += anchors
        else:
            waiting += _between(span, anchors)
            pairs += anchors
    return _joined([*found, *(Run(one, other, 1) for one, other in pairs)])


def ascending(pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Return the places in `pairs` of a longest part in which both members ascend.

    `pairs` must be sorted by their first member, and of equal ones by the second, descending.
    """
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for place, (_, other) in enumerate(pairs):
        slot = bisect_left(tails, other)
        before.append(tail_at[slot - 1] if slot else -1)
        if slot == len(tails):
            tails.append(other)
            tail_at.append(place)
        else:
            tails[slot], tail_at[slot] = other, place
    chain: list[int] = []
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def _trimmed(left: Sequence[int], right: Sequence[int], span: Range) -> tuple[Range, list[Run]]:
    """Return `span` without what is equal at its two ends, and that."""
    one, one_end, other, other_end = span
    while one < one_end and other < other_end and left[one] == right[other]:
        one, other = one + 1, other + 1
    while one < one_end and other < other_end and left[one_end - 1] == right[other_end - 1]:
        one_end, other_end = one_end - 1, other_end - 1
    ends = (Run(span.left, span.right, one - span.left), Run(one_end, other_end, span.left_end - one_end))
    return Range(one, one_end, other, other_end), [run for run in ends if run.length]


def _anchors(left: Sequence[int], right: Sequence[int], span: Range) -> tuple[list[tuple[int, int]], bool]:
    """Return pairs that belong together, and whether nothing more is to be found between them."""
    ours = Counter(left[span.left : span.left_end])
    theirs = Counter(right[span.right : span.right_end])
    unique = {item for item, count in ours.items() if count == 1 and theirs.get(item) == 1}
    if unique:
        return _chained(_paired(left, right, span, unique)), False
    if sum(count * theirs[item] for item, count in ours.items() if item in theirs) <= _EXACT_PAIRS:
        return _chained(_every_pair(left, right, span)), True
    for width in _WIDTHS:
        if found := _chained(_unique_stretches(left, right, span, width)):
            return found, False
    return _chained(_paired(left, right, span, theirs.keys())), True


def _unique_stretches(
    left: Sequence[int], right: Sequence[int], span: Range, width: int
) -> list[tuple[int, int]]:
    """Pair the first items of stretches that occur once on either side, where single items are not unique."""
    ours = _stretches(left, span.left, span.left_end, width)
    theirs = _stretches(right, span.right, span.right_end, width)
    return [(place, theirs[each]) for each, place in ours.items() if place >= 0 and theirs.get(each, -1) >= 0]


def _stretches(items: Sequence[int], start: int, end: int, width: int) -> dict[tuple[int, ...], int]:
    """Return where each stretch of `width` items begins, -1 if it does in several places."""
    found: dict[tuple[int, ...], int] = {}
    for place in range(start, end - width + 1):
        stretch = tuple(items[place : place + width])
        found[stretch] = -1 if stretch in found else place
    return found


def _paired(
    left: Sequence[int], right: Sequence[int], span: Range, wanted: Container[int]
) -> list[tuple[int, int]]:
    """Pair the first of each wanted item with the first on the other side, the second with the second."""
    waiting: dict[int, list[int]] = {}
    for place in range(span.right_end - 1, span.right - 1, -1):
        if right[place] in wanted:
            waiting.setdefault(right[place], []).append(place)
    found = []
    for place in range(span.left, span.left_end):
        others = waiting.get(left[place])
        if others:
            found.append((place, others.pop()))
    return found


def _every_pair(left: Sequence[int], right: Sequence[int], span: Range) -> list[tuple[int, int]]:
    places: dict[int, list[int]] = {}
    for place in range(span.right_end - 1, span.right - 1, -1):
        places.setdefault(right[place], []).append(place)
    return [
        (place, other) for place in range(span.left, span.left_end) for other in places.get(left[place], ())
    ]


def _chained(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [pairs[place] for place in ascending(pairs)]


def _between(span: Range, anchors: list[tuple[int, int]]) -> Iterable[Range]:
    """Return what lies before, between and behind the anchors."""
    one, other = span.left, span.right
    for left, right in anchors:
        if one < left and other < right:
            yield Range(one, left, other, right)
        one, other = left + 1, right + 1
    if one < span.left_end and other < span.right_end:
        yield Range(one, span.left_end, other, span.right_end)


def _joined(found: list[Run]) -> list[Run]:
    """Return the runs in order, those that touch made one."""
    out: list[Run] = []
    for run in sorted(found):
        if out and out[-1].left + out[-1].length == run.left and out[-1].right + out[-1].length == run.right:
            out[-1] = Run(out[-1].left, out[-1].right, out[-1].length + run.length)
        else:
            out.append(run)
    return out
