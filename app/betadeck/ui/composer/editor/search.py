"""Finding text in a body, some of it at a time."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from betadeck.ui.composer.editor.marks import Span

MOST = 1_000_000
"""Matches that are counted; more are shown as this many and a plus."""
_STEP_CHARS = 100_000


class TextSearch:
    """Looks for `wanted` in `text`; `spans` holds what was found so far. An empty `wanted` is nowhere."""

    def __init__(self, text: str, wanted: str, exact_case: bool) -> None:
        self.text, self.wanted, self.exact_case = text, wanted, exact_case
        self.spans: list[Span] = []
        self.done = not wanted

    def is_for(self, text: str, wanted: str, exact_case: bool) -> bool:
        """Tell whether this is what was looked for."""
        return self.text is text and (self.wanted, self.exact_case) == (wanted, exact_case)

    def steps(self) -> Iterator[None]:
        """Search all of it, about a millisecond a step."""
        pattern = re.compile(re.escape(self.wanted), 0 if self.exact_case else re.IGNORECASE)
        at, reach = 0, len(self.wanted) - 1
        while not self.done:
            stop = min(at + _STEP_CHARS, len(self.text))
            found = [each.span() for each in pattern.finditer(self.text, at, stop + reach)]
            self.spans += found[: MOST - len(self.spans)]
            at = max(stop, found[-1][1]) if found else stop
            self.done = at >= len(self.text) or len(self.spans) == MOST
            yield


def next_index(spans: list[Span], offset: int) -> int:
    """Return which span begins at or after `offset`, going round at the end; the list must not be empty."""
    return bisect_left(spans, (offset, -1)) % len(spans)


def previous_index(spans: list[Span], offset: int) -> int:
    """Return which span begins before `offset`, going round at the start; the list must not be empty."""
    return (bisect_left(spans, (offset, -1)) - 1) % len(spans)


def between(spans: list[Span], start: int, end: int) -> list[Span]:
    """Return the spans that begin within."""
    return spans[bisect_left(spans, (start, -1)) : bisect_left(spans, (end, -1))]
