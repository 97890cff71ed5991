"""All events of a stream, in columns: a hundred thousand of them must not hold up Python's garbage collection."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from betadeck.core.answer_marks import Mark
from betadeck.core.sse import Event

_NO_BLOCK = -1
_NO_TIME = -1.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event and when it came, in seconds since the click; None if nobody knows any more.

    `mark` says what it added to the answer, None if it is about no block.
    """

    event: Event
    at_s: float | None
    mark: Mark | None = None


class EventList:
    """Keeps events and gives each of them back by its number, from 0.

    Texts and numbers alone are kept: unlike objects, the collector need not look at them.
    """

    def __init__(self) -> None:
        self._texts: tuple[list[str], list[str], list[str], list[str]] = ([], [], [], [])
        self._offsets: array[int] = array("q")
        self._blocks: array[int] = array("q")
        self._times: array[float] = array("d")

    def __len__(self) -> int:
        return len(self._times)

    def extend(self, arrivals: Iterable[Arrival]) -> None:
        """Add events at the end."""
        names, datas, ids, fields = self._texts
        for each in arrivals:
            event, mark = each.event, each.mark
            names.append(event.name)
            datas.append(event.data)
            ids.append(event.id)
            fields.append(mark.field if mark is not None else "")
            self._offsets.extend((event.start, event.end))
            self._times.append(_NO_TIME if each.at_s is None else each.at_s)
            self._blocks.extend((_NO_BLOCK, 0, 0) if mark is None else (mark.index, mark.start, mark.end))

    def __getitem__(self, number: int) -> Arrival:
        names, datas, ids, fields = self._texts
        start, end = self._offsets[2 * number : 2 * number + 2]
        index, first, last = self._blocks[3 * number : 3 * number + 3]
        at_s = self._times[number]
        return Arrival(
            Event(names[number], datas[number], ids[number], start, end),
            None if at_s == _NO_TIME else at_s,
            None if index == _NO_BLOCK else Mark(index, fields[number], first, last),
        )

    @property
    def size_bytes(self) -> int:
        """How many bytes of the stream they are."""
        return self._offsets[-1] - self._offsets[0] if self._offsets else 0

    def drop(self, count: int) -> None:
        """Forget the first `count` events; those after them move up."""
        for each in self._texts:
            del each[:count]
        del self._offsets[: 2 * count]
        del self._blocks[: 3 * count]
        del self._times[:count]

    def holds(self, number: int, wanted: str) -> bool:
        """Tell whether the name or the data of an event hold `wanted`, which is in lower case."""
        return wanted in self._texts[0][number].lower() or wanted in self._texts[1][number].lower()
