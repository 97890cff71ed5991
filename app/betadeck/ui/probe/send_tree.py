"""The sends of a search, drawn as a tree: below each send those that narrow it."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from betadeck.core.probe.halving import Outcome
from betadeck.ui.brush import LEFT, RIGHT, Brush
from betadeck.ui.probe.send_rows import SendRow, with_rails
from betadeck.ui.probe.words import OUTCOME_TONES
from betadeck.ui.theme import Tokens, tokens

_Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole
_ROW_PX, _PAD_PX, _STEP_PX, _DOT_PX, _GAP_PX = 28, 12, 18, 9, 16
_STRIP_PX, _BOX_PX, _BOX_GAP_PX, _TIME_PX = 112, 7, 2, 60
_LONGEST = max((outcome.value for outcome in Outcome), key=len)


class SendModel(QAbstractListModel):
    """The rows."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[SendRow] = []

    def show_rows(self, rows: Sequence[SendRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, row: int) -> SendRow | None:
        """Return the row at that place."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = _DISPLAY) -> object:
        """Return the words of a row."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == _DISPLAY:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.text, row.said, row.time)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((f"Sent by {row.form.value}, with:", *(row.names or ("no beta",))))
        return None


class _SendDelegate(QStyledItemDelegate):
    """Draws a row: branch and dot, what was sent, a box for each beta, what came of it, how long it took."""

    def __init__(self, model: SendModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the height of a row."""
        return QSize(300, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        row = self._model.row(index.row())
        if row is None:
            return
        table = tokens(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(table.selection))
        brush = Brush(painter, table, option.rect.adjusted(_PAD_PX, 0, -_PAD_PX, 0), QFont(option.font))
        colour = _colour(row, table)
        rest = self._draw_right(brush, row, colour)
        self._draw_left(brush, row, colour, rest)
        painter.restore()

    def _draw_right(self, brush: Brush, row: SendRow, colour: str) -> QRect:
        """Draw time, words and boxes from the right edge on; return what is left of the line."""
        words = QFontMetrics(brush.font).horizontalAdvance(_LONGEST) + 4
        line = QRect(brush.rect)
        brush.text(line, row.time, brush.table.muted, brush.font, RIGHT)
        line.setRight(line.right() - _TIME_PX)
        brush.text(
            QRect(line.right() - words, line.top(), words, line.height()), row.said, colour, brush.font
        )
        line.setRight(line.right() - words - _GAP_PX)
        if line.width() > 2 * _STRIP_PX:
            width = _draw_boxes(brush, line, row.carried, colour)
            line.setRight(line.right() - width - _GAP_PX)
        return line

    def _draw_left(self, brush: Brush, row: SendRow, colour: str, line: QRect) -> None:
        """Draw branch, dot and what was sent."""
        middle, x = line.center().y() + 0.5, line.left() + row.depth * _STEP_PX
        _draw_branch(brush, row, line, middle)
        brush.painter.setPen(QPen(QColor(colour), 1.5))
        brush.painter.setBrush(QColor(colour) if row.outcome is not None else Qt.BrushStyle.NoBrush)
        brush.painter.drawEllipse(QRectF(x, middle - _DOT_PX / 2, _DOT_PX, _DOT_PX))
        text = line.adjusted(row.depth * _STEP_PX + _DOT_PX + 8, 0, 0, 0)
        brush.text(text, row.text, brush.table.text, brush.font, LEFT)
        taken = QFontMetrics(brush.font).horizontalAdvance(row.text) + 10
        if row.more and text.width() > taken + 40:
            brush.text(text.adjusted(taken, 0, 0, 0), row.more, brush.table.muted, brush.font, LEFT)


class SendTree(QListView):
    """Shows rows; the newest is kept in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = SendModel()
        self.setObjectName("send_tree")
        self.setAccessibleName("Requests of the search")
        self.setModel(self._model)
        self.setItemDelegate(_SendDelegate(self._model, self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def show_rows(self, rows: Sequence[SendRow]) -> None:
        """Show these instead of those before."""
        self._model.show_rows(with_rails(rows))
        self.scrollToBottom()

    def texts(self) -> list[str]:
        """Return every row as it is read out."""
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(self._model.index(row).data(role)) for row in range(self._model.rowCount())]


def _colour(row: SendRow, table: Tokens) -> str:
    name = OUTCOME_TONES[row.outcome] if row.outcome is not None else "accent"
    return str(getattr(table, name))


def _draw_branch(brush: Brush, row: SendRow, line: QRect, middle: float) -> None:
    """Draw the lines from the send above to this one, and those of branches that go on below."""
    brush.painter.setPen(QPen(QColor(brush.table.line), 1.5))
    for depth, goes_on in enumerate(row.rails, 1):
        x = line.left() + (depth - 1) * _STEP_PX + _DOT_PX / 2
        if depth == row.depth:
            brush.painter.drawLine(QPointF(x, line.top()), QPointF(x, middle))
            brush.painter.drawLine(QPointF(x, middle), QPointF(x + _STEP_PX - _DOT_PX / 2 - 2, middle))
        if goes_on:
            brush.painter.drawLine(QPointF(x, line.top()), QPointF(x, line.bottom() + 1))


def _draw_boxes(brush: Brush, line: QRect, carried: tuple[bool, ...], colour: str) -> int:
    """Draw a box for each beta at the right end of `line`; return how much room they take."""
    gap = _BOX_GAP_PX if len(carried) <= 32 else 0
    size = max(2, min(_BOX_PX, _STRIP_PX // max(1, len(carried)) - gap))
    width = len(carried) * (size + gap) - gap
    x, y = line.right() - width, line.center().y() - _BOX_PX // 2 + 1
    brush.painter.setPen(Qt.PenStyle.NoPen)
    for sent in carried:
        brush.painter.setBrush(QColor(colour if sent else brush.table.line))
        brush.painter.drawRoundedRect(QRectF(x, y, size, _BOX_PX), 1.5, 1.5)
        x += size + gap
    return width
