"""All that a compare window asks of two sides. Each question takes its time: ask in another process."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from betadeck.core.compare.brief import brief
from betadeck.core.compare.difference import Difference, Kind
from betadeck.core.compare.ignoring import Ignoring
from betadeck.core.compare.lines import Block, Blocks, Sort, compared, lines_of
from betadeck.core.compare.requests import request_text, request_values
from betadeck.core.compare.side import Side, answer_value
from betadeck.core.compare.structure import differences
from betadeck.core.compare.unfolded import unfolded

_MOST_DETAIL_BYTES = 4_000_000


class Part(StrEnum):
    """What of both sides is compared."""

    REQUEST = "request"
    ANSWER = "answer"


class View(StrEnum):
    """How: by structure, as lines laid out for comparing, or as the bytes are."""

    STRUCTURE = "structure"
    LINES = "lines"
    RAW = "raw"


@dataclass(frozen=True, slots=True)
class Shown:
    """A difference as a list shows it: its values cut to what fits in a line."""

    path: str
    left_path: str | None
    kind: Kind
    nature: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Texts:
    """Two texts and how their lines differ."""

    left: bytes
    right: bytes
    blocks: Blocks


@dataclass(slots=True)
class Comparing:
    """Two sides, read when first asked for. Not for several threads at once."""

    left: Side
    right: Side
    _values: dict[Part, tuple[object, object] | None] = field(default_factory=dict)
    _lines: dict[Part, tuple[bytes, bytes]] = field(default_factory=dict)
    _found: list[Difference] = field(default_factory=list)

    def structure(self, part: Part, ignoring: Ignoring) -> Iterator[Shown]:
        """Yield the differences of `part`; nothing when it is not on both sides."""
        values = self.values(part)
        self._found = []
        if values is None:
            return
        for each in differences(*values, ignore_ids=ignoring.ids, ignore_times=ignoring.times):
            self._found.append(each)
            yield shown(each)

    def values(self, part: Part) -> tuple[object, object] | None:
        """Return what is compared by structure, None when a side has no such part."""
        if part not in self._values:
            self._values[part] = self._read(part)
        return self._values[part]

    def texts(self, part: Part, view: View, ignoring: Ignoring) -> Texts:
        """Compare `part` by lines."""
        left, right = self._texts(part, view)
        return Texts(left, right, compared(left, right, ignoring))

    def detail(self, place: int, ignoring: Ignoring) -> Texts:
        """Return both values of the difference numbered `place` in the last structure, by lines.

        Raises:
            IndexError: there is no such difference.
        """
        found = self._found[place]
        if found.kind is Kind.ADDED:
            value = unfolded(found.right)[:_MOST_DETAIL_BYTES]
            return Texts(b"", value, Blocks([Block(Sort.ADDED, 0, 0, len(lines_of(value)))]))
        left = unfolded(found.left)[:_MOST_DETAIL_BYTES]
        if found.kind is Kind.REMOVED:
            return Texts(left, b"", Blocks([Block(Sort.REMOVED, 0, 0, len(lines_of(left)))]))
        right = unfolded(found.right)[:_MOST_DETAIL_BYTES]
        return Texts(left, right, compared(left, right, ignoring))

    def _read(self, part: Part) -> tuple[object, object] | None:
        left, right = self.left, self.right
        if part is Part.REQUEST:
            return request_values(left, right)
        if left.answer is None or right.answer is None:
            return None
        one, _ = answer_value(left.answer, left.media_type)
        other, _ = answer_value(right.answer, right.media_type)
        return one, other

    def _texts(self, part: Part, view: View) -> tuple[bytes, bytes]:
        values = self.values(part)
        if view is View.LINES and values is not None:
            if part not in self._lines:
                self._lines[part] = _laid_out(values[0]), _laid_out(values[1])
            return self._lines[part]
        if part is Part.REQUEST:
            return request_text(self.left), request_text(self.right)
        return self.left.answer or b"", self.right.answer or b""


def shown(difference: Difference) -> Shown:
    """Return `difference` for a list."""
    kind, nature = difference.kind, difference.nature
    return Shown(
        difference.path,
        difference.left_path,
        kind,
        nature.value if nature else "",
        "" if kind is Kind.ADDED else brief(difference.left),
        "" if kind is Kind.REMOVED else brief(difference.right),
    )


def _laid_out(value: object) -> bytes:
    return value.encode("utf-8", "surrogateescape") if isinstance(value, str) else unfolded(value)
