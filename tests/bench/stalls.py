"""How long the window stood still: gaps between the ticks of a timer in the GUI thread."""

import random
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

_TICK_MS = 1


class Ticks(QObject):
    """Notes the milliseconds between ticks, from `start` to `stop`."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps_ms: list[float] = []
        self._last_s = 0.0
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self.gaps_ms, self._last_s = [], time.perf_counter()
        self._timer.start()

    def stop(self) -> float:
        """Return the longest gap."""
        self._tick()
        self._timer.stop()
        return max(self.gaps_ms)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps_ms.append((now - self._last_s) * 1000)
        self._last_s = now


class Painted(QObject):
    """Knows when a widget was last painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at_s = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._note)
        return False

    def _note(self) -> None:
        self.at_s = time.perf_counter()


def first_paint_ms(work: Callable[[], object], viewport: QWidget) -> float:
    """Return the milliseconds from the call of `work` to the end of the paint that follows it."""
    app = QApplication.instance()
    assert app is not None
    app.processEvents()
    painted = Painted(viewport)
    start_s = time.perf_counter()
    work()
    while painted.at_s <= start_s:
        app.processEvents()
    painted.deleteLater()
    return (painted.at_s - start_s) * 1000


def scroll_until(area: QAbstractScrollArea, done: Callable[[], bool], limit_s: float) -> float:
    """Scroll about, with real paints, until `done`; return the longest stall in milliseconds."""
    app, ticks, chance = QApplication.instance(), Ticks(), random.Random(1)
    assert app is not None
    end_s = time.perf_counter() + limit_s
    ticks.start()
    while not done() and time.perf_counter() < end_s:
        bar = area.verticalScrollBar()
        bar.setValue(chance.randint(0, max(1, bar.maximum())))
        app.processEvents()
    return ticks.stop()
