"""JSON of any size laid out for reading without making the text: only where its pages begin is kept.

100 MB are some thousand pages of a few numbers each. The rows of a page are found when it is looked at.
Offsets are those of the bytes as received, so that a place stays a place in every view.
"""

import re
from array import array
from bisect import bisect_right

from betadeck.core.json_breaks import STRING, Breaks, Buffer, breaks
from betadeck.core.possessive import compiled

PAGE_BYTES = 1 << 13
_STRING_STEP_BYTES = 1 << 18
_ONE_STRING = compiled(STRING, re.DOTALL)
_TO_COMMA = compiled(rb'(?:[^",]*+(?:' + STRING + rb'[^",]*+)*+,)*+', re.DOTALL)
_TO_OPEN_STRING = compiled(rb'[^"]*+(?:' + STRING + rb'[^"]*+)*+', re.DOTALL)
_INSIDE = compiled(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_AFTER_STRING = compiled(rb"[ \t\r\n]*+,?+")
_ODD = compiled(rb'[{,:][,:]|[:,]\}|[^,:{]"|["\}][^,:{\}]|"\{')
_AS_BRACES = bytes.maketrans(b"[]", b"{}")
_BLANK = b" \t\r\n"
_NO_BRACES = bytes(byte for byte in range(256) if byte not in b"{}")


class JsonPages:
    """Finds the pages of `data`; call `advance` until it says that all are known.

    Four arrays, one entry a page: where it begins (`starts`), the number of its first row (`rows_before`,
    with one entry more, the number of all rows), how deep it begins (`depths`), and the least depth
    reached in it (`lows`).
    """

    def __init__(self, data: Buffer, page_bytes: int = PAGE_BYTES) -> None:
        self.data = data
        self._page_bytes = page_bytes
        self._next = self._depth = 0
        self._is_odd = False
        self._long: dict[int, int] = {}
        self._string: tuple[int, int] | None = None
        self._exact: set[int] = set()
        self.starts, self.rows_before = array("Q"), array("Q", [0])
        self.depths, self.lows = array("q"), array("q")

    @property
    def read_bytes(self) -> int:
        """How far it has come."""
        return self._string[1] if self._string else self._next

    @property
    def done(self) -> bool:
        """Whether all pages are known."""
        return self._next >= len(self.data) and len(self.starts) > 0

    @property
    def whole(self) -> bool:
        """Whether it looks like whole JSON so far, or like several whole values one after the other."""
        return not self._is_odd and self._depth == 0 and self._string is None

    def advance(self, budget_bytes: int = 1 << 62) -> bool:
        """Look at about `budget_bytes` more; tell whether all pages are known."""
        stop = self.read_bytes + budget_bytes
        while not self.done and self.read_bytes < stop:
            if self._string is not None:
                self._read_string(*self._string)
            else:
                self._take(self._next, min(self._next + self._page_bytes, len(self.data)))
        return self.done

    def end(self, page: int) -> int:
        """Return where `page` ends."""
        return self.starts[page + 1] if page + 1 < len(self.starts) else self._next

    def breaks(self, page: int) -> Breaks:
        """Return the rows of `page`."""
        start, end = self.starts[page], self.end(page)
        found = breaks(self.data, start, self._long.get(page, end), self.depths[page])
        return Breaks(found.starts, found.depths, end, found.opens, found.closes)

    def page_of_offset(self, offset: int) -> int:
        """Return the page that holds the byte at `offset`; beyond what is known, the last one."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def is_exact(self, page: int) -> bool:
        """Tell whether `page` is anything but plain JSON that ends with a comma."""
        return page in self._exact

    def close_of(self, offset: int, depth: int) -> int | None:
        """Return where the row begins that closes the bracket at `offset`, which stands `depth` deep.

        None while it is not known, or when it is never closed.
        """
        for page in range(self.page_of_offset(offset), len(self.starts)):
            if self.lows[page] <= depth:
                found = self.breaks(page)
                for place in sorted(found.closes):
                    if found.starts[place] > offset and found.depths[place] <= depth:
                        return found.starts[place]
        return None

    def opener_before(self, offset: int, depth: int) -> int | None:
        """Return the bracket, `depth` deep, inside of which the byte at `offset` stands."""
        for page in range(self.page_of_offset(offset), -1, -1):
            if self.lows[page] <= depth:
                found = self.breaks(page)
                for place in reversed(found.opens):
                    if found.depths[place] == depth and found.opens[place] < offset:
                        return found.opens[place]
        return None

    def _take(self, start: int, stop: int) -> None:
        """Take one page, which ends after a comma if there is one."""
        comma = _TO_COMMA.match(self.data, start, stop)
        end = comma.end() if comma else start
        if stop == len(self.data) or end == start:
            self._take_odd(start, stop)
            return
        flat = self.flat(start, end)
        if flat[:1] == b"}" or b"}{" in flat or _ODD.search(flat):
            self._add_exact(start, end)
            return
        opens, closes = flat.count(b"{"), flat.count(b"}")
        breaks_in = flat.count(b",") - 1 + opens + closes - 2 * flat.count(b"{}")
        self._add(start, end, breaks_in + 1, _leading_closes(flat), opens - closes)

    def flat(self, start: int, end: int) -> bytes:
        """Return the structure of a part alone: a quote for each string, braces for all brackets."""
        return _ONE_STRING.sub(b'"', bytes(self.data[start:end])).translate(_AS_BRACES, _BLANK)

    def _take_odd(self, start: int, stop: int) -> None:
        """Take a page without a comma: the last one, a long string, deep nesting."""
        found = _TO_OPEN_STRING.match(self.data, start, stop)
        quote = found.end() if found else stop
        if quote < stop:
            self._long[len(self.starts)] = quote
            self._string = (quote, quote + 1)
            return
        end = stop
        if stop < len(self.data):
            places = [each for each in breaks(self.data, start, stop, 0).starts[1:] if each < stop]
            end = places[-1] if places else stop
        self._add_exact(start, end)

    def _read_string(self, quote: int, at: int) -> None:
        """Read on in a long string, which ends its page."""
        found = _INSIDE.match(self.data, at, min(at + _STRING_STEP_BYTES, len(self.data)))
        end = found.end() if found else at
        is_closed = self.data[end : end + 1] == b'"'
        if not is_closed and end + 2 < len(self.data):
            self._string = (quote, end)
            return
        self._string = None
        self._is_odd = self._is_odd or not is_closed
        after = _AFTER_STRING.match(self.data, end + 1) if is_closed else None
        self._add_exact(self._next, after.end() if after else len(self.data), quote)

    def _add_exact(self, start: int, end: int, quote: int | None = None) -> None:
        """Add a page whose rows are counted one by one."""
        self._exact.add(len(self.starts))
        found = breaks(self.data, start, end if quote is None else quote, self._depth)
        flat = self.flat(start, end if quote is None else quote)
        self._is_odd = self._is_odd or _ODD.search(flat) is not None
        change = flat.count(b"{") - flat.count(b"}")
        self._add(start, end, len(found.starts), _leading_closes(flat), change)

    def _add(self, start: int, end: int, rows: int, closes: int, change: int) -> None:
        self.starts.append(start)
        self.depths.append(self._depth)
        self.lows.append(self._depth - closes)
        self.rows_before.append(self.rows_before[-1] + rows)
        self._is_odd = self._is_odd or self._depth < closes
        self._depth += change
        self._next = end


def _leading_closes(flat: bytes) -> int:
    """Return how many brackets are closed that were opened before."""
    braces = flat.translate(None, _NO_BRACES)
    while b"{}" in braces:
        braces = braces.replace(b"{}", b"")
    return braces.count(b"}")
