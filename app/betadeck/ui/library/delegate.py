"""Drawing one line of the library."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from betadeck.core.listing import BetaSet, HistoryRow, PresetEntry
from betadeck.ui.art import Art
from betadeck.ui.brush import PAD_PX, RIGHT, Brush
from betadeck.ui.library.days import clock
from betadeck.ui.library.items import Day, Folder, Heading, Item, Note, Section, Trashed, key_of, level_of
from betadeck.ui.library.model import LibraryModel
from betadeck.ui.library.status import mark_of
from betadeck.ui.theme import Tokens, tokens

_STEP_PX, _MARK_PX, _BUTTON_PX = 16, 42, 24
_Index = QModelIndex | QPersistentModelIndex
BUTTONS = {
    Section.PRESETS: ("plus", "New preset"),
    Section.SETS: ("plus", "Save the ticks as a beta set"),
    Section.HISTORY: ("more", "More"),
    Section.TRASH: ("more", "More"),
}
"""The icon at the right of each heading, and what it does."""


class LibraryDelegate(QStyledItemDelegate):
    """Draws every kind of line; all are equally high, which makes ten thousand of them cheap."""

    def __init__(self, model: LibraryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._art = model, Art()
        self.open_key = ""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the one height of all lines, with the gap between them."""
        return QSize(120, max(30, option.fontMetrics.height() + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one line."""
        item = self._model.item(index.row())
        if item is None:
            return
        table, rect = tokens(option.palette), option.rect.adjusted(0, 1, 0, -1)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not isinstance(item, Heading | Day | Note):
            self._ground(painter, option, rect, item, table)
        brush = Brush(painter, table, rect, QFont(option.font), hovered)
        self._line(brush, item)
        if self._has_keyboard(option):
            painter.setPen(QColor(table.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index) -> QWidget:
        """Return the field that a name is changed in."""
        made = QLineEdit(parent)
        made.setObjectName("rename")
        made.setAccessibleName("New name")
        return made

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        """Cover the line with the field."""
        editor.setGeometry(option.rect)

    def button_at(self, item: Item | None, rect: QRect, pos: QPoint) -> bool:
        """Tell whether `pos` is on the button of a heading."""
        return isinstance(item, Heading) and self._button(rect).contains(pos)

    def _line(self, brush: Brush, item: Item) -> None:
        match item:
            case HistoryRow():
                self._exchange(brush, item)
            case PresetEntry():
                self._preset(brush, item)
            case Folder():
                self._folder(brush, item)
            case Heading():
                self._heading(brush, item)
            case BetaSet():
                self._set(brush, item)
            case Trashed():
                self._trashed(brush, item)
            case Day():
                self._day(brush, item)
            case Note():
                self._note(brush, item)

    def _has_keyboard(self, option: QStyleOptionViewItem) -> bool:
        wanted = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        return (option.state & wanted) == wanted

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, item: Item, table: Tokens
    ) -> None:
        hovered = option.state & QStyle.StateFlag.State_MouseOver
        colour = table.selection if self._is_open(item) else table.hover if hovered else ""
        if colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(rect, 6, 6)

    def _is_open(self, item: Item) -> bool:
        return isinstance(item, PresetEntry) and key_of(item) == self.open_key

    def _button(self, rect: QRect) -> QRect:
        return QRect(rect.right() - _BUTTON_PX - 1, rect.center().y() - 8, _BUTTON_PX, _BUTTON_PX)

    def _heading(self, brush: Brush, item: Heading) -> None:
        font = brush.sized(-2, QFont.Weight.DemiBold)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 102)
        line = brush.rect.adjusted(PAD_PX, 6, -_BUTTON_PX - 8, 0)
        brush.text(line, item.section.value, brush.table.muted, font)
        end = line.left() + QFontMetrics(font).horizontalAdvance(item.section.value.upper()) + 4
        if brush.hovered or not item.opened:
            place = QRect(end, line.center().y() - 6, 13, 13)
            self._art.paint(brush.painter, place, "down" if item.opened else "right", brush.table.muted)
        if item.note:
            brush.text(line, item.note, brush.table.muted, brush.sized(-2), RIGHT)
        button = self._button(brush.rect)
        self._art.paint(
            brush.painter, button.adjusted(5, 5, -5, -5), BUTTONS[item.section][0], brush.table.muted
        )

    def _folder(self, brush: Brush, item: Folder) -> None:
        line = brush.note(str(item.count)).adjusted(item.level * _STEP_PX, 0, 0, 0)
        place = QRect(line.left() - 1, line.center().y() - 6, 13, 13)
        self._art.paint(brush.painter, place, "down" if item.opened else "right", brush.table.muted)
        brush.text(line.adjusted(_STEP_PX, 0, 0, 0), item.title, brush.table.text, brush.font)

    def _preset(self, brush: Brush, item: PresetEntry) -> None:
        line = brush.note("").adjusted(level_of(item) * _STEP_PX, 0, 0, 0)
        colour = brush.table.text
        if item.problem:
            colour = brush.table.muted
            place = QRect(line.right() - 13, line.center().y() - 7, 14, 14)
            self._art.paint(brush.painter, place, "warn", brush.table.error)
            line.adjust(0, 0, -20, 0)
        brush.text(line, item.name, colour, brush.font)

    def _trashed(self, brush: Brush, item: Trashed) -> None:
        brush.text(brush.note(""), item.entry.name, brush.table.muted, brush.font)

    def _set(self, brush: Brush, item: BetaSet) -> None:
        brush.text(brush.note(str(len(item.betas))), item.name, brush.table.text, brush.font)

    def _exchange(self, brush: Brush, item: HistoryRow) -> None:
        mark, line = mark_of(item), brush.note(clock(item.started_at))
        colour = getattr(brush.table, mark.tone)
        if mark.icon:
            place = QRect(line.left(), line.center().y() - 7, 14, 14)
            self._art.paint(brush.painter, place, mark.icon, colour)
        brush.text(line, mark.text, colour, brush.sized(-3, QFont.Weight.Bold))
        brush.text(
            line.adjusted(_MARK_PX, 0, 0, 0), item.title, brush.table.text, brush.font,
            elide=Qt.TextElideMode.ElideRight if item.name else Qt.TextElideMode.ElideMiddle,
        )  # fmt: skip

    def _day(self, brush: Brush, item: Day) -> None:
        font, line = brush.sized(-2), brush.rect.adjusted(PAD_PX, 6, -PAD_PX, 0)
        brush.text(line, item.text, brush.table.muted, font)
        left = line.left() + QFontMetrics(font).horizontalAdvance(item.text) + 8
        brush.painter.fillRect(left, line.center().y(), line.right() - left, 1, QColor(brush.table.line))

    def _note(self, brush: Brush, item: Note) -> None:
        row_px = brush.rect.height() + 2
        brush.painter.setClipRect(brush.rect.adjusted(0, -1, 0, 1))
        both = brush.rect.adjusted(PAD_PX, -item.part * row_px, -PAD_PX, (1 - item.part) * row_px)
        brush.painter.setFont(brush.sized(-1))
        brush.painter.setPen(QColor(brush.table.muted))
        flags = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        brush.painter.drawText(both.adjusted(0, 4, 0, 0), flags, item.text)
