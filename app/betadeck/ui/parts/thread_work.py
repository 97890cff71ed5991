"""Work in a thread, taken step by step, so that it can be given up between any two steps."""

import threading
import time
from collections.abc import Iterator
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, QTimer, Signal

_LOOK_MS = 8


class ThreadWork(QObject):
    """Runs an iterator in a thread of its own. No Qt object is touched there.

    What the iterator yields is work done so far, of which only the newest is announced; after each step
    the thread lets others run.

    Signals:
        stepped(object): what was yielded last.
        finished(object): what was yielded last of all, or None. Not sent when it was stopped.
    """

    stepped = Signal(object)
    finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._came: SimpleQueue[tuple[bool, object]] | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def run(self, steps: Iterator[object]) -> None:
        """Work from now on; what ran before is given up."""
        self.stop()
        self._stop, self._came = threading.Event(), SimpleQueue()
        arguments = (steps, self._came, self._stop)
        threading.Thread(target=_drive, args=arguments, name="view work", daemon=True).start()
        self._timer.start()

    def stop(self) -> None:
        """Give up; the thread ends after its present step."""
        self._stop.set()
        self._timer.stop()
        self._came = None

    def is_running(self) -> bool:
        """Tell whether there is work left."""
        return self._came is not None

    def _look(self) -> None:
        newest, done, any_came = None, False, False
        while self._came is not None and not done:
            try:
                done, newest = self._came.get_nowait()
            except Empty:
                break
            any_came = True
        if done:
            self.stop()
            self.finished.emit(newest)
        elif any_came:
            self.stepped.emit(newest)


def _drive(steps: Iterator[object], came: "SimpleQueue[tuple[bool, object]]", stop: threading.Event) -> None:
    last: object = None
    for last in steps:
        if stop.is_set():
            return
        came.put((False, last))
        time.sleep(0)
    came.put((True, last))
