"""Drawing badges from right to left into the first line of a row."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from betadeck.ui import fonts
from betadeck.ui.betas.badges import Badge
from betadeck.ui.theme import Tokens

_PAD_PX, _GAP_PX, _HEIGHT_PX = 7, 4, 17


def paint_badges(
    painter: QPainter, line: QRect, badges: Sequence[Badge], table: Tokens, font: QFont, keep_px: int
) -> int:
    """Draw what fits at the right of `line` and return the width it took.

    `keep_px` of the line stay free for the title; badges that have no room there become one "+n".
    """
    if not badges:
        return 0
    small = fonts.stepped(font, -3)
    metrics = QFontMetrics(small)
    shown = _fitting(badges, metrics, line.width() - keep_px - 8)
    painter.setFont(small)
    right = line.right() + 1
    for badge in reversed(shown):
        width = metrics.horizontalAdvance(badge.text) + 2 * _PAD_PX
        rect = QRect(right - width, line.center().y() - _HEIGHT_PX // 2, width, _HEIGHT_PX)
        _paint(painter, rect, badge, table)
        right = rect.left() - _GAP_PX
    return line.right() + 1 - right + 4


def _fitting(badges: Sequence[Badge], metrics: QFontMetrics, room_px: int) -> list[Badge]:
    shown: list[Badge] = []
    for place, badge in enumerate(badges):
        left = len(badges) - place - 1
        wanted = [*shown, badge] + ([Badge(f"+{left}")] if left else [])
        needed = place == 0 and badge.tone == "error"
        if not needed and _width(wanted, metrics) > room_px:
            return [*shown, Badge(f"+{left + 1}")]
        shown.append(badge)
    return shown


def _width(badges: Sequence[Badge], metrics: QFontMetrics) -> int:
    return sum(metrics.horizontalAdvance(badge.text) + 2 * _PAD_PX + _GAP_PX for badge in badges)


def _paint(painter: QPainter, rect: QRect, badge: Badge, table: Tokens) -> None:
    coloured = {"ok": table.ok, "warn": table.warn, "error": table.error, "accent": table.accent}
    painter.setPen(QColor(coloured.get(badge.tone, table.line)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
    painter.setPen(QColor(coloured.get(badge.tone, table.muted)))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), badge.text)
