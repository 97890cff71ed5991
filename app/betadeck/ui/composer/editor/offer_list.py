"""The list of what may be put in at the caret. It never takes the focus."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from betadeck.core.json_help.offers import Offer
from betadeck.ui.fonts import mono
from betadeck.ui.parts.labels import Label
from betadeck.ui.theme import tokens

_OFFER = Qt.ItemDataRole.UserRole
_ROWS, _WIDTH_PX, _LEAST_PX, _GAP_PX = 8, 460, 200, 2


class OfferList(QFrame):
    """Shows offers under a place of the window, and what the chosen one is for.

    Signals:
        taken(Offer): one was clicked.
    """

    taken = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._stepped = False
        self.setObjectName("offer_list")
        self._list, self._note = QListWidget(), Label("", "small")
        self._list.setObjectName("offers")
        self._list.setAccessibleName("What may stand here")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.setItemDelegate(_OfferDelegate(self._list))
        self._note.setWordWrap(True)
        self._note.setObjectName("offer_note")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(2)
        layout.addWidget(self._list)
        layout.addWidget(self._note)
        self._list.currentRowChanged.connect(self._on_row)
        self._list.itemClicked.connect(self._on_clicked)
        self.hide()

    def show_offers(self, offers: list[Offer], below: QRect) -> None:
        """Show these, under the line at `below` (in the window), or above it where there is no room."""
        kept = self.current()
        self._list.clear()
        for offer in offers:
            item = QListWidgetItem(offer.label)
            item.setData(_OFFER, offer)
            self._list.addItem(item)
        labels = [each.label for each in offers]
        self._stepped = self._stepped and self.isVisible() and kept is not None and kept.label in labels
        self._list.setCurrentRow(labels.index(kept.label) if self._stepped and kept is not None else 0)
        self._place(below)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Go `by` offers on, round the ends when it is one."""
        self._stepped = True
        count = self._list.count()
        row = self._list.currentRow() + by
        self._list.setCurrentRow(row % count if abs(by) == 1 else max(0, min(row, count - 1)))

    def current(self) -> Offer | None:
        """Return the offer that is chosen."""
        row = self._list.currentRow()
        return self._offer(row) if row >= 0 else None

    def labels(self) -> list[str]:
        """Return what is offered."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def words(self) -> str:
        """Return the chosen offer in words, for who does not see it."""
        offer = self.current()
        if offer is None:
            return ""
        place = f"{self._list.currentRow() + 1} of {self._list.count()}"
        return ", ".join(filter(None, (offer.label, offer.detail, _note_of(offer), place)))

    def _place(self, below: QRect) -> None:
        window = self._window
        width = max(_LEAST_PX, min(_WIDTH_PX, window.width() - 16))
        rows = min(_ROWS, self._list.count())
        self._list.setFixedHeight(rows * self._list.sizeHintForRow(0) + 2)
        self._note.setFixedWidth(width - 16)
        self.setFixedWidth(width)
        self.adjustSize()
        height = self.sizeHint().height()
        y = below.bottom() + _GAP_PX
        if y + height > window.height() and below.top() - _GAP_PX - height >= 0:
            y = below.top() - _GAP_PX - height
        self.move(QPoint(max(8, min(below.left(), window.width() - width - 8)), y))

    def _on_row(self, _row: int) -> None:
        offer = self.current()
        self._note.setText(_note_of(offer) if offer else "")
        self._note.setVisible(any(_note_of(self._offer(row)) for row in range(self._list.count())))

    def _offer(self, row: int) -> Offer:
        found: Offer = self._list.item(row).data(_OFFER)
        return found

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.taken.emit(item.data(_OFFER))


def _note_of(offer: Offer) -> str:
    needed = f"Needs the beta {' or '.join(offer.betas)}." if offer.betas else ""
    return "\n".join(filter(None, (offer.note, needed)))


class _OfferDelegate(QStyledItemDelegate):
    """Draws the name, what it is, and whether it must be there."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a line with a little room."""
        return QSize(100, option.fontMetrics.height() + 8)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one offer."""
        offer: Offer = index.data(_OFFER)
        table, rect = tokens(option.palette), option.rect
        painter.save()
        if option.state & option.state.State_Selected:
            painter.fillRect(rect, QColor(table.selection))
        inner = rect.adjusted(8, 0, -8, 0)
        painter.setFont(mono(painter.font().pixelSize() if painter.font().pixelSize() > 0 else 12))
        name_px = painter.fontMetrics().horizontalAdvance(offer.label)
        painter.setPen(QColor(table.text))
        shown = painter.fontMetrics().elidedText(offer.label, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.setFont(option.font)
        side = inner.adjusted(name_px + 16, 0, 0, 0)
        words = ", ".join(filter(None, (offer.detail, "required" if offer.required else "")))
        painter.setPen(QColor(table.muted))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(0, side.width()))
        painter.drawText(side, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), shown)
        painter.restore()
