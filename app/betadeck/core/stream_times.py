"""When what came in a stream: first token, longest silence, how long each block took, how fast it comes."""

import re
from collections import deque
from dataclasses import dataclass, field

from betadeck.core.answer_marks import Mark
from betadeck.core.sse import Event

_INDEX = re.compile(r'"index"\s*:\s*(\d+)')
_HEAD_CHARS = 400
_WINDOW_S = 1.0
_LEAST_S = 0.001  # what came within this came at once, and has no speed


@dataclass(slots=True)
class StreamTimes:
    """Told of every event in turn. Times are seconds since the click, None before it happened.

    A token is what adds characters to a block: text, thinking, tool input. `silence_s` is the longest time
    between two events, which began at `silence_at_s`. `blocks` holds when each block began and ended,
    `chars` how many characters came in all.
    """

    events: int = 0
    pings: int = 0
    chars: int = 0
    first_event_s: float | None = None
    first_token_s: float | None = None
    first_text_s: float | None = None
    last_event_s: float | None = None
    last_token_s: float | None = None
    silence_s: float = 0.0
    silence_at_s: float | None = None
    blocks: dict[int, tuple[float, float | None]] = field(default_factory=dict)
    _recent: deque[tuple[float, int, int]] = field(default_factory=deque)

    def add(self, event: Event, at_s: float, mark: Mark | None = None) -> None:
        """Take the next event, which arrived at `at_s` and added what `mark` says."""
        self.events += 1
        if self.last_event_s is None:
            self.first_event_s = at_s
        elif at_s - self.last_event_s > self.silence_s:
            self.silence_s, self.silence_at_s = at_s - self.last_event_s, self.last_event_s
        self.last_event_s = at_s
        if mark is not None and mark.end > mark.start:
            self._add_token(mark, at_s)
        elif event.name == "ping":
            self.pings += 1
        if event.name.startswith("content_block_") and event.name != "content_block_delta":
            self._add_block(event, at_s)

    def end(self, at_s: float) -> None:
        """Take the end of the stream: a silence before it counts, as when somebody gave up waiting."""
        if self.last_event_s is not None and at_s - self.last_event_s > self.silence_s:
            self.silence_s, self.silence_at_s = at_s - self.last_event_s, self.last_event_s

    def block_s(self, index: int) -> float | None:
        """Return how long block `index` took, None if its start or end did not come."""
        start, end = self.blocks.get(index, (0.0, None))
        return None if end is None else end - start

    def speed(self, now_s: float) -> tuple[float, float]:
        """Return events and characters a second, over the last second before `now_s`.

        Ask in the order of time: what is older is forgotten.
        """
        recent = self._recent
        recent.append((now_s, self.events, self.chars))
        while len(recent) > 2 and recent[1][0] <= now_s - _WINDOW_S:
            recent.popleft()
        then_s, events, chars = recent[0]
        seconds = now_s - then_s
        if seconds < _LEAST_S:
            return self.mean_speed()
        return (self.events - events) / seconds, (self.chars - chars) / seconds

    def mean_speed(self) -> tuple[float, float]:
        """Return events and characters a second over the whole stream; nought when it came at once."""
        if self.first_event_s is None or self.last_event_s is None:
            return 0.0, 0.0
        seconds = self.last_event_s - self.first_event_s
        return (self.events / seconds, self.chars / seconds) if seconds >= _LEAST_S else (0.0, 0.0)

    def tokens_per_s(self, output_tokens: int) -> float | None:
        """Return the tokens a second that `output_tokens` in all amount to, None if they came at once."""
        if self.first_token_s is None or self.last_token_s is None:
            return None
        seconds = self.last_token_s - self.first_token_s
        return output_tokens / seconds if seconds >= _LEAST_S else None

    def _add_token(self, mark: Mark, at_s: float) -> None:
        self.chars += mark.chars
        self.last_token_s = at_s
        if self.first_token_s is None:
            self.first_token_s = at_s
        if self.first_text_s is None and mark.field == "text":
            self.first_text_s = at_s

    def _add_block(self, event: Event, at_s: float) -> None:
        index = block_index(event.data)
        if index is None:
            return
        start = at_s if event.name == "content_block_start" else self.blocks.get(index, (at_s, None))[0]
        self.blocks[index] = (start, at_s if event.name == "content_block_stop" else None)


def block_index(data: str) -> int | None:
    """Return the number of the content block that an event's `data` belongs to, read from its head alone."""
    found = _INDEX.search(data, 0, _HEAD_CHARS)
    return int(found[1]) if found else None
