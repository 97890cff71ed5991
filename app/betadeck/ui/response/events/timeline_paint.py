"""Draws the timeline: its axis, a row a lane, and the moments that are marked in it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from betadeck.core.stream_log import Lane
from betadeck.core.timeline import Window, runs, tick_words, ticks
from betadeck.ui.theme import Tokens

AXIS_PX = 18
ROW_PX = 18
_BAR_PX = 10
_TICK_ROOM_PX = 90
_ALPHAS = (0.45, 0.72, 1.0)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_COLOURS = {
    "text": "accent",
    "thinking": "muted",
    "message": "text",
    "ping": "muted",
    "error": "error",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where things are: `left_px` is where time begins, `width_px` how wide it is."""

    painter: QPainter
    table: Tokens
    font: QFont
    window: Window
    left_px: int
    width_px: int

    def x(self, at_s: float) -> float:
        """Return where `at_s` is."""
        return self.left_px + (at_s - self.window.start_s) / self.window.span_s * self.width_px

    def shows(self, at_s: float | None) -> bool:
        """Tell whether `at_s` is in sight."""
        return at_s is not None and self.window.start_s <= at_s <= self.window.end_s


def colour_of(name: str) -> str:
    """Return the token that a lane called `name` is drawn in."""
    if name in _COLOURS:
        return _COLOURS[name]
    if name.endswith("tool_use"):
        return "json_key"
    return "json_number" if name.endswith("_result") else "warn"


def label_of(lane: Lane) -> str:
    """Return what stands before a lane."""
    return lane.name if lane.index is None else f"{lane.index}  {lane.name or 'block'}"


def draw_axis(sheet: Sheet, height_px: int) -> None:
    """Draw round times and their hairlines."""
    painter = sheet.painter
    painter.setFont(sheet.font)
    metrics = QFontMetrics(sheet.font)
    for at_s in ticks(sheet.window, max(1, sheet.width_px // _TICK_ROOM_PX)):
        x = round(sheet.x(at_s))
        painter.fillRect(x, AXIS_PX, 1, height_px - AXIS_PX, QColor(sheet.table.line))
        words = tick_words(at_s, sheet.window)
        wide = metrics.horizontalAdvance(words)
        painter.setPen(QColor(sheet.table.muted))
        x = min(x, sheet.left_px + sheet.width_px - wide)
        painter.drawText(QRectF(x, 0, wide + 2, AXIS_PX), _LEFT, words)


def draw_lane(sheet: Sheet, lane: Lane, top_px: int, gutter_px: int) -> None:
    """Draw one lane's name and where its events are; the more of them, the stronger."""
    metrics = QFontMetrics(sheet.font)
    words = metrics.elidedText(label_of(lane), Qt.TextElideMode.ElideRight, gutter_px)
    sheet.painter.setFont(sheet.font)
    sheet.painter.setPen(QColor(sheet.table.muted))
    sheet.painter.drawText(QRectF(sheet.left_px - gutter_px - 8, top_px, gutter_px, ROW_PX), _LEFT, words)
    colour = QColor(getattr(sheet.table, colour_of(lane.name)))
    inset = (ROW_PX - _BAR_PX) / 2
    for first, end, level in runs(lane.times, sheet.window, sheet.width_px):
        colour.setAlphaF(_ALPHAS[level - 1])
        wide = max(1.5, end - first)
        sheet.painter.fillRect(QRectF(sheet.left_px + first, top_px + inset, wide, _BAR_PX), colour)


def draw_silence(sheet: Sheet, start_s: float, end_s: float, height_px: int) -> None:
    """Draw the longest silence as a shaded stretch."""
    left = max(sheet.x(start_s), sheet.left_px)
    right = min(sheet.x(end_s), sheet.left_px + sheet.width_px)
    if right - left >= 2:
        sheet.painter.fillRect(
            QRectF(left, AXIS_PX, right - left, height_px - AXIS_PX), QColor(sheet.table.warn_back)
        )


def draw_moment(sheet: Sheet, at_s: float, token: str, height_px: int, *, dashed: bool = False) -> None:
    """Draw a line at a moment, from top to bottom."""
    pen = QPen(QColor(getattr(sheet.table, token)), 1)
    pen.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
    sheet.painter.setPen(pen)
    x = round(sheet.x(at_s))
    sheet.painter.drawLine(x, AXIS_PX - 4, x, height_px)
