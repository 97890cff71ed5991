"""Which ticks break it? Asks for few sends, and ends with the smallest set that still fails.

The ticks are taken in their order. The shortest beginning of the list that fails the same way ends with
a culprit, which halving finds; if that one does not fail alone, the same is done again among those before
it, with what was found so far always sent along. So each culprit costs at most ceil(log2 n) + 1 sends, and
the first send, of all ticks, one more:

    one culprit                         at most   ceil(log2 n) + 2
    two that only fail together         at most   ceil(log2 n) + ceil(log2 (n - 1)) + 3
    k that only fail together           at most   k (ceil(log2 n) + 1) + 1

This holds when the server always says the same, and when more ticks never mend what fewer break. Sends that
told nothing (`UNCLEAR`) are repeated and not counted. What is found is minimal: without any one of the names,
the others did not fail in this way.
"""

from collections.abc import Generator
from dataclasses import dataclass, replace
from enum import Enum

_TRIES = 3
"""How often a send may tell nothing before the search is given up."""


class Outcome(Enum):
    """What a send told about the fault that is looked for."""

    SAME = "fails the same way"
    WORKS = "works"
    OTHER = "fails another way"
    UNCLEAR = "told nothing"


class VerdictKind(Enum):
    """How a search ended."""

    CULPRIT = "culprit"
    TOGETHER = "together"  # several that only fail together
    NOT_THE_BETAS = "not the betas"  # fails with none ticked, too
    NOT_SHOWN = "not shown"  # all ticked, and this request does not fail that way
    UNCLEAR = "unclear"  # the server would not tell


@dataclass(frozen=True, slots=True)
class Step:
    """One send: which names went out, and what came of it."""

    names: tuple[str, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Verdict:
    """`names` are the culprits, in the order of the ticks.

    `needed` are those of them without which the request failed in another way: the request may only need
    them, and the fault may lie with the others, or not with the betas at all.
    """

    kind: VerdictKind
    names: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """A search among `names`, as far as it has come: send `next_names`, tell `after`, until `verdict`."""

    names: tuple[str, ...]
    steps: tuple[Step, ...] = ()

    def next_names(self) -> tuple[str, ...] | None:
        """Return which names to send next, or None when the search is over."""
        asked = self._state()
        return None if isinstance(asked, Verdict) else asked

    def verdict(self) -> Verdict | None:
        """Return how it ended, or None while it goes on."""
        asked = self._state()
        return asked if isinstance(asked, Verdict) else None

    def after(self, outcome: Outcome) -> "Search":
        """Return the search with the outcome of the send that `next_names` asked for.

        Raises:
            ValueError: the search is over.
        """
        names = self.next_names()
        if names is None:
            raise ValueError("the search is over")
        return replace(self, steps=(*self.steps, Step(names, outcome)))

    def _state(self) -> "tuple[str, ...] | Verdict":
        """Go through what was told so far: a few dozen steps at most."""
        course = _course(self.names)
        try:
            asked = next(course)
            tries = 0
            for step in self.steps:
                tries = tries + 1 if step.outcome is Outcome.UNCLEAR else 0
                if tries == _TRIES:
                    return Verdict(VerdictKind.UNCLEAR)
                if tries == 0:
                    asked = course.send(step.outcome)
        except StopIteration as end:
            verdict: Verdict = end.value
            return verdict
        return asked


def most_sends(count: int, together: int = 1) -> int:
    """Return how many sends at most find `together` culprits that only fail together among `count` names."""
    sizes = range(count, max(0, count - together), -1)
    return 1 + sum((size - 1).bit_length() + 1 for size in sizes) if count else 0


def parent_of(steps: tuple[Step, ...], place: int) -> int | None:
    """Return the earlier step that the step at `place` narrows: the smallest that holds all its names."""
    names = set(steps[place].names)
    earlier = [at for at in range(place) if names < set(steps[at].names)]
    return min(earlier, key=lambda at: (len(steps[at].names), -at), default=None)


_Course = Generator[tuple[str, ...], Outcome, Verdict]


def _course(names: tuple[str, ...]) -> _Course:
    """Yield what to send; be told the outcome; return the verdict."""
    if not names:
        return Verdict(VerdictKind.NOT_THE_BETAS)
    if (yield names) is not Outcome.SAME:
        return Verdict(VerdictKind.NOT_SHOWN)
    found: dict[str, Outcome] = {}  # each with the outcome of a send without it
    pool, alone = names, Outcome.WORKS
    while pool:
        last, before = yield from _shortest_beginning(pool, tuple(found), names)
        found[pool[last - 1]] = before or alone
        pool = pool[: last - 1]
        if len(found) == 1 and not pool:
            alone = yield ()
            if alone is Outcome.SAME:
                return Verdict(VerdictKind.NOT_THE_BETAS)
            found = dict.fromkeys(found, alone)
        elif pool:
            alone = yield _in_order(tuple(found), names)
            if alone is Outcome.SAME:
                break
    return _verdict(found, names)


def _shortest_beginning(
    pool: tuple[str, ...], along: tuple[str, ...], order: tuple[str, ...]
) -> Generator[tuple[str, ...], Outcome, tuple[int, Outcome | None]]:
    """Return the length of the shortest beginning of `pool` that fails with `along`, which all of it does.

    The other value is the outcome of the beginning that is one shorter; None if that is `along` alone.
    """
    low, high = 0, len(pool)  # `low` is not known to fail, `high` is
    before: Outcome | None = None
    while high - low > 1:
        middle = (low + high) // 2
        outcome = yield _in_order((*pool[:middle], *along), order)
        if outcome is Outcome.SAME:
            high = middle
        else:
            low, before = middle, outcome
    return high, before


def _in_order(names: tuple[str, ...], order: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(names, key=order.index))


def _verdict(found: dict[str, Outcome], order: tuple[str, ...]) -> Verdict:
    names = _in_order(tuple(found), order)
    needed = tuple(name for name in names if found[name] is not Outcome.WORKS)
    kind = VerdictKind.CULPRIT if len(names) == 1 else VerdictKind.TOGETHER
    return Verdict(kind, names, needed)
