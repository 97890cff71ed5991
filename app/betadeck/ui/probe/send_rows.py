"""The sends of a search as rows of a tree. No Qt here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from betadeck.core.figures import time_words
from betadeck.core.probe.halving import Outcome, Search, parent_of
from betadeck.core.probe.probe_request import Form
from betadeck.ui.probe.words import count_of


@dataclass(frozen=True, slots=True)
class SendRow:
    """One send. `depth` is how many sends it narrows; `outcome` None means that it is under way.

    `carried` tells for every beta of the search whether it was sent; `rails` for each depth below the
    first, down to its own, whether a later row hangs from the same branch.
    """

    depth: int
    names: tuple[str, ...]
    carried: tuple[bool, ...]
    outcome: Outcome | None
    form: Form
    time: str = ""
    rails: tuple[bool, ...] = ()

    @property
    def text(self) -> str:
        """What was sent."""
        words = count_of(self.names, len(self.carried))
        return words if self.depth else f"{words}, {self.form.value}"

    @property
    def more(self) -> str:
        """The names of what was sent, where the text does not say them."""
        return ", ".join(self.names) if 1 < len(self.names) < len(self.carried) else ""

    @property
    def said(self) -> str:
        """What came of it."""
        return self.outcome.value if self.outcome is not None else "sending…"


def rows_of(form: Form, search: Search, times_s: tuple[float | None, ...]) -> list[SendRow]:
    """Return the rows of `search`: its steps, and the send that is under way if it is not over."""
    depths = _depths(search)
    return [
        SendRow(
            depths[place],
            step.names,
            _carried(search, step.names),
            step.outcome,
            form,
            _time(times_s[place] if place < len(times_s) else None),
        )
        for place, step in enumerate(search.steps)
    ]


def running_row(form: Form, search: Search) -> SendRow | None:
    """Return the row of the send that is under way, None when the search is over."""
    names = search.next_names()
    if names is None:
        return None
    after = search.after(Outcome.UNCLEAR)
    return SendRow(_depths(after)[-1], names, _carried(search, names), None, form)


def with_rails(rows: Sequence[SendRow]) -> list[SendRow]:
    """Return `rows` knowing which branches go on below them."""
    found: list[SendRow] = []
    below: set[int] = set()
    for row in reversed(rows):
        below = {depth for depth in below if depth <= row.depth}
        found.append(replace(row, rails=tuple(depth in below for depth in range(1, row.depth + 1))))
        below.add(row.depth)
    return found[::-1]


def _depths(search: Search) -> list[int]:
    depths: list[int] = []
    for place in range(len(search.steps)):
        parent = parent_of(search.steps, place)
        depths.append(0 if parent is None else depths[parent] + 1)
    return depths


def _carried(search: Search, names: tuple[str, ...]) -> tuple[bool, ...]:
    sent = set(names)
    return tuple(name in sent for name in search.names)


def _time(seconds: float | None) -> str:
    return "" if seconds is None else time_words(seconds)
