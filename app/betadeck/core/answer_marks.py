"""Which characters of the answer each event of a stream added."""

from collections.abc import Iterable
from dataclasses import dataclass

from betadeck.core.answer import BlockEnded, BlockGrew, BlockStarted, Change

LANE_FIELDS = ("text", "thinking", "input_json", "content")
"""Fields of a block that grow as one text; the others come whole."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event was about block `index`, and added the characters from `start` to `end` of its `field`.

    They are counted in the text as it was sent. An event that added none has the same `start` and `end`.
    """

    index: int
    field: str = ""
    start: int = 0
    end: int = 0

    @property
    def chars(self) -> int:
        """How many characters the event added."""
        return self.end - self.start


class Marker:
    """Counts the characters of every block while its events come."""

    def __init__(self) -> None:
        self._lengths: dict[tuple[int, str], int] = {}

    def mark(self, changes: Iterable[Change]) -> Mark | None:
        """Return what the changes of one event added, None if they are about no block."""
        found: Mark | None = None
        for change in changes:
            if isinstance(change, BlockGrew):
                found = self._grown(change.index, change.field, change.text)
            elif isinstance(change, BlockStarted):
                found = self._started(change)
            elif isinstance(change, BlockEnded) and found is None:
                found = Mark(change.index)
        return found

    def _started(self, change: BlockStarted) -> Mark:
        """Take up a block anew; its start may hold text already."""
        found = Mark(change.index)
        for field in LANE_FIELDS:
            self._lengths.pop((change.index, field), None)
            if isinstance(text := change.block.data.get(field), str) and text:
                found = self._grown(change.index, field, text)
        return found

    def _grown(self, index: int, field: str, text: str) -> Mark:
        if field not in LANE_FIELDS:
            return Mark(index, field)
        start = self._lengths.get((index, field), 0)
        end = self._lengths[index, field] = start + len(text)
        return Mark(index, field, start, end)
