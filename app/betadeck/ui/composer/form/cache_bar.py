"""A thin bar beside a part of the request: how far down it is cached, and where the marks are."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from betadeck.core.cache_bars import CacheBar
from betadeck.ui.response.tips import plain_tip
from betadeck.ui.theme import tokens

_BAR_PX, _DOT_PX, _TEXT_PX = 3, 7, 46
_HEAD_PX, _LINE_PX = 30, 16
_ANY_PX = 16_777_215


class CacheBarView(QWidget):
    """Lies over the column of labels of `row`, at its right edge, and grows with the row up to `most_px`."""

    def __init__(self, row: QWidget, right_px: int, most_px: int = _ANY_PX) -> None:
        super().__init__(row)
        self.setObjectName("cache_bar")
        self._row, self._right_px, self._most_px = row, right_px, most_px
        self._bar: CacheBar | None = None
        row.installEventFilter(self)
        self.hide()

    def show_bar(self, bar: CacheBar | None) -> None:
        """Show `bar`; None shows nothing."""
        if bar == self._bar:
            return
        self._bar = bar
        words = bar.words() if bar else ""
        self.setToolTip(plain_tip(words) if words else "")
        self.setAccessibleName(words.replace("\n", " "))
        self.setVisible(bar is not None)
        self._fit()
        self.update()

    def bar(self) -> CacheBar | None:
        """Return what is shown."""
        return self._bar

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with the row."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track, what is cached of it, and a dot with number and time at each mark."""
        if self._bar is None:
            return
        painter, table = QPainter(self), tokens(self.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left, height = self.width() - _DOT_PX + (_DOT_PX - _BAR_PX) / 2, float(self.height())
        painter.setBrush(QColor(table.line))
        painter.drawRoundedRect(QRectF(left, 0, _BAR_PX, height), 1.5, 1.5)
        painter.setBrush(QColor(table.accent))
        painter.drawRoundedRect(QRectF(left, 0, _BAR_PX, height * self._bar.share), 1.5, 1.5)
        self._draw_marks(painter, table.accent, table.muted)

    def _draw_marks(self, painter: QPainter, accent: str, muted: str) -> None:
        font = painter.font()
        font.setPixelSize(10)
        painter.setFont(font)
        free = float(_HEAD_PX - self.y())
        for mark in self._bar.marks if self._bar else ():
            y = min(max(mark.share * self.height(), _DOT_PX / 2), self.height() - _DOT_PX / 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(accent))
            painter.drawEllipse(QPointF(self.width() - _DOT_PX / 2, y), _DOT_PX / 2, _DOT_PX / 2)
            top = y - _LINE_PX / 2
            if top >= free and top + _LINE_PX <= self.height() + _LINE_PX / 2:
                painter.setPen(QColor(muted))
                place = QRectF(0, min(top, self.height() - _LINE_PX), self.width() - _DOT_PX - 4, _LINE_PX)
                align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(place, int(align), f"{mark.number} · {mark.ttl}")
                free = top + _LINE_PX

    def _fit(self) -> None:
        height = max(0, min(self._row.height(), self._most_px) - 12)
        self.setGeometry(QRect(self._right_px - _DOT_PX - _TEXT_PX, 6, _DOT_PX + _TEXT_PX, height))
        below = QRect(0, _HEAD_PX - 6, self.width(), height)
        self.setMask(
            QRegion(self.width() - _DOT_PX, 0, _DOT_PX, height) + QRegion(below)
        )  # clear of the buttons
        self.raise_()
