"""A line of figures over a streamed answer, which runs with it and stays afterwards."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from betadeck.core.answer import Answer, AnswerKind, Change, MessageChanged, Unknown
from betadeck.core.stream_times import StreamTimes
from betadeck.ui import fonts
from betadeck.ui.response.stream_figures import COUNT, Figure, figures
from betadeck.ui.theme import tokens

_HEIGHT_PX = 28
_SIDE_PX = 16
_GAP_PX = 18
_INNER_PX = 5
_TICK_MS = 100
_FONT_STEP_PX = -1
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class StreamStrip(QWidget):
    """Shows the figures of a stream ten times a second. A figure that has its place keeps it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stream_strip")
        self.setAccessibleName("Figures of the stream")
        self.setFixedHeight(_HEIGHT_PX)
        self.setMinimumWidth(80)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.clear()

    def clear(self) -> None:
        """Show nothing, and take no room."""
        self._timer.stop()
        self._times = StreamTimes()
        self._usage: Mapping[str, object] = {}
        self._unknown, self._ahead_s = 0, 0.0
        self._is_message = self._is_file = self._told = False
        self._figures: list[Figure] = []
        self._widths: dict[str, int] = {}
        self.hide()

    def is_message(self) -> bool:
        """Tell whether a message has begun in the stream."""
        return self._is_message

    def begin(self) -> None:
        """Take its room before there are figures: what comes below it shall not move."""
        self._clock.start()
        self._timer.start()
        self.show()

    def grow(self, changes: Iterable[Change], times: StreamTimes, elapsed_s: float) -> None:
        """Take what a stream changed; `elapsed_s` is the time since the click."""
        self._times = times
        for change in changes:
            if isinstance(change, MessageChanged):
                self._take_message(change.message)
            elif isinstance(change, Unknown):
                self._unknown += 1
        self._ahead_s = elapsed_s - self._clock.elapsed() / 1e3

    def end(self, answer: Answer) -> None:
        """Show how it was in all."""
        self._timer.stop()
        self._usage = answer.usage
        self._told = self._told or bool(answer.stop_reason) or answer.complete
        self._is_message, self._is_file = answer.message is not None, answer.kind is AnswerKind.LINES
        self.show_times(self._times)

    def show_times(self, times: StreamTimes) -> None:
        """Take the times of a stream that has ended; what was no stream has no figures."""
        self._times = times
        if not self._timer.isActive():
            self._show(None)
            self.setVisible(not self._is_file and any(each.key != COUNT for each in self._figures))

    def words(self) -> str:
        """Return all figures as a text."""
        return ", ".join(f"{each.name} {each.value}" for each in self._figures)

    def sizeHint(self) -> QSize:
        """Wish for some width; figures that find no room are left out."""
        return QSize(400, _HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as many figures as there is room for, the most useful first."""
        painter, table = QPainter(self), tokens(self.palette())
        font = self._font()
        painter.setFont(font)
        for rect, each in self._placed():
            name_px = QFontMetrics(font).horizontalAdvance(each.name)
            painter.setPen(QColor(table.muted))
            painter.drawText(rect, _LEFT, each.name)
            painter.setPen(QColor(table.warn if each.warns else table.text))
            painter.drawText(rect.adjusted(name_px + _INNER_PX, 0, 0, 0), _LEFT, each.value)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(table.line))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell what the figure under the mouse means."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_figures"):
            self._widths = {}
            self._measure()

    def _take_message(self, message: Mapping[str, object]) -> None:
        """Take the message's own fields; the output is counted once the server says why it stopped."""
        usage = message.get("usage")
        if isinstance(usage, Mapping):
            begun = self._usage.get("output_tokens") if self._is_message else usage.get("output_tokens")
            self._told = self._told or usage.get("output_tokens") != begun or bool(message.get("stop_reason"))
            self._usage = usage
        self._is_message = True

    def _tick(self) -> None:
        if self._timer.isActive():
            self._show(max(0.0, self._clock.elapsed() / 1e3 + self._ahead_s))

    def _show(self, now_s: float | None) -> None:
        unknown = self._unknown if self._is_message else 0
        self._figures = figures(self._times, self._usage, unknown, now_s, told=self._told)
        self._measure()
        self.setAccessibleDescription(self.words())
        self.update()

    def _measure(self) -> None:
        """Give each figure its room: as much as it ever needed."""
        metrics = QFontMetrics(self._font())
        for each in self._figures:
            wide = metrics.horizontalAdvance(each.name + each.value) + _INNER_PX
            self._widths[each.key] = max(wide, self._widths.get(each.key, 0))

    def _placed(self) -> list[tuple[QRect, Figure]]:
        found, x = [], _SIDE_PX
        for each in self._figures:
            wide = self._widths[each.key]
            if x + wide > self.width() - _SIDE_PX:
                break
            found.append((QRect(x, 0, wide + _GAP_PX, _HEIGHT_PX - 1), each))
            x += wide + _GAP_PX
        return found

    def _tell(self, where: QPoint, on_screen: QPoint) -> None:
        tips = [each.tip for rect, each in self._placed() if rect.contains(where)]
        QToolTip.showText(on_screen, tips[0] if tips else "", self)

    def _font(self) -> QFont:
        return fonts.even_digits(fonts.stepped(self.font(), _FONT_STEP_PX))
