"""What a batch is made of: requests, each with an id, and the row that its result is joined to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from betadeck.core.batch.table import Table

_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that stands in the way. `number` is the line's, counted from 0; None for the batch as such."""

    message: str
    number: int | None = None


class Lines(Protocol):
    """The requests of a batch, wherever they come from."""

    @property
    def table(self) -> Table:
        """A row for each request."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The `custom_id` of each request."""

    def place(self, number: int) -> str:
        """Return what people call the line `number`, counted from 0."""

    def filled(self, number: int) -> str:
        """Return its request with the values in their places."""

    def problems(self) -> Iterator[Problem]:
        """Yield what is known to be wrong before anything is filled in."""


def id_problems(ids: tuple[str, ...]) -> Iterator[Problem]:
    """Yield what is wrong with the ids: they must fit the API's pattern, and each may stand once."""
    seen: set[str] = set()
    for number, name in enumerate(ids):
        if not _ID.fullmatch(name):
            shown = name if len(name) <= 30 else f"{name[:30]}…"
            yield Problem(f"“{shown}” is no id: 1 to 64 letters, digits, hyphens and underscores.", number)
        elif name in seen:
            yield Problem(f"The id “{name}” is that of an earlier line too.", number)
        seen.add(name)
