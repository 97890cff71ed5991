"""Finding a text in a body of any size, a slice at a time, so that a window stays alive meanwhile."""

import re
from array import array
from bisect import bisect_left

from betadeck.core.body import Body

HITS_LIMIT = 1_000_000


class ByteSearch:
    """Looks for `wanted` in `data`, from its start. `hits` holds the offsets found so far, ascending.

    Finds do not overlap. It stops at `HITS_LIMIT`; then `more` is true. Without `exact_case`, letters
    match in either case, also those that are not ASCII.
    """

    def __init__(self, data: Body | bytearray, wanted: str, *, exact_case: bool = False) -> None:
        self._data = data
        self._pattern = _pattern(wanted, exact_case)
        self._reach = 4 * max(1, len(wanted))
        self._next = 0
        self.hits = array("Q")
        self.sizes = array("L")
        self.more = False

    @property
    def searched_bytes(self) -> int:
        """How far the search has come."""
        return self._next

    def advance(self, budget_bytes: int = 1 << 62) -> bool:
        """Search `budget_bytes` further; tell whether the search is over."""
        stop = min(self._next + budget_bytes, len(self._data))
        for found in self._pattern.finditer(self._data, self._next, min(stop + self._reach, len(self._data))):
            if found.start() >= stop:
                break
            if len(self.hits) == HITS_LIMIT:
                self.more = True
                self._next = len(self._data)
                return True
            self.hits.append(found.start())
            self.sizes.append(found.end() - found.start())
            self._next = found.end()
        self._next = max(self._next, stop)
        return self._next >= len(self._data)

    def hit_after(self, offset: int) -> int | None:
        """Return the number of the first hit at or after `offset`, the first of all beyond the last."""
        if not self.hits:
            return None
        return bisect_left(self.hits, offset) % len(self.hits)


def _pattern(wanted: str, exact_case: bool) -> re.Pattern[bytes]:
    if exact_case:
        return re.compile(re.escape(_bytes(wanted)))
    parts = []
    for char in wanted:
        forms = dict.fromkeys(_bytes(form) for form in (char, char.lower(), char.upper()))
        parts.append(b"(?:" + b"|".join(re.escape(form) for form in forms) + b")")
    ascii_only = wanted.isascii()
    return re.compile(re.escape(_bytes(wanted)), re.IGNORECASE) if ascii_only else re.compile(b"".join(parts))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
