"""Bytes as text in which everything can be seen, with the way back from each character to its bytes.

Invalid UTF-8, control characters and the marks that turn the direction of text are written out, so that
nothing hides and nothing can reorder what is shown. Tabs stay, for the view to draw.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_HIDDEN = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\udc80-\udcff]"
)
_PLAIN = re.compile(rb"[\t\x20-\x7e]*")
_NAMES = {
    "\ufeff": "BOM", "\u200b": "ZWSP", "\u200e": "LRM", "\u200f": "RLM", "\u061c": "ALM", "\u2028": "LS",
    "\u2029": "PS", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\u00ad": "SHY",
}  # fmt: skip
_PICTURE_OF_NUL = 0x2400
_PICTURE_OF_DELETE = "\u2421"


@dataclass(frozen=True, slots=True)
class VisibleText:
    """`text` stands for `size` bytes. `marks` are (start, length) of what was written out.

    Places in `text` count UTF-16 units, as Qt does. `offsets` holds the byte offset of each unit and of
    the end; it is empty when units and bytes are the same.
    """

    text: str
    size: int
    marks: tuple[tuple[int, int], ...] = ()
    offsets: Sequence[int] = ()

    def byte_at(self, unit: int) -> int:
        """Return the offset of the bytes that the unit at `unit` stands for."""
        return self.offsets[min(unit, len(self.offsets) - 1)] if self.offsets else min(unit, self.size)

    def unit_at(self, offset: int) -> int:
        """Return the first unit of what stands for the byte at `offset`."""
        if not self.offsets:
            return min(offset, self.size)
        place = bisect_left(self.offsets, offset)
        if place < len(self.offsets) and self.offsets[place] == offset:
            return place
        return bisect_left(self.offsets, self.offsets[max(0, bisect_right(self.offsets, offset) - 1)])


def visible(data: bytes) -> VisibleText:
    """Return `data` as text that hides nothing."""
    if _PLAIN.fullmatch(data):
        return VisibleText(data.decode("ascii"), len(data))
    text: list[str] = []
    marks: list[tuple[int, int]] = []
    offsets = array("Q")
    at = unit = 0
    for char in data.decode("utf-8", "surrogateescape"):
        shown, size = char, _utf8_size(char)
        if _HIDDEN.match(char):
            shown = written_out(char)
            marks.append((unit, len(shown)))
        units = 2 if shown > "\uffff" else len(shown)
        offsets.extend([at] * units)
        text.append(shown)
        at, unit = at + size, unit + units
    offsets.append(at)
    return VisibleText("".join(text), len(data), tuple(marks), offsets)


def written_out(char: str) -> str:
    """Return what stands for a character that cannot be seen. U+DC80 to DCFF are bytes that are no UTF-8."""
    code = ord(char)
    if code < 0x20:
        return chr(_PICTURE_OF_NUL + code)
    if code == 0x7F:
        return _PICTURE_OF_DELETE
    if 0xDC80 <= code <= 0xDCFF:
        return f"⟨{code - 0xDC00:02X}⟩"
    return f"⟨{_NAMES.get(char) or f'U+{code:04X}'}⟩"


def tamed(text: str) -> str:
    """Return `text` with every hidden character but tab and line feed replaced by one that can be seen.

    Its length stays the same, so that places in one are places in the other.
    """
    return _TAMED.sub(_one_for_one, text)


_TAMED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)


def _one_for_one(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(_PICTURE_OF_NUL + code)
    return _PICTURE_OF_DELETE if code == 0x7F else "\ufffd"


def _utf8_size(char: str) -> int:
    if char < "\x80" or "\udc80" <= char <= "\udcff":
        return 1
    if char < "\u0800":
        return 2
    return 3 if char <= "\uffff" else 4
