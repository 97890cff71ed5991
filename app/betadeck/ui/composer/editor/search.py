"""Finding text in a body."""

import re
from bisect import bisect_left

from betadeck.ui.composer.editor.marks import Span

MOST = 100_000
"""Matches that are counted; more are shown as this many and a plus."""


def find_all(text: str, wanted: str, exact_case: bool) -> list[Span]:
    """Return the spans of `wanted` in `text`, at most `MOST`; none for an empty `wanted`."""
    if not wanted:
        return []
    spans = []
    for found in re.finditer(re.escape(wanted), text, 0 if exact_case else re.IGNORECASE):
        spans.append(found.span())
        if len(spans) == MOST:
            break
    return spans


def next_index(spans: list[Span], offset: int) -> int:
    """Return which span begins at or after `offset`, going round at the end; the list must not be empty."""
    return bisect_left(spans, (offset, -1)) % len(spans)


def previous_index(spans: list[Span], offset: int) -> int:
    """Return which span begins before `offset`, going round at the start; the list must not be empty."""
    return (bisect_left(spans, (offset, -1)) - 1) % len(spans)


def between(spans: list[Span], start: int, end: int) -> list[Span]:
    """Return the spans that begin within."""
    return spans[bisect_left(spans, (start, -1)) : bisect_left(spans, (end, -1))]
