"""The events of a stream sorted into lanes, so that a time or a character leads to its event."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from betadeck.core.answer_marks import Mark
from betadeck.core.sse import Event
from betadeck.core.stream_times import block_index

_BLOCK_TYPE = re.compile(r'"content_block"\s*:\s*\{[^{}]*?"type"\s*:\s*"([^"\\]{1,40})"')
_HEAD_CHARS = 2000
_FIELD_NAMES = {"input_json": "tool_use", "content": "compaction"}
_MESSAGE = ("message_start", "message_delta", "message_stop")
_OTHER_LANES = ("message", "ping", "error")
_MOST_NAMED = 12  # a stream of events that are about no block has a lane a name, and not without end
REST = "other events"


@dataclass(slots=True)
class Lane:
    """Events of one block, or of one name: their numbers from 0, and their times in order.

    `index` is the block's, None for a lane of other events.
    """

    name: str
    index: int | None = None
    numbers: "array[int]" = field(default_factory=lambda: array("Q"))
    times: "array[float]" = field(default_factory=lambda: array("d"))

    def between(self, start_s: float, end_s: float) -> tuple[int, int]:
        """Return the places of the first event at or after `start_s`, and of the first at or after `end_s`."""
        return bisect_left(self.times, start_s), bisect_left(self.times, end_s)


class StreamLog:
    """Told of every event in turn. Lanes come in the order in which they began, blocks first."""

    def __init__(self) -> None:
        self.events = 0
        self.last_s = 0.0
        self._blocks: dict[int, Lane] = {}
        self._others: dict[str, Lane] = {}
        self._ends: dict[tuple[int, str], array[int]] = {}
        self._adders: dict[tuple[int, str], array[int]] = {}

    def add(self, event: Event, at_s: float | None, mark: Mark | None) -> None:
        """Take the next event; without a time it is in no lane, but its characters lead to it."""
        number = self.events
        self.events += 1
        if mark is not None and mark.end > mark.start:
            self._add_place(number, mark)
        if at_s is None:
            return
        lane = self._lane(event, mark)
        lane.numbers.append(number)
        lane.times.append(max(at_s, self.last_s))
        self.last_s = lane.times[-1]

    def lanes(self) -> list[Lane]:
        """Return the lanes: blocks in the order of their numbers, then what is about no block."""
        return [self._blocks[index] for index in sorted(self._blocks)] + list(self._others.values())

    def event_at(self, index: int, field: str, place: int) -> int | None:
        """Return the number of the event that added the character at `place`, None if nobody knows."""
        ends = self._ends.get((index, field))
        if not ends:
            return None
        at = bisect_right(ends, place)
        return self._adders[index, field][at] if at < len(ends) else None

    def nearest(self, at_s: float) -> Iterator[tuple[float, int]]:
        """Yield of every lane the time and the number of the event nearest to `at_s`."""
        for lane in self.lanes():
            at = bisect_left(lane.times, at_s)
            for near in (at - 1, at):
                if 0 <= near < len(lane.times):
                    yield lane.times[near], lane.numbers[near]

    def _add_place(self, number: int, mark: Mark) -> None:
        key = (mark.index, mark.field)
        ends = self._ends.setdefault(key, array("Q"))
        adders = self._adders.setdefault(key, array("Q"))
        if ends and mark.start < ends[-1]:  # the block began a second time
            del ends[:], adders[:]
        ends.append(mark.end)
        adders.append(number)

    def _lane(self, event: Event, mark: Mark | None) -> Lane:
        """Return the lane of an event; one that says of itself that it is about a block belongs to it."""
        if mark is None and event.name.startswith("content_block"):
            index = block_index(event.data)
            mark = None if index is None else Mark(index)
        return self._other(event.name) if mark is None else self._block(mark, event)

    def _block(self, mark: Mark, event: Event) -> Lane:
        lane = self._blocks.get(mark.index)
        if lane is None:
            found = _BLOCK_TYPE.search(event.data, 0, _HEAD_CHARS)
            name = found[1] if found else _FIELD_NAMES.get(mark.field, mark.field)
            lane = self._blocks[mark.index] = Lane(name, mark.index)
        return lane

    def _other(self, name: str) -> Lane:
        name = "message" if name in _MESSAGE else name
        if name not in self._others and name not in _OTHER_LANES and len(self._others) >= _MOST_NAMED:
            name = REST
        return self._others.setdefault(name, Lane(name))
