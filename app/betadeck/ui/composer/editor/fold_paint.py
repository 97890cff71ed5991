"""Draws the signs of folding."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit

from betadeck.core.figures import count_words
from betadeck.ui.composer.editor.line_folds import hidden_lines, is_folded, next_visible
from betadeck.ui.theme import tokens

_ARM_PX = 3.0


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
    block = edit.firstVisibleBlock()
    offset, bottom = edit.contentOffset(), edit.viewport().height()
    folded: list[tuple[QTextBlock, QRectF]] = []
    while block.isValid():
        rect = edit.blockBoundingGeometry(block).translated(offset)
        if rect.top() > bottom:
            break
        if is_folded(block):
            folded.append((block, rect))
        block = next_visible(block)
    if not folded:
        return
    painter, table = QPainter(edit.viewport()), tokens(edit.palette())
    painter.setFont(edit.font())
    for each, rect in folded:
        line = each.layout().lineAt(max(0, each.layout().lineCount() - 1))
        left = rect.left() + line.naturalTextRect().right() + 8
        words = f"⋯ {count_words(hidden_lines(each), 'line')}"
        place = QRectF(left, rect.top(), painter.fontMetrics().horizontalAdvance(words) + 12, rect.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(table.hover))
        painter.drawRoundedRect(place.adjusted(0, 1, 0, -1), 4, 4)
        painter.setPen(QColor(table.muted))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)
    painter.end()
