"""Drawing the rows in sight."""

from array import array
from bisect import bisect_left
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from betadeck.ui.response.body.caret import Caret
from betadeck.ui.response.body.ink import Ink
from betadeck.ui.response.body.row_part import RowPart
from betadeck.ui.response.body.rows import Fold, Rows

_MOST_HITS_DRAWN = 400
PAD_PX = 12.0
FOLD_PX = 14.0
_MARK_PX = 3.5


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found: ascending offsets and their sizes in bytes."""

    starts: "array[int]" = field(default_factory=lambda: array("Q"))
    sizes: "array[int]" = field(default_factory=lambda: array("L"))

    def between(self, first: int, end: int) -> list[tuple[int, int]]:
        """Return the first few hits that begin between `first` and `end`, with their ends."""
        place = bisect_left(self.starts, first)
        stop = min(bisect_left(self.starts, end), place + _MOST_HITS_DRAWN)
        return [(self.starts[at], self.starts[at] + self.sizes[at]) for at in range(place, stop)]


@dataclass(frozen=True, slots=True)
class Scene:
    """All that decides what is drawn. `top` is the first row, `left_px` what is scrolled off at the left."""

    rows: Rows
    ink: Ink
    top: int
    left_px: float
    margin_px: float
    caret: Caret
    hits: Hits
    show_caret: bool


def paint(view: QWidget, scene: Scene) -> float:
    """Draw the rows that fit into `view`; return how wide the widest of them is."""
    painter = QPainter(view)
    widest = 0.0
    y_px = 0.0
    row = scene.top
    clip = QRectF(scene.margin_px, 0, view.width() - scene.margin_px, view.height())
    while y_px < view.height() and row < scene.rows.count:
        _draw_label(painter, scene, row, y_px)
        painter.save()
        painter.setClipRect(clip)
        painter.translate(scene.margin_px - scene.left_px, 0)
        for part in scene.rows.parts(row, scene.left_px, clip.width(), scene.ink):
            _draw_part(painter, scene, part, row, y_px)
        painter.restore()
        widest = max(widest, scene.rows.width_px(row, scene.ink))
        y_px += scene.ink.line_px
        row += 1
    painter.end()
    return widest


def _draw_label(painter: QPainter, scene: Scene, row: int, y_px: float) -> None:
    edge_px = scene.margin_px - (FOLD_PX if scene.rows.can_fold else PAD_PX)
    if label := scene.rows.label(row):
        painter.setFont(scene.ink.font)
        painter.setPen(scene.ink.colour("muted"))
        where = QRectF(0, y_px, edge_px, scene.ink.line_px)
        painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label)
    if (fold := scene.rows.fold(row)) is not Fold.NONE:
        _draw_mark(painter, scene, fold, QPointF(edge_px + FOLD_PX / 2, y_px + scene.ink.line_px / 2))


def _draw_mark(painter: QPainter, scene: Scene, fold: Fold, at: QPointF) -> None:
    """Draw a triangle: down where one can fold, to the right and in the accent where something is folded."""
    size = _MARK_PX
    corners = [QPointF(-size, -size / 2), QPointF(size, -size / 2), QPointF(0, size)]
    if fold is Fold.CLOSED:
        corners = [QPointF(each.y(), -each.x()) for each in corners]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.ink.colour("accent" if fold is Fold.CLOSED else "muted"))
    painter.drawPolygon(QPolygonF([corner + at for corner in corners]))
    painter.restore()


def _draw_part(painter: QPainter, scene: Scene, part: RowPart, row: int, y_px: float) -> None:
    caret = scene.caret
    painter.setPen(scene.ink.colour("text"))
    grounds = [(first, end, "match") for first, end in scene.hits.between(part.start, part.end)]
    if caret.first < part.end and caret.end > part.start:
        grounds.append((caret.first, caret.end, "selection"))
    part.draw(painter, y_px, grounds)
    end = scene.rows.span(row)[1]
    if part.end == end and caret.first <= end < caret.end:
        break_px = QRectF(part.x_of(end), y_px, scene.ink.cell_px, scene.ink.line_px)
        painter.fillRect(break_px, scene.ink.colour("selection"))
    if scene.show_caret and part.start <= caret.position <= part.end:
        edge = QRectF(part.x_of(caret.position), y_px + 1, 1, scene.ink.line_px - 2)
        painter.fillRect(edge, scene.ink.colour("text"))
