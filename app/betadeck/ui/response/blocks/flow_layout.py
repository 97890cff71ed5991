"""Laying out a growing text piece by piece: only what is in sight, and the rest in spare moments."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTextLayout, QTextOption

from betadeck.core.text_chunks import TextChunks
from betadeck.core.visible_text import tamed
from betadeck.ui.response.body import json_colours
from betadeck.ui.response.body.ink import Ink
from betadeck.ui.response.body.row_part import format_range

_KEPT_LAYOUTS = 24
_FIRST_WIDTH_PX = 640.0
Ground = tuple[int, int, str]
"""From which character to which the ground has the colour called so."""
_LINE_BREAK = "\u2028"  # breaks a line inside one QTextLayout


class FlowLayout:
    """Heights of pieces, guessed until they are measured, and the layouts of those last looked at.

    `ink` gives font and colours; `json` colours the text as JSON.
    """

    def __init__(self, chunks: TextChunks, ink: Ink, token: str, *, json: bool) -> None:
        self._chunks, self._ink, self._token, self._json = chunks, ink, token, json
        self._width_px = _FIRST_WIDTH_PX
        self._heights: list[float] = []
        self._known: list[bool] = []
        self._tops: list[float] = [0.0]
        self._inside: list[bool] = [False]
        self._kept: dict[int, QTextLayout] = {}
        self._next = 0
        self.changed_from(0)

    @property
    def height_px(self) -> float:
        """The height of it all, as far as is known."""
        self._sum()
        return self._tops[-1]

    def set_ink(self, ink: Ink) -> None:
        """Draw with another font or other colours."""
        self._ink = ink
        self.set_width(self._width_px)

    def set_json(self, json: bool) -> None:
        """Colour the text as JSON or not."""
        self._json = json
        self.changed_from(0)

    def set_width(self, width_px: float) -> None:
        """Break lines at `width_px`; all heights are guesses again."""
        scale = self._width_px / max(1.0, width_px)
        self._width_px = max(1.0, width_px)
        self._heights = [height * scale for height in self._heights]
        self._known = [False] * len(self._known)
        self._kept.clear()
        self._next = 0
        self._tops = []

    def changed_from(self, first: int) -> None:
        """Take up the pieces from `first` on, which were added or changed."""
        del self._heights[first:], self._known[first:], self._inside[first + 1 :]
        self._kept = {piece: layout for piece, layout in self._kept.items() if piece < first}
        self._next = min(self._next, first)
        for text in self._chunks.texts[first:]:
            self._heights.append(self._guess(text))
            self._known.append(False)
            self._inside.append(self._inside[-1] ^ _opens(text) if self._json else False)
        self._tops = []

    def measure_next(self) -> float | None:
        """Measure one piece that is only guessed; return how wrong the guess was, None if all are known."""
        self._skip_known()
        if self._next == len(self._known):
            return None
        before = self._heights[self._next]
        self._layout(self._next)
        return self._heights[self._next] - before

    def measure_last(self) -> None:
        """Measure the last pieces, which are those in sight of who follows the end."""
        for piece in range(max(0, len(self._known) - 2), len(self._known)):
            if not self._known[piece]:
                self._layout(piece)

    def top_of(self, piece: int) -> float:
        """Return where `piece` begins."""
        self._sum()
        return self._tops[piece]

    def next_bottom(self) -> float:
        """Return where the piece that `measure_next` would measure ends, as far as is known."""
        self._skip_known()
        return self.top_of(min(self._next + 1, len(self._heights)))

    def piece_at(self, y_px: float) -> int:
        """Return the piece at `y_px`."""
        self._sum()
        return max(0, min(bisect_right(self._tops, y_px) - 1, len(self._heights) - 1))

    def draw(self, painter: QPainter, sight: QRectF, grounds: Sequence[Ground]) -> None:
        """Draw what lies in `sight`, on `grounds` of other colours, the later over the earlier."""
        piece = self.piece_at(sight.top())
        y_px = self.top_of(piece)
        painter.setPen(self._ink.colour(self._token))
        while piece < len(self._heights) and y_px < sight.bottom():
            layout = self._layout(piece)
            found = [each for ground in grounds for each in self._ground(piece, ground)]
            layout.draw(painter, QPointF(0, y_px), found, sight)
            y_px += self._heights[piece]
            piece += 1

    def place_at(self, x_px: float, y_px: float) -> int:
        """Return the place in the text of the character nearest to a point."""
        piece = self.piece_at(y_px)
        layout = self._layout(piece)
        inner_px = y_px - self.top_of(piece)
        number = 0
        while number + 1 < layout.lineCount() and layout.lineAt(number + 1).y() <= inner_px:
            number += 1
        unit = layout.lineAt(number).xToCursor(x_px) if layout.lineCount() else 0
        return self._chunks.starts[piece] + _chars(self._chunks.texts[piece], unit)

    def height_at(self, place: int) -> float:
        """Return where the line begins that the character at `place` is in, as far as is known."""
        piece = self._chunks.piece_of(place)
        layout = self._layout(piece)
        unit = _units(self._chunks.texts[piece], place - self._chunks.starts[piece])
        line = layout.lineForTextPosition(min(unit, len(layout.text())))
        return self.top_of(piece) + (line.y() if line.isValid() else 0.0)

    def _layout(self, piece: int) -> QTextLayout:
        """Return the layout of `piece`; its height is known afterwards."""
        kept = self._kept.get(piece)
        if kept is None:
            kept = self._made(piece)
            if len(self._kept) >= _KEPT_LAYOUTS:
                del self._kept[next(iter(self._kept))]
            self._kept[piece] = kept
        return kept

    def _made(self, piece: int) -> QTextLayout:
        text = tamed(self._chunks.texts[piece].removesuffix("\n"))
        layout = QTextLayout(text.replace("\n", _LINE_BREAK), self._ink.font)
        option = QTextOption(self._ink.option)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        if self._json:
            found = json_colours.in_units(text, json_colours.spans(text, inside=self._inside[piece]))
            layout.setFormats([format_range(at, size, self._ink.text(token)) for at, size, token in found])
        height = _break_lines(layout, self._width_px, self._ink.line_px)
        if height != self._heights[piece]:
            self._heights[piece] = height
            self._tops = []
        self._known[piece] = True
        return layout

    def _ground(self, piece: int, ground: Ground) -> list[QTextLayout.FormatRange]:
        first, end, token = ground
        text, start = self._chunks.texts[piece], self._chunks.starts[piece]
        a, b = max(first, start) - start, min(end, start + len(text)) - start
        if a >= b:
            return []
        unit = _units(text, a)
        return [format_range(unit, _units(text, b) - unit, self._ink.ground(token))]

    def _guess(self, text: str) -> float:
        breaks = text.count("\n")
        lines = breaks + 1 + len(text) * self._ink.mean_px / self._width_px - (breaks + 1) * 0.3
        return max(1, math.ceil(lines)) * self._ink.line_px

    def _skip_known(self) -> None:
        while self._next < len(self._known) and self._known[self._next]:
            self._next += 1

    def _sum(self) -> None:
        if not self._tops:
            self._tops = [0.0, *accumulate(self._heights)]


def _break_lines(layout: QTextLayout, width_px: float, line_px: float) -> float:
    """Lay the lines out, `line_px` apart; return how high they are together."""
    layout.beginLayout()
    y_px = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width_px)
        line.setPosition(QPointF(0, y_px + max(0.0, (line_px - line.height()) / 2)))
        y_px += max(line_px, line.height())
    layout.endLayout()
    return y_px or line_px


def _opens(text: str) -> bool:
    """Tell whether `text` holds an odd number of quotes, so that what follows is inside a string."""
    return text.replace("\\\\", "").replace('\\"', "").count('"') % 2 == 1


def _units(text: str, chars: int) -> int:
    """Return how many UTF-16 units the first `chars` characters of `text` take."""
    return len(text[:chars].encode("utf-16-le", "surrogatepass")) // 2


def _chars(text: str, units: int) -> int:
    """Return how many characters of `text` the first `units` UTF-16 units hold."""
    return len(text.encode("utf-16-le", "surrogatepass")[: units * 2].decode("utf-16-le", "replace"))
