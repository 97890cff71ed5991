"""Guesses what a misspelt name was meant to be."""

from collections.abc import Iterable

from betadeck.core.betas import is_dated_name
from betadeck.core.catalog import BetaState, Catalogue

_STATES = [BetaState.ACTIVE, BetaState.GRADUATED, BetaState.SUPERSEDED, BetaState.RETIRED, BetaState.INTERNAL]


def nearest_betas(name: str, catalogue: Catalogue, *, most: int = 3) -> tuple[str, ...]:
    """Return the betas that `name` is likely to mean, the likeliest first.

    The same feature with another date comes first, newer dates before older; then what differs in few
    letters. A name that is like no other gives nothing.
    """
    if name in catalogue.betas:
        return (name,)
    stem = stem_of(name)
    same = [each for each in catalogue.betas if stem_of(each) == stem]
    same.sort(reverse=True)
    same.sort(key=lambda each: _STATES.index(catalogue.betas[each].state))
    rest = [each for each in catalogue.betas if each not in same]
    return tuple([*same, *nearest(name, rest, most=most)][:most])


def nearest(name: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Return those of `known` that differ from `name` in a few letters, the nearest first.

    A few is one letter in four, and at least two: swapping two neighbours counts as one.
    """
    wanted = name.lower()
    limit = max(2, len(wanted) // 4)
    measured = [(distance(wanted, each.lower(), limit), each) for each in known]
    return tuple(each for steps, each in sorted(measured) if steps <= limit)[:most]


def stem_of(name: str) -> str:
    """Return a beta's name without its date; other names as they are."""
    return name[: -len("-2026-01-31")] if is_dated_name(name) else name


def distance(one: str, other: str, limit: int) -> int:
    """Return in how many letters the texts differ; once it is more than `limit`, some number above it."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    older: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            steps = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and against == one[row - 2]:
                steps = min(steps, older[column - 2] + 1)
            line.append(steps)
        if min(line) > limit:
            return limit + 1
        older, above = above, line
    return above[-1]
