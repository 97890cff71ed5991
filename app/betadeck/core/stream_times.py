"""When what came in a stream: first text, longest silence, how long each block took."""

import re
from dataclasses import dataclass, field

from betadeck.core.sse import Event

_INDEX = re.compile(r'"index"\s*:\s*(\d+)')
_HEAD_CHARS = 400
_TEXT_DELTA = '"text_delta"'


@dataclass(slots=True)
class StreamTimes:
    """Told of every event in turn. Times are seconds since the click, None before it happened.

    `silence_s` is the longest time between two events, which began at `silence_at_s`. `blocks` holds
    when each block began and ended.
    """

    events: int = 0
    first_event_s: float | None = None
    first_text_s: float | None = None
    last_event_s: float | None = None
    silence_s: float = 0.0
    silence_at_s: float | None = None
    blocks: dict[int, tuple[float, float | None]] = field(default_factory=dict)

    def add(self, event: Event, at_s: float) -> None:
        """Take the next event, which arrived at `at_s`."""
        self.events += 1
        if self.last_event_s is None:
            self.first_event_s = at_s
        elif at_s - self.last_event_s > self.silence_s:
            self.silence_s, self.silence_at_s = at_s - self.last_event_s, self.last_event_s
        self.last_event_s = at_s
        if event.name.startswith("content_block_"):
            self._add_block(event, at_s)

    def block_s(self, index: int) -> float | None:
        """Return how long block `index` took, None if its start or end did not come."""
        start, end = self.blocks.get(index, (0.0, None))
        return None if end is None else end - start

    def _add_block(self, event: Event, at_s: float) -> None:
        if event.name == "content_block_delta":
            if self.first_text_s is None and _TEXT_DELTA in event.data[:_HEAD_CHARS]:
                self.first_text_s = at_s
            return
        index = block_index(event.data)
        if index is None:
            return
        start = at_s if event.name == "content_block_start" else self.blocks.get(index, (at_s, None))[0]
        self.blocks[index] = (start, at_s if event.name == "content_block_stop" else None)


def block_index(data: str) -> int | None:
    """Return the number of the content block that an event's `data` belongs to, read from its head alone."""
    found = _INDEX.search(data, 0, _HEAD_CHARS)
    return int(found[1]) if found else None
