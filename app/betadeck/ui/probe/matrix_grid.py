"""The grid of betas and models, a word in each cell."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from betadeck.core.catalog_models import bare_model
from betadeck.core.probe.matrix import NO_BETA, Matrix, Place
from betadeck.ui import fonts
from betadeck.ui.probe.words import TAKEN_TONES
from betadeck.ui.response.tips import plain_tip
from betadeck.ui.theme import tokens

_Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole
_ROW_PX, _COLUMN_PX, _NAMES_PX = 27, 100, 316
_ALONE = "model alone"


class MatrixModel(QAbstractTableModel):
    """Rows are the model alone, then betas; columns are models."""

    def __init__(self) -> None:
        super().__init__()
        self._matrix = Matrix("", "", (), ())
        self._asking: Place | None = None

    def show_matrix(self, matrix: Matrix, asking: Place | None) -> None:
        """Show `matrix`; `asking` is the cell that is under way."""
        before, asked = self._matrix, self._asking
        same = (matrix.betas, matrix.models) == (before.betas, before.models)
        if not same:
            self.beginResetModel()
        self._matrix, self._asking = matrix, asking
        if not same:
            self.endResetModel()
            return
        changed = {place for place, cell in matrix.known.items() if before.known.get(place) is not cell}
        changed |= before.known.keys() - matrix.known.keys()
        changed |= {place for place in (asked, asking) if place is not None}
        for place in changed:
            self._announce(place)

    def _announce(self, place: Place) -> None:
        """Have a cell drawn anew; a model alone decides on all of its column."""
        index = self.index_of(place)
        if index.isValid():
            last = self.index(self.rowCount() - 1, index.column()) if place.beta == NO_BETA else index
            self.dataChanged.emit(index, last)

    def place(self, index: _Index) -> Place:
        """Return which cell is at `index`."""
        beta = (NO_BETA, *self._matrix.betas)[index.row()]
        return Place(beta, self._matrix.models[index.column()])

    def index_of(self, place: Place) -> QModelIndex:
        """Return where a cell stands; an invalid index if it is not in the grid."""
        rows = (NO_BETA, *self._matrix.betas)
        if place.beta not in rows or place.model not in self._matrix.models:
            return QModelIndex()
        return self.index(rows.index(place.beta), self._matrix.models.index(place.model))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._matrix.betas) + 1

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Return how many models there are."""
        return 0 if parent.isValid() else len(self._matrix.models)

    def data(self, index: _Index, role: int = _DISPLAY) -> object:
        """Return the word of a cell, and in the tooltip why."""
        place = self.place(index)
        cell = self._matrix.cell(place)
        if role == _DISPLAY:
            return self._word(place)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{place.beta or _ALONE} on {place.model}: {self._word(place) or 'not asked'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            when = cell.at[:16].replace("T", " ") if cell else ""
            words = (str(self._word(place)), cell.why if cell else self._pointless(place), when)
            return plain_tip("\n".join(filter(None, (f"{place.beta or _ALONE} on {place.model}", *words))))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Return the name of a model or a beta."""
        across = orientation is Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.FontRole and not across and section > 0:
            return fonts.mono(11)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._matrix.models[section] if across else (_ALONE, *self._matrix.betas)[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter if across else _LEFT
        if role != _DISPLAY:
            return None
        return (
            bare_model(self._matrix.models[section]).removeprefix("claude-")
            if across
            else (_ALONE, *self._matrix.betas)[section]
        )

    def tone(self, index: _Index) -> str:
        """Return the tone of a cell, as the tokens call it; empty for one that nothing is known of."""
        place = self.place(index)
        if place == self._asking:
            return "accent"
        cell = self._matrix.cell(place)
        return TAKEN_TONES[cell.taken] if cell and not self._matrix.is_pointless(place) else ""

    def _word(self, place: Place) -> str:
        if place == self._asking:
            return "asking…"
        if self._matrix.is_pointless(place):
            return "–"
        cell = self._matrix.cell(place)
        return cell.taken.value if cell else ""

    def _pointless(self, place: Place) -> str:
        return "The model alone is refused." if self._matrix.is_pointless(place) else ""


_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class _CellDelegate(QStyledItemDelegate):
    """Draws a word on a ground of its tone."""

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the size of a cell."""
        return QSize(_COLUMN_PX, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        table, tone = tokens(option.palette), self._model.tone(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = {"accent": table.selection}.get(tone) or getattr(table, f"{tone}_back", "")
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(option.rect.adjusted(2, 2, -2, -2), 4, 4)
        painter.setFont(fonts.stepped(option.font, -1))
        painter.setPen(QColor(getattr(table, tone or "muted")))
        painter.drawText(QRect(option.rect), int(Qt.AlignmentFlag.AlignCenter), str(index.data()))
        painter.restore()


class MatrixGrid(QTableView):
    """Shows a matrix; the cell that is asked is kept in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = MatrixModel()
        self.setObjectName("matrix_grid")
        self.setAccessibleName("What the key accepts: betas down, models across")
        self.setModel(self._model)
        self.setItemDelegate(_CellDelegate(self._model, self))
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setDefaultSectionSize(_COLUMN_PX)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setFixedWidth(_NAMES_PX)

    def show_matrix(self, matrix: Matrix, asking: Place | None = None) -> None:
        """Show `matrix`; `asking` is the cell that is under way."""
        self._model.show_matrix(matrix, asking)
        if asking is not None and (index := self._model.index_of(asking)).isValid():
            self.scrollTo(index)

    def word(self, beta: str, model: str) -> str:
        """Return the word in a cell."""
        return str(self._model.index_of(Place(beta, model)).data())
