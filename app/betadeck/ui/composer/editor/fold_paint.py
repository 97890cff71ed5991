"""Draws the signs of folded lines, and of lines that are broken for show."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit

from betadeck.core.figures import count_words
from betadeck.ui.composer.editor.line_folds import hidden_lines, in_sight, is_folded
from betadeck.ui.composer.soft_breaks import MARK
from betadeck.ui.theme import tokens

_ARM_PX, _ARROW_PX = 3.0, 8.0


def draw_sign(painter: QPainter, rect: QRect, colour: str, sign: str) -> None:
    """Draw an angle that points down while it is `open`, to the right when it is `folded`."""
    middle, arm = QRectF(rect).center(), _ARM_PX
    if sign == "folded":
        points = [QPointF(-arm / 2, -arm), QPointF(arm / 2, 0), QPointF(-arm / 2, arm)]
    else:
        points = [QPointF(-arm, -arm / 2), QPointF(0, arm / 2), QPointF(arm, -arm / 2)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.4))
    painter.drawPolyline(QPolygonF([middle + point for point in points]))
    painter.restore()


def draw_folded(edit: QPlainTextEdit) -> None:
    """Write behind each folded line in sight how many lines are hidden."""
    folded = [(block, rect) for block, rect in in_sight(edit) if is_folded(block)]
    if not folded:
        return
    painter, table = QPainter(edit.viewport()), tokens(edit.palette())
    painter.setFont(edit.font())
    for each, rect in folded:
        words = f"⋯ {count_words(hidden_lines(each), 'line')}"
        width = painter.fontMetrics().horizontalAdvance(words) + 12
        place = QRectF(_end_of(each, rect) + 8, rect.top(), width, rect.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(table.hover))
        painter.drawRoundedRect(place.adjusted(0, 1, 0, -1), 4, 4)
        painter.setPen(QColor(table.muted))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)
    painter.end()


def draw_breaks(edit: QPlainTextEdit) -> None:
    """Draw an arrow where a line in sight is broken for show alone."""
    painter = QPainter(edit.viewport())
    painter.setFont(edit.font())
    painter.setPen(QColor(tokens(edit.palette()).muted))
    for block, rect in in_sight(edit):
        if MARK in block.text():
            place = QRectF(
                _end_of(block, rect) - _ARROW_PX, rect.bottom() - _line_px(block), 20, _line_px(block)
            )
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), "↩")
    painter.end()


def _end_of(block: QTextBlock, rect: QRectF) -> float:
    line = block.layout().lineAt(max(0, block.layout().lineCount() - 1))
    return rect.left() + line.naturalTextRect().right()


def _line_px(block: QTextBlock) -> float:
    return block.layout().lineAt(max(0, block.layout().lineCount() - 1)).height()
