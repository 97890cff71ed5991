"""Finding a text or a regular expression in a body of any size, a slice at a time."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator

from betadeck.core.body import Body
from betadeck.core.pattern_search import PatternError, pattern_finder

HITS_LIMIT = 1_000_000
SLICE_BYTES = 1 << 16  # what stays in a processor's own memory is searched three times faster
_GAP = rb"[ \t\r\n]*:[ \t\r\n]*"

Found = Iterator[tuple[int, int]]
Finder = Callable[[int, int], Found]
"""Yields first and last offset, plus one, of what begins between two offsets, in order, without overlaps."""


class ByteSearch:
    """Looks for `wanted` in `data`, from its start. `hits` holds the offsets found so far, ascending.

    Finds do not overlap. It stops at `HITS_LIMIT`; then `more` is true. Without `exact_case`, letters
    match in either case, also those that are not ASCII. With `regex` it is a regular expression in the
    syntax of Python, `^` and `$` at every line; with `spaced` a blank after a colon stands for any white
    space or none, as where JSON is shown laid out. `fault` says in words why a search could not go on.
    """

    def __init__(
        self,
        data: Body | bytearray,
        wanted: str,
        *,
        exact_case: bool = False,
        regex: bool = False,
        spaced: bool = False,
    ) -> None:
        self._data = data
        self._next = self._last_end = 0
        self.hits, self.sizes = array("Q"), array("L")
        self.more, self.fault = False, ""
        self._find: Finder | None = None
        try:
            self._find = (
                pattern_finder(data, wanted, exact_case) if regex else self._text(wanted, exact_case, spaced)
            )
        except PatternError as fault:
            self.fault, self._next = str(fault), len(data)

    @property
    def done(self) -> bool:
        """Whether the search is over."""
        return self._next >= len(self._data)

    def advance(self, budget_bytes: int = 1 << 62) -> bool:
        """Search `budget_bytes` further; tell whether the search is over."""
        end = min(self._next + budget_bytes, len(self._data))
        while self._next < end and self._find is not None:
            stop = min(self._next + SLICE_BYTES, end)
            try:
                self._take(self._find(self._next, stop))
            except PatternError as fault:
                self.fault, self._next = str(fault), len(self._data)
                break
            self._next = max(self._next, stop)
        return self.done

    def hit_after(self, offset: int) -> int | None:
        """Return the number of the first hit at or after `offset`, the first of all beyond the last."""
        if not self.hits:
            return None
        return bisect_left(self.hits, offset) % len(self.hits)

    def _take(self, found: Found) -> None:
        for start, end in found:
            if start < self._last_end:
                continue
            if len(self.hits) >= HITS_LIMIT:
                self.more, self._next = True, len(self._data)
                return
            self.sizes.append(
                end - start
            )  # first: who reads meanwhile asks for as many sizes as there are hits
            self.hits.append(start)
            self._last_end = end

    def _text(self, wanted: str, exact: bool, spaced: bool) -> Finder:
        raw = _bytes(wanted)
        if spaced and b": " in raw:
            return self._matches(_pattern(wanted, exact, _GAP), len(raw) * 4 + 4096)
        if exact or not any(char.isalpha() for char in wanted):
            return self._plain(raw, lower=False)
        if wanted.isascii():
            return self._plain(raw.lower(), lower=True)
        return self._matches(_pattern(wanted, exact, b""), 4 * len(wanted))

    def _plain(self, raw: bytes, *, lower: bool) -> Finder:
        """Find `raw` as it is: several times faster than the fastest expression."""

        def find(first: int, stop: int) -> Found:
            first = max(first, self._last_end)
            piece = self._data[first : stop + len(raw) - 1]
            piece = piece.lower() if lower else piece
            at = piece.find(raw)
            while at >= 0 and first + at < stop:
                yield first + at, first + at + len(raw)
                at = piece.find(raw, at + len(raw))

        return find

    def _matches(self, pattern: re.Pattern[bytes], reach: int) -> Finder:
        def find(first: int, stop: int) -> Found:
            first = max(first, self._last_end)
            for found in pattern.finditer(self._data, first, min(stop + reach, len(self._data))):
                if found.start() >= stop:
                    return
                yield found.span()

        return find


def _pattern(wanted: str, exact: bool, gap: bytes) -> re.Pattern[bytes]:
    parts = []
    for part in wanted.split(": ") if gap else [wanted]:
        if exact:
            parts.append(re.escape(_bytes(part)))
        else:
            parts.append(b"".join(_either_case(char) for char in part))
    return re.compile(gap.join(parts))


def _either_case(char: str) -> bytes:
    forms = dict.fromkeys(_bytes(form) for form in (char, char.lower(), char.upper()))
    return b"(?:" + b"|".join(re.escape(form) for form in forms) + b")"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
