"""The heading of a group, which opens and closes it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from betadeck.ui import fonts
from betadeck.ui.art import Art
from betadeck.ui.betas.keys import is_list_key
from betadeck.ui.theme import tokens


class GroupHead(QAbstractButton):
    """Title at the left, count at the right, an arrow where it can be closed.

    Signals:
        open_requested(str, bool): the title, and whether the group should be open.
        focus_taken(): it has the keyboard now.
    """

    open_requested = Signal(str, bool)
    focus_taken = Signal()

    def __init__(self, title: str, art: Art, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self._art = title, art
        self._note, self._opened, self._closable, self._ring = "", True, True, False
        self.setObjectName(f"group:{title}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._on_clicked)

    def show_state(self, note: str, opened: bool, closable: bool) -> None:
        """Show the count and whether it is open."""
        self._note, self._opened, self._closable = note, opened, closable
        self.setAccessibleName(f"{self.title}, {note}, {'open' if opened else 'closed'}")
        shape = Qt.CursorShape.PointingHandCursor if closable else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.update()

    def note(self) -> str:
        """Return the count shown."""
        return self._note

    def is_open(self) -> bool:
        """Tell whether it is shown as open."""
        return self._opened

    def sizeHint(self) -> QSize:
        """Return one small line with room above it."""
        return QSize(120, self.fontInfo().pixelSize() + 19)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Announce it, and show a ring unless a click did it."""
        self._ring = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.focus_taken.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle on Enter, close and open with the side arrows; leave the others to the list."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_clicked()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._ask(key == Qt.Key.Key_Right)
        elif is_list_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw arrow, title and count."""
        painter, table = QPainter(self), tokens(self.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRect(6, 8, self.width() - 12, self.height() - 10)
        live = self._closable and (self.underMouse() or self.hasFocus())
        if self.hasFocus() and self._ring:
            painter.setPen(QColor(table.accent))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 6.5, -0.5, -0.5), 6, 6)
        if self._closable:
            place = QRect(line.left(), line.center().y() - 6, 13, 13)
            self._art.paint(painter, place, "down" if self._opened else "right", table.muted)
        painter.setFont(_small_caps(self.font()))
        painter.setPen(QColor(table.text if live else table.muted))
        words = line.adjusted(18 if self._closable else 2, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.title)
        painter.setFont(_small(self.font()))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self._note)

    def _on_clicked(self) -> None:
        self._ask(not self._opened)

    def _ask(self, opened: bool) -> None:
        if self._closable and opened != self._opened:
            self.open_requested.emit(self.title, opened)


def _small(font: QFont) -> QFont:
    made = fonts.stepped(font, -2)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _small_caps(font: QFont) -> QFont:
    made = _small(font)
    made.setCapitalization(QFont.Capitalization.AllUppercase)
    made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 102)
    return made
