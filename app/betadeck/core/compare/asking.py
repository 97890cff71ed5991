"""Questions about two sides and their answers, as they go from one process to another."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from betadeck.core.compare.comparing import Comparing, Part, Shown, Texts, View
from betadeck.core.compare.ignoring import Ignoring

MOST_LISTED = 20_000
"""So many differences are listed; further ones are counted."""

_FIRST_BATCH, _BATCH = 50, 300


@dataclass(frozen=True, slots=True)
class Ask:
    """How does this part differ, looked at so?"""

    part: Part
    view: View
    ignoring: Ignoring


@dataclass(frozen=True, slots=True)
class AskDetail:
    """What are both values of the difference numbered `place` in the last structure?"""

    place: int
    ignoring: Ignoring


@dataclass(frozen=True, slots=True)
class Listed:
    """Some more differences, in order."""

    rows: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """All were listed, or the first `MOST_LISTED`. `counts` has how many there are of each kind."""

    counts: dict[str, int] = field(default_factory=dict)
    comparable: bool = True

    @property
    def total(self) -> int:
        """The number of differences."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class TextsTold:
    """The answer to a question about lines."""

    texts: Texts


@dataclass(frozen=True, slots=True)
class DetailTold:
    """The answer to a question about one difference."""

    place: int
    texts: Texts


Question = Ask | AskDetail
Reply = Listed | Ended | TextsTold | DetailTold


def replies(comparing: Comparing, question: Question) -> Iterator[Reply]:
    """Yield what answers `question`; only the last reply is none of `Listed`."""
    if isinstance(question, AskDetail):
        yield DetailTold(question.place, comparing.detail(question.place, question.ignoring))
    elif question.view is View.STRUCTURE:
        yield from _structure(comparing, question)
    else:
        yield TextsTold(comparing.texts(question.part, question.view, question.ignoring))


def _structure(comparing: Comparing, question: Ask) -> Iterator[Reply]:
    counts: Counter[str] = Counter()
    batch: list[Shown] = []
    wanted = _FIRST_BATCH
    listed = 0
    for each in comparing.structure(question.part, question.ignoring):
        counts[each.kind.value] += 1
        if listed < MOST_LISTED:
            batch.append(each)
            listed += 1
        if len(batch) == wanted:
            yield Listed(tuple(batch))
            batch, wanted = [], _BATCH
    if batch:
        yield Listed(tuple(batch))
    yield Ended(dict(counts), comparing.values(question.part) is not None)
