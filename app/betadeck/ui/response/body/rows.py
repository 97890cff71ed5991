"""What a body view shows: rows over bytes, as text or as a hex dump."""

from abc import ABC, abstractmethod

from betadeck.ui.response.body.ink import Ink
from betadeck.ui.response.body.row_part import RowPart

_KEPT_PARTS = 512


class Rows(ABC):
    """Rows over `data`. Offsets are bytes; places on the screen are pixels from the row's left edge."""

    def __init__(self, data: bytes | bytearray) -> None:
        self.data = data
        self._kept: dict[tuple[int, int], RowPart] = {}

    @property
    @abstractmethod
    def count(self) -> int:
        """The number of rows known so far."""

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
