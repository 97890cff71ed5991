"""One beta in the checklist."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from betadeck.ui.art import Art
from betadeck.ui.betas.badge_paint import paint_badges
from betadeck.ui.betas.badges import Badge
from betadeck.ui.betas.keys import is_list_key
from betadeck.ui.fonts import mono
from betadeck.ui.theme import Tokens, tokens

_TEXT_X, _EDGE, _TICK_PX = 28, 6, 17


class BetaRow(QCheckBox):
    """A tick, the plain title, the exact name, badges. The tick ticks, the rest opens the details.

    It is a real check box, so that keyboards and screen readers tick it without help of ours.

    Signals:
        ticked_by_user(str, bool): the name, and whether it is ticked now.
        detail_requested(str): the row was clicked beside its tick, or Enter pressed on it.
        focus_taken(): it has the keyboard now.
    """

    ticked_by_user = Signal(str, bool)
    detail_requested = Signal(str)
    focus_taken = Signal()

    def __init__(self, name: str, title: str, art: Art, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.title = name, title
        self._art = art
        self._badges: tuple[Badge, ...] = ()
        self._alarm = self._opened = self._pressed_beside = self._ring = False
        self.setObjectName(f"beta:{name}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{title}, {name}")
        self.toggled.connect(self._on_toggled)

    def show_state(self, ticked: bool, badges: tuple[Badge, ...], alarm: bool) -> None:
        """Show the tick and the badges, on a red ground when `alarm`; announces nothing."""
        self.blockSignals(True)
        self.setChecked(ticked)
        self.blockSignals(False)
        if (badges, alarm) == (self._badges, self._alarm):
            return
        self._badges, self._alarm = badges, alarm
        self.setAccessibleDescription(", ".join(badge.text for badge in badges))
        tips = "\n".join(f"{badge.text}: {badge.tip}" for badge in badges if badge.tip)
        self.setToolTip(f"{self.title}\n{self.name}" + (f"\n\n{tips}" if tips else ""))
        self.update()

    def badges(self) -> tuple[Badge, ...]:
        """Return the badges shown."""
        return self._badges

    def set_opened(self, opened: bool) -> None:
        """Join the row with the details below it."""
        self._opened = opened
        self.update()

    def sizeHint(self) -> QSize:
        """Return two lines of text with room around them."""
        px = self.fontInfo().pixelSize()
        return QSize(240, 2 * px + 20)

    def minimumSizeHint(self) -> QSize:
        """Let the words be cut rather than the panel grow."""
        return QSize(120, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        """Tick only at the tick, with some room around it."""
        return pos.x() < _TEXT_X - 2

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember a press beside the tick; its release opens the details."""
        self._pressed_beside = event.button() is Qt.MouseButton.LeftButton and not self.hitButton(
            event.position().toPoint()
        )
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the details when the press was beside the tick too."""
        super().mouseReleaseEvent(event)
        if self._pressed_beside and self.rect().contains(event.position().toPoint()):
            self.detail_requested.emit(self.name)
        self._pressed_beside = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Announce it, and show a ring unless a click did it."""
        self._ring = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.focus_taken.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show by the cursor that the row can be clicked."""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the details on Enter; leave the arrows to the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.detail_requested.emit(self.name)
        elif is_list_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, tick, words and badges."""
        painter, table = QPainter(self), tokens(self.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, table)
        self._paint_tick(painter)
        px = self.fontInfo().pixelSize()
        line = QRect(_TEXT_X, 5, self.width() - _TEXT_X - _EDGE, px + 6)
        self._paint_title(painter, table, line)
        below = QRect(_TEXT_X, line.bottom() + 1, line.width(), px + 3)
        self._paint_name(painter, table, below, px)

    def _paint_ground(self, painter: QPainter, table: Tokens) -> None:
        ground = table.error_back if self._alarm else table.hover if self._opened or self.underMouse() else ""
        rect = QRectF(self.rect())
        if ground:
            path = QPainterPath()
            path.addRoundedRect(rect, 6, 6)
            if self._opened:  # square below, where the details join on
                path.addRect(rect.adjusted(0, 8, 0, 0))
            path.setFillRule(Qt.FillRule.WindingFill)
            painter.fillPath(path, QColor(ground))
        if self.hasFocus() and self._ring:
            painter.setPen(QColor(table.accent))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_tick(self, painter: QPainter) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        middle = 5 + (self.fontInfo().pixelSize() + 6) // 2  # of the title's line
        option.rect = QRect(_EDGE, middle - _TICK_PX // 2, _TICK_PX, _TICK_PX)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, option, painter, self)

    def _paint_title(self, painter: QPainter, table: Tokens, line: QRect) -> None:
        metrics = QFontMetrics(self.font())
        wanted = metrics.horizontalAdvance(self.title)
        taken = paint_badges(painter, line, self._badges, table, self.font(), keep_px=min(wanted, 132))
        room = line.adjusted(0, 0, -taken, 0)
        painter.setFont(self.font())
        painter.setPen(QColor(table.text))
        shown = metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)

    def _paint_name(self, painter: QPainter, table: Tokens, line: QRect, px: int) -> None:
        font = mono(px - 2)
        arrow = self.underMouse() or self.hasFocus() or self._opened
        room = line.adjusted(0, 0, -18 if arrow else 0, 0)
        painter.setFont(font)
        painter.setPen(QColor(table.error if self._alarm else table.muted))
        shown = QFontMetrics(font).elidedText(self.name, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        if arrow:
            place = QRect(line.right() - 13, line.center().y() - 7, 14, 14)
            self._art.paint(painter, place, "up" if self._opened else "down", table.muted)

    def _on_toggled(self, ticked: bool) -> None:
        self.ticked_by_user.emit(self.name, ticked)
