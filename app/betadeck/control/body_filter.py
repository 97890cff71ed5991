"""Filters of answers, worked on while the window lives on."""

import threading

from PySide6.QtCore import QObject, Qt, Signal

from betadeck.control.filter_worker import FilterWorker
from betadeck.core.body import Body
from betadeck.core.json_filter import Filtered, FilterError, check


class FilterController(QObject):
    """One filter at a time; each takes the place of the one before. `expression` is the last one asked for.

    Signals:
        found(Filtered): the result.
        failed(str, int): in words why there is none, and the wrong character of the expression or -1.
    """

    found = Signal(object)
    failed = Signal(str, int)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: FilterWorker | None = None
        self.expression = ""
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def filter(self, body: Body, expression: str, *, lines: bool) -> None:
        """Filter `body`; an expression that is wrong by itself is told of at once."""
        self.cancel()
        self.expression = expression
        try:
            check(expression)
        except FilterError as fault:
            self.failed.emit(fault.words, fault.place)
            return
        self._worker = FilterWorker(body, expression, lines=lines)
        threading.Thread(target=self._run, args=(self._worker,), name="filter", daemon=True).start()

    def cancel(self) -> None:
        """Give up what runs, if anything; nothing is told of it any more."""
        if self._worker is not None:
            self._worker.stop()
            self._worker = None

    def is_busy(self) -> bool:
        """Tell whether a filter is being worked on."""
        return self._worker is not None

    def _run(self, worker: FilterWorker) -> None:
        """Work in the thread."""
        result = worker.run()
        if worker is self._worker and result is not None:
            self._ended.emit(worker, result)

    def _on_ended(self, worker: FilterWorker, result: Filtered | FilterError) -> None:
        if worker is not self._worker:
            return
        self._worker = None
        if isinstance(result, FilterError):
            self.failed.emit(result.words, result.place)
        else:
            self.found.emit(result)
