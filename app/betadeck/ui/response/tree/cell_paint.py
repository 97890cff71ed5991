"""Drawing the cells of the tree: plain text, which a style sheet would draw ten times slower."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from betadeck.ui import fonts
from betadeck.ui.theme import tokens

_PAD_PX = 4
_LINE_PX = 4
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


class CellDelegate(QStyledItemDelegate):
    """Draws one line of text in the colour that the model gives it."""

    def __init__(self, text_px: int) -> None:
        super().__init__()
        self._font = fonts.mono(text_px)
        self._metrics = QFontMetrics(self._font)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a line, with room around it."""
        return QSize(_LINE_PX, self._metrics.height() + 2 * _LINE_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground of a chosen row or one under the mouse, and the text."""
        rect, state, table = option.rect, option.state, tokens(option.palette)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(table.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(table.hover))
        room = rect.adjusted(_PAD_PX, 0, -_PAD_PX, 0)
        text = self._metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(self._font)
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole).color())
        painter.drawText(room, _FLAGS, text)
