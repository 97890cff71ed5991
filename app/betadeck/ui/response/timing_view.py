"""The Timing tab: where the time went."""

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QWidget

from betadeck.core.exchange import Exchange
from betadeck.core.figures import size_words, time_words
from betadeck.core.stream_times import StreamTimes
from betadeck.ui.parts.empty_state import EmptyState
from betadeck.ui.parts.labels import Label
from betadeck.ui.parts.wrap_layout import clear
from betadeck.ui.response.facts import Facts, figure
from betadeck.ui.response.scroll_column import ScrollColumn
from betadeck.ui.response.timing_phases import Phase, phases_of
from betadeck.ui.theme import tokens

_BAR_PX = 10
_REDRAW_MS = 250
_LEAST_BAR_PX = 2.0


class Bar(QWidget):
    """A stretch of a whole, drawn on a hairline."""

    def __init__(self, start: float, end: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start, self._end = start, end
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Wish for some width and a line's height."""
        return QSize(160, _BAR_PX + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it; the shortest stretch can still be seen."""
        painter, table = QPainter(self), tokens(self.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.fillRect(QRectF(0, middle - 0.5, self.width(), 1), QColor(table.line))
        width = max(_LEAST_BAR_PX, (self._end - self._start) * self.width())
        left = min(self._start * self.width(), self.width() - width)
        painter.setPen(QColor(table.accent))
        painter.setBrush(QColor(table.accent))
        painter.drawRoundedRect(QRectF(left, middle - _BAR_PX / 2, width, _BAR_PX), 2, 2)
        painter.end()


class TimingView(QStackedWidget):
    """Bars for the phases, then what else is known of the times."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timing")
        self._exchange: Exchange | None = None
        self._live: StreamTimes | None = None
        self._times: StreamTimes | None = None
        self._stale = False
        self._redraw = QTimer(self, interval=_REDRAW_MS, singleShot=True)
        self._redraw.timeout.connect(self._on_redraw)
        self._bars = QWidget()
        self._grid = QGridLayout(self._bars)
        self._grid.setContentsMargins(0, 0, 0, 8)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._facts = Facts()
        column = ScrollColumn("Timing")
        column.put(0, self._bars)
        column.put(1, self._facts)
        self.addWidget(EmptyState("No times", "How long each step of a request took is shown here."))
        self.addWidget(column)

    def show_nothing(self) -> None:
        """Show no times."""
        self._exchange, self._live = None, None
        self._redraw.stop()
        self.setCurrentIndex(0)

    def show_exchange(self, exchange: Exchange, times: StreamTimes | None) -> None:
        """Show the times of `exchange`; `times` are those of its events, if it was a stream."""
        self._exchange, self._times = exchange, times
        self.setCurrentIndex(1 if phases_of(exchange.timings) else 0)
        self._stale = True
        if self.isVisible():
            self.prepare()

    def show_live(self, times: StreamTimes) -> None:
        """Show what is known of a stream that runs, a few times a second while somebody looks."""
        self._live = times
        if self._exchange is None and not self._redraw.isActive() and self.isVisible():
            self._redraw.start()

    def prepare(self) -> None:
        """Make what nobody has looked at so far; to be called before it is shown."""
        self._on_redraw()
        if self._stale and self._exchange is not None:
            self._stale = False
            self._show_bars(phases_of(self._exchange.timings))
            self._facts.show_facts(_facts(self._exchange, self._times))

    def _on_redraw(self) -> None:
        if self._exchange is None and self._live is not None:
            clear(self._grid)
            self._facts.show_facts(_stream_facts(self._live))
            self.setCurrentIndex(1)

    def show_times(self, times: StreamTimes | None) -> None:
        """Add what was found out of the events' times later."""
        if self._exchange is not None:
            self.show_exchange(self._exchange, times)

    def _show_bars(self, phases: list[Phase]) -> None:
        clear(self._grid)
        whole_s = max((phase.end_s for phase in phases), default=0.0) or 1.0
        for row, phase in enumerate(phases):
            bar = Bar(phase.start_s / whole_s, phase.end_s / whole_s)
            bar.setAccessibleName(f"{phase.name}: {time_words(phase.seconds)}")
            self._grid.addWidget(Label(phase.name, "", "muted"), row, 0)
            self._grid.addWidget(bar, row, 1)
            self._grid.addWidget(figure(time_words(phase.seconds)), row, 2)


def _facts(exchange: Exchange, times: StreamTimes | None) -> list[tuple[str, str]]:
    timings = exchange.timings
    facts = []
    if timings.ended_s is not None:
        facts.append(("In all", time_words(timings.ended_s)))
    facts.append(("Connection", "reused" if timings.reused_connection else "new"))
    if times is not None:
        facts += _stream_facts(times)
    if exchange.body and timings.first_byte_s is not None and timings.last_byte_s is not None:
        seconds = timings.last_byte_s - timings.first_byte_s
        if seconds >= 0.001:
            facts.append(("Speed", f"{size_words(round(len(exchange.body) / seconds))}/s"))
    if exchange.wire_bytes and exchange.wire_bytes != len(exchange.body):
        facts.append(("Size on the wire", size_words(exchange.wire_bytes)))
    return facts


def _stream_facts(times: StreamTimes) -> list[tuple[str, str]]:
    facts = []
    if times.first_token_s is not None:
        facts.append(("First token after", time_words(times.first_token_s)))
    if times.first_text_s is not None and times.first_text_s != times.first_token_s:
        facts.append(("First text after", time_words(times.first_text_s)))
    if times.silence_at_s is not None:
        when = time_words(times.silence_at_s)
        facts.append(("Longest silence", f"{time_words(times.silence_s)}, from {when} on"))
    if times.first_event_s is not None and times.last_event_s is not None:
        seconds = times.last_event_s - times.first_event_s
        rate = f", {times.events / seconds:,.0f} a second" if seconds >= 0.001 else ""
        facts.append(("Events", f"{times.events:,}{rate}"))
        if times.chars:
            speed = f", {times.chars / seconds:,.0f} a second" if seconds >= 0.001 else ""
            facts.append(("Characters", f"{times.chars:,}{speed}"))
    return facts
