"""Where the rows of JSON begin when it is laid out for reading: after `,` and `{`, and before `}`.

Only tokens decide, never what came before them, so that any part of a body that begins at a row can be
looked at by itself. What is no JSON gets rows too; nothing is lost.
"""

import re
from dataclasses import dataclass, field

from betadeck.core.body import Body
from betadeck.core.possessive import compiled

Buffer = Body | bytearray

STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_SPACE = rb"[ \t\r\n]*+"
_VALUE = rb"(?=" + _SPACE + rb'[{\["])'
_MARK = compiled(
    rb'[^"{}\[\],]*+(?:' + STRING + rb'(?!' + _SPACE + rb'[{\["])[^"{}\[\],]*+)*+'
    rb"(?:(,)|([{\[])(?!" + _SPACE + rb"[}\]])|([}\]])|[{\[]" + _SPACE + rb"[}\]]|" + STRING + rb'|".*+|\Z)'
    rb'(?:' + _VALUE + rb'(?<=[}\]"])())?',
    re.DOTALL,
)  # fmt: skip
_BLANK = b" \t\r\n"
_TAIL_BYTES = 64


@dataclass(frozen=True, slots=True)
class Breaks:
    """Rows of one part: where each begins (before white space), how deep it is, which end with a bracket.

    `opens` leads from the place of a row in `starts` to the offset of the bracket that ends it; `closes`
    holds the places of the rows that begin with a closing one. `end` is where the part ends.
    """

    starts: list[int]
    depths: list[int]
    end: int
    opens: dict[int, int] = field(default_factory=dict)
    closes: set[int] = field(default_factory=set)

    def stop(self, place: int) -> int:
        """Return where the row at `place` ends, white space included."""
        return self.starts[place + 1] if place + 1 < len(self.starts) else self.end


def breaks(data: Buffer, start: int, end: int, depth: int) -> Breaks:
    """Return the rows of the bytes from `start` to `end`, which begin `depth` brackets deep."""
    found = Breaks([start], [depth], end)
    starts, depths = found.starts, found.depths
    for mark in _MARK.finditer(data, start, end):
        at = mark.end()
        if mark.start(2) >= 0:
            found.opens[len(starts) - 1] = at - 1
            depth += 1
        elif mark.start(3) >= 0:
            depth -= 1
            _close(data, found, mark.start(), at - 1, depth)
            if mark.lastindex == 3:
                continue
        elif mark.lastindex is None:
            continue
        starts.append(at)
        depths.append(depth)
    if len(starts) > 1 and starts[-1] == end:
        starts.pop()
        depths.pop()
    return found


def row_span(data: Buffer, start: int, end: int) -> tuple[int, int]:
    """Return `start` and `end` without the white space at both sides."""
    while start < end:
        head = bytes(data[start : min(start + _TAIL_BYTES, end)])
        kept = head.lstrip(_BLANK)
        start += len(head) - len(kept)
        if kept:
            break
    while start < end:
        tail = bytes(data[max(start, end - _TAIL_BYTES) : end])
        kept = tail.rstrip(_BLANK)
        end -= len(tail) - len(kept)
        if kept:
            break
    return start, end


def _close(data: Buffer, found: Breaks, before: int, at: int, depth: int) -> None:
    """Begin a row with the closing bracket at `at`; one that begins there anyway is only less deep."""
    last = found.starts[-1]
    if before == last and not bytes(data[last:at]).strip(_BLANK):
        found.depths[-1] = depth
    else:
        found.starts.append(at)
        found.depths.append(depth)
    found.closes.add(len(found.starts) - 1)
