"""The events of a stream along time, a row for each block; hovering tells, a click goes to the event."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from betadeck.core.figures import count_words, time_words
from betadeck.core.stream_log import Lane, StreamLog
from betadeck.core.stream_times import StreamTimes
from betadeck.core.timeline import Window, round_end
from betadeck.ui import fonts
from betadeck.ui.response.events import timeline_paint as paint
from betadeck.ui.response.events.event_model import EventModel
from betadeck.ui.response.events.event_words import event_words
from betadeck.ui.response.tips import plain_tip
from betadeck.ui.theme import tokens

_REDRAW_MS = 80
_GUTTER_PX = 132
_NARROW_GUTTER_PX = 72
_NARROW_PX = 560
_EDGE_PX = 14
_NEAR_PX = 5
_ZOOM = 0.8
_FONT_STEP_PX = -2
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Timeline(QWidget):
    """Draws a `StreamLog` as it grows, a few times a second. The scale grows in round steps while it runs.

    Ctrl and the wheel zoom, Shift and the wheel move, a double click shows all again.

    Signals:
        event_chosen(int): the user picked the event with this number, counted from 0.
    """

    event_chosen = Signal(int)

    def __init__(self, model: EventModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self._model = model
        self._log, self._times = StreamLog(), StreamTimes()
        self._window: Window | None = None
        self._live = False
        self._now_s = 0.0
        self._current = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._redraw = QTimer(self, interval=_REDRAW_MS, singleShot=True)
        self._redraw.timeout.connect(self._on_redraw)
        self.setAccessibleName("Timeline of events")

    def show_log(self, log: StreamLog, times: StreamTimes, *, live: bool) -> None:
        """Show another stream; `live` tells that it is still coming."""
        self._log, self._times, self._live = log, times, live
        self._window, self._current, self._now_s = None, -1, 0.0
        self._on_redraw()

    def grow(self, now_s: float) -> None:
        """Show what was added since, soon; it is `now_s` seconds after the click."""
        self._now_s = max(self._now_s, now_s)
        if not self._redraw.isActive():
            self._redraw.start()

    def end(self) -> None:
        """Fit the scale: no more will come."""
        self._live = False
        self._on_redraw()

    def set_current(self, number: int) -> None:
        """Mark an event; -1 marks none."""
        self._current = number
        self.update()

    def sizeHint(self) -> QSize:
        """Wish for a row a lane."""
        return QSize(300, paint.AXIS_PX + paint.ROW_PX * max(3, len(self._log.lanes())) + 4)

    def minimumSizeHint(self) -> QSize:
        """Need all rows, so that what does not fit is scrolled to."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter, table = QPainter(self), tokens(self.palette())
        painter.fillRect(self.rect(), QColor(table.surface))
        sheet = paint.Sheet(painter, table, self._small(), self._shown(), self._left_px(), self._wide_px())
        height = self.height()
        start_s = self._times.silence_at_s
        if start_s is not None:
            paint.draw_silence(sheet, start_s, start_s + self._times.silence_s, height)
        paint.draw_axis(sheet, height)
        for row, lane in enumerate(self._log.lanes()):
            paint.draw_lane(sheet, lane, self._top_px(row), self._gutter_px())
        first_s, current = self._times.first_token_s, self._model.numbered(self._current)
        if first_s is not None and sheet.shows(first_s):
            paint.draw_moment(sheet, first_s, "muted", height, dashed=True)
        if current is not None and current.at_s is not None and sheet.shows(current.at_s):
            paint.draw_moment(sheet, current.at_s, "accent", height)
        if self.hasFocus():
            painter.setPen(QColor(table.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the mouse."""
        found = self._events_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        words = self._words(found) if found else self._moment_words(event.position())
        where = event.globalPosition().toPoint() + QPoint(0, 8)
        QToolTip.showText(where, plain_tip(words) if words else "", self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the event under the mouse."""
        found = self._events_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and found:
            self.event_chosen.emit(found[0])

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Show all of it again."""
        self._window = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, move with Shift; else it is for who scrolls."""
        delta = event.angleDelta()
        steps = (delta.y() or delta.x()) / 120
        keys = event.modifiers()
        if keys & Qt.KeyboardModifier.ControlModifier:
            at_s = self._at_s(event.position().x())
            self._window = self._shown().zoomed(at_s, _ZOOM**steps, self._whole_s())
        elif keys & Qt.KeyboardModifier.ShiftModifier or delta.x():
            self._window = self._shown().moved(-steps * self._shown().span_s / 8, self._whole_s())
        else:
            event.ignore()
            return
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the event before or after with the arrow keys."""
        step = _MOVES.get(Qt.Key(event.key()))
        if step is None or not self._log.events:
            super().keyPressEvent(event)
            return
        self.event_chosen.emit(max(0, min(self._current + step, self._log.events - 1)))

    def changeEvent(self, event: QEvent) -> None:
        """Draw in the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def _on_redraw(self) -> None:
        self.updateGeometry()
        self.update()
        self.setAccessibleDescription(self._told())

    def _told(self) -> str:
        count = count_words(self._log.events, "event")
        words = [f"{count} in {time_words(self._log.last_s)}"]
        if self._times.first_token_s is not None:
            words.append(f"first token after {time_words(self._times.first_token_s)}")
        if self._times.silence_s:
            words.append(f"longest silence {time_words(self._times.silence_s)}")
        return ", ".join(words)

    def _shown(self) -> Window:
        return self._window or Window(0.0, self._whole_s())

    def _whole_s(self) -> float:
        if self._live:
            return round_end(max(self._log.last_s, self._now_s, 1.0))
        return max(self._log.last_s * 1.02, 0.001)

    def _events_at(self, where: QPointF) -> list[int]:
        """Return the numbers of the events of the lane under the mouse that are near it, nearest first."""
        lane = self._lane_at(where.y())
        if lane is None or not lane.times or where.x() < self._left_px() - _NEAR_PX:
            return []
        at_s = self._at_s(where.x())
        near_s = _NEAR_PX * self._shown().span_s / self._wide_px()
        first, end = lane.between(at_s - near_s, at_s + near_s)
        places = sorted(range(first, min(end, first + 1000)), key=lambda place: abs(lane.times[place] - at_s))
        return [lane.numbers[place] for place in places]

    def _words(self, found: list[int]) -> str:
        arrival = self._model.numbered(found[0])
        if arrival is None:
            return ""
        more = f"\nand {count_words(len(found) - 1, 'more event')} beside it" if len(found) > 1 else ""
        return event_words(found[0], arrival) + more

    def _moment_words(self, where: QPointF) -> str:
        """Return what is told of a moment without events."""
        start_s, silence_s = self._times.silence_at_s, self._times.silence_s
        at_s = self._at_s(where.x())
        if start_s is None or where.x() < self._left_px() or not start_s < at_s < start_s + silence_s:
            return ""
        return f"Longest silence: {time_words(silence_s)}, from {time_words(start_s)} on"

    def _lane_at(self, y_px: float) -> Lane | None:
        lanes = self._log.lanes()
        row = int((y_px - paint.AXIS_PX) // paint.ROW_PX)
        return lanes[row] if 0 <= row < len(lanes) and y_px >= paint.AXIS_PX else None

    def _at_s(self, x_px: float) -> float:
        return self._shown().start_s + (x_px - self._left_px()) / self._wide_px() * self._shown().span_s

    def _top_px(self, row: int) -> int:
        return paint.AXIS_PX + row * paint.ROW_PX

    def _gutter_px(self) -> int:
        return _NARROW_GUTTER_PX if self.width() < _NARROW_PX else _GUTTER_PX

    def _left_px(self) -> int:
        return self._gutter_px() + 24

    def _wide_px(self) -> int:
        return max(1, self.width() - self._left_px() - _EDGE_PX)

    def _small(self) -> QFont:
        return fonts.stepped(self.font(), _FONT_STEP_PX)
