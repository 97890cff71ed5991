"""Finding text in a body, some of it at a time."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Generator

from betadeck.ui.composer.editor.marks import Span

MOST = 1_000_000
"""Matches that are counted; more are shown as this many and a plus."""
_STEP_CHARS = 100_000


class TextSearch:
    """Looks for `wanted` in `text`; `starts` holds where it was found so far. An empty `wanted` is nowhere."""

    def __init__(self, text: str, wanted: str, exact_case: bool) -> None:
        self.text, self.wanted, self.exact_case = text, wanted, exact_case
        self.starts = array("Q")  # numbers alone: a million tuples would be looked through for garbage
        self.done = not wanted

    def is_for(self, text: str, wanted: str, exact_case: bool) -> bool:
        """Tell whether this is what was looked for."""
        return self.text is text and (self.wanted, self.exact_case) == (wanted, exact_case)

    def steps(self) -> Generator[None, None, None]:
        """Search all of it, about a millisecond a step."""
        pattern = re.compile(re.escape(self.wanted), 0 if self.exact_case else re.IGNORECASE)
        at, reach = 0, len(self.wanted) - 1
        while not self.done:
            stop = min(at + _STEP_CHARS, len(self.text))
            found = [each.start() for each in pattern.finditer(self.text, at, stop + reach)]
            self.starts.extend(found[: MOST - len(self.starts)])
            at = max(stop, found[-1] + len(self.wanted)) if found else stop
            self.done = at >= len(self.text) or len(self.starts) == MOST
            yield

    def span(self, index: int) -> Span:
        """Return where match number `index` begins and ends."""
        return self.starts[index], self.starts[index] + len(self.wanted)

    def next_index(self, offset: int) -> int:
        """Return which match begins at or after `offset`, going round at the end; there must be one."""
        return bisect_left(self.starts, offset) % len(self.starts)

    def previous_index(self, offset: int) -> int:
        """Return which match begins before `offset`, going round at the start; there must be one."""
        return (bisect_left(self.starts, offset) - 1) % len(self.starts)

    def between(self, start: int, end: int) -> list[Span]:
        """Return the matches that begin within."""
        places = range(bisect_left(self.starts, start), bisect_left(self.starts, end))
        return [self.span(index) for index in places]
