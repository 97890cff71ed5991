"""What a body view shows: rows over bytes, as text or as a hex dump."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from betadeck.core.body import Body
from betadeck.core.visible_text import VisibleText
from betadeck.ui.response.body.ink import Ink
from betadeck.ui.response.body.json_colours import Span
from betadeck.ui.response.body.row_part import RowPart

if TYPE_CHECKING:
    from betadeck.core.json_row_text import Chip

_KEPT_PARTS = 512


class Fold(Enum):
    """What a row's mark in the margin says."""

    NONE = ""
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of a row that is short enough to be laid out whole: it begins at the byte `start`."""

    start: int
    text: VisibleText
    indent: int = 0
    chip: "Chip | None" = None


class Rows(ABC):
    """Rows over `data`. Offsets are bytes; places on the screen are pixels from the row's left edge."""

    def __init__(self, data: Body | bytearray) -> None:
        self.data = data
        self._kept: dict[tuple[int, int], RowPart] = {}

    @property
    @abstractmethod
    def count(self) -> int:
        """The number of rows known so far."""

    @property
    def lines(self) -> int:
        """The number of lines in all, hidden ones too, however many rows they take."""
        return self.count

    @property
    def unwrapped(self) -> "Rows":
        """The same rows, not broken."""
        return self

    @abstractmethod
    def extend(self, budget_bytes: int) -> bool:
        """Find more rows; tell whether all of what is there is known."""

    @abstractmethod
    def span(self, row: int) -> tuple[int, int]:
        """Return the bytes of `row`, without a line break."""

    @abstractmethod
    def row_of(self, offset: int) -> int:
        """Return the row that holds the byte at `offset`."""

    @abstractmethod
    def parts(self, row: int, left_px: float, width_px: float, ink: Ink) -> list[RowPart]:
        """Return what of `row` lies between `left_px` and `left_px + width_px`."""

    @abstractmethod
    def width_px(self, row: int, ink: Ink) -> float:
        """Return how wide `row` is, near enough to scroll by."""

    @abstractmethod
    def part_at(self, row: int, offset: int, ink: Ink) -> RowPart:
        """Return the part of `row` that holds the byte at `offset`."""

    can_fold = False
    can_wrap = True
    is_coloured = False
    found_all = True
    """Whether all rows are known."""
    percent = 100
    """How far finding the rows has come."""
    columns = 0
    """How wide rows are that are broken to fit; 0 where they are not."""
    version = 0
    """Another number when rows that were known before may stand elsewhere now."""

    def shown(self, row: int) -> Shown | None:  # noqa: ARG002 - what has no text cannot be wrapped
        """Return the text of `row`, None when it is too long to be laid out whole."""
        return None

    def colours(self, shown: Shown) -> list[Span]:  # noqa: ARG002 - plain text has none
        """Return how a text of `shown` is coloured, in UTF-16 units."""
        return []

    def sizes(self, first: int, end: int) -> list[int]:
        """Return how many columns the rows from `first` to `end` take if a byte takes one, or a little more."""
        spans = ((*self.span(row), self.indent(row)) for row in range(first, end))
        return [stop - start + indent + 1 for start, stop, indent in spans]

    def share(self, offset: int) -> float:
        """Return how far down the byte at `offset` is shown, near enough for a mark: from 0 to 1."""
        return offset / max(1, len(self.data))

    def indent(self, row: int) -> int:  # noqa: ARG002 - most rows begin at the left
        """Return how many columns `row` is set in."""
        return 0

    def turn(self, row: int) -> None:  # noqa: B027 - most rows cannot be folded
        """Fold what begins with `row`, or unfold it."""

    def parent_of(self, row: int) -> int | None:  # noqa: ARG002 - most rows stand in nothing
        """Return the row that begins what `row` stands in."""
        return None

    def show(self, offset: int) -> bool:  # noqa: ARG002 - most rows hide nothing
        """Unfold all that hides `offset`; tell whether anything had to be."""
        return False

    def close_level(self, level: int) -> None:  # noqa: B027 - as `turn`
        """Fold all that stands at least `level` deep."""

    def fold(self, row: int) -> Fold:  # noqa: ARG002 - only some rows can be folded
        """Return whether `row` begins something that can be folded, and whether it is."""
        return Fold.NONE

    def chip_at(self, offset: int) -> "Chip | None":  # noqa: ARG002 - only laid out JSON draws files
        """Return the file that is drawn in the place of the bytes at `offset`."""
        return None

    def snap(self, offset: int, *, back: bool = False) -> int:  # noqa: ARG002 - every byte shows
        """Return the place nearest to `offset` that can be seen."""
        return offset

    def copied(self, first: int, end: int) -> Iterator[bytes]:
        """Yield what lies between two offsets as it is to be copied, in pieces."""
        yield bytes(self.data[first:end])

    def last_label(self) -> str:
        """Return the widest of what stands in the margin."""
        return self.label(self.count - 1)

    def label(self, row: int) -> str:
        """Return what stands in the margin."""
        return str(row + 1)

    def forget(self) -> None:
        """Drop everything that was laid out, because the font or the theme changed."""
        self._kept.clear()

    def _part(self, key: tuple[int, int], made: RowPart) -> RowPart:
        if len(self._kept) >= _KEPT_PARTS:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = made
        return made
