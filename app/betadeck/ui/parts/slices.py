"""Long work done in small steps on the window's own thread, so that the window stays alive."""

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

_BUDGET_S = 0.004
_OVER = object()


class Slices(QObject):
    """Runs a step again and again, some milliseconds a turn of the event loop, until it says it is done.

    Signals:
        stepped(): one turn's work was done.
        finished(): all was done. Not sent when it was stopped.
    """

    stepped = Signal()
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._step: Callable[[], bool] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)

    def run(self, step: Callable[[], bool]) -> None:
        """Work with `step`, which tells whether it is done, from now on; what ran before is stopped."""
        self._step = step
        self._timer.start()
        self._turn()

    def go_through(self, steps: Iterator[object]) -> None:
        """Take `steps` one by one from now on; what ran before is stopped."""
        self.run(lambda: next(steps, _OVER) is _OVER)

    def stop(self) -> None:
        """Do no more."""
        self._timer.stop()
        self._step = None

    def drain(self) -> None:
        """Do all that is left now."""
        while self._step is not None:
            self._turn()

    def is_running(self) -> bool:
        """Tell whether there is work left."""
        return self._step is not None

    def _turn(self) -> None:
        step, end_s = self._step, perf_counter() + _BUDGET_S
        done = False
        while step is not None and not done and perf_counter() < end_s:
            done = step()
        if done:
            self.stop()
        self.stepped.emit()
        if done:
            self.finished.emit()
