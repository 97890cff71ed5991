"""Two sides compared while the window lives on: questions go to a thread, which has a worker."""

import queue
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from betadeck.control.compare_worker import Broken, FarWorker, MakeWorker, Worker, make_worker
from betadeck.core.compare.asking import Ask, AskDetail, DetailTold, Ended, Listed, Question, Reply, TextsTold
from betadeck.core.compare.side import Side

_JOIN_S = 5.0


class CompareController(QObject):
    """One comparison at a time; each question takes the place of the one before.

    Signals:
        listed(tuple[Shown, ...]): some more differences.
        ended(Ended): all differences were listed; how many there are.
        texts_told(Texts): both texts and how their lines differ.
        detail_told(int, Texts): both values of the difference with this number.
        failed(str): the comparison broke off; in words, why.
        busy_changed(bool): a question other than for a detail is being worked on, or not any more.
    """

    listed = Signal(tuple)
    ended = Signal(object)
    texts_told = Signal(object)
    detail_told = Signal(int, object)
    failed = Signal(str)
    busy_changed = Signal(bool)
    _replied = Signal(object, object)

    def __init__(self, make: MakeWorker = make_worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._sides: tuple[Side, Side] | None = None
        self._run: _Run | None = None
        self._dropped: list[_Run] = []
        self._asked: Ask | None = None
        self._detail: AskDetail | None = None
        self._next_detail: AskDetail | None = None
        self._replied.connect(self._on_reply, Qt.ConnectionType.QueuedConnection)

    def compare(self, left: Side, right: Side) -> None:
        """Take two other sides; nothing is compared before it is asked for."""
        self.cancel()
        self._sides = (left, right)

    def ask(self, question: Ask) -> None:
        """Work on `question`; what was worked on before is dropped, with its process if need be."""
        if self._asked is not None or self._detail is not None:
            self._drop()
        if self._put(question):
            self._set_asked(question)

    def ask_detail(self, question: AskDetail) -> None:
        """Look at one difference; the last one asked for counts. Passed over while the list is being made."""
        if self._asked is not None or self._run is None:
            return
        if self._detail is not None:
            self._next_detail = question
        elif self._put(question):
            self._detail = question

    def is_busy(self) -> bool:
        """Tell whether a question is being worked on."""
        return self._asked is not None

    def cancel(self) -> None:
        """Drop what is worked on."""
        self._drop()
        self._set_asked(None)

    def stop(self) -> None:
        """Drop it and wait until nothing of it runs any more."""
        self.cancel()
        for run in self._dropped:
            run.join()

    def _put(self, question: Question) -> bool:
        """Give `question` to the thread; tell whether there is anything to compare."""
        if self._sides is None:
            return False
        if self._run is None:
            self._run = _Run(self._make, self._sides, self._replied.emit)
        self._run.ask(question)
        return True

    def _drop(self) -> None:
        if self._run is not None:
            self._run.end()
            self._dropped = [*(run for run in self._dropped if run.is_alive()), self._run]
            self._run = None
        self._detail = self._next_detail = None

    def _set_asked(self, question: Ask | None) -> None:
        was_busy = self._asked is not None
        self._asked = question
        if was_busy != (question is not None):
            self.busy_changed.emit(question is not None)

    def _on_reply(self, run: "_Run", reply: Reply | str) -> None:
        if run is not self._run:
            return  # of a question that was dropped
        if isinstance(reply, Listed):
            self.listed.emit(reply.rows)
            return
        if isinstance(reply, DetailTold):
            self._on_detail(reply)
            return
        self._set_asked(None)
        match reply:
            case Ended():
                self.ended.emit(reply)
            case TextsTold():
                self.texts_told.emit(reply.texts)
            case str():
                self._drop()
                self.failed.emit(reply)

    def _on_detail(self, reply: DetailTold) -> None:
        wanted, self._detail, self._next_detail = self._next_detail, None, None
        if wanted is None:
            self.detail_told.emit(reply.place, reply.texts)
        else:
            self.ask_detail(wanted)


class _Run:
    """A thread with a worker for one pair of sides, until it is ended."""

    def __init__(
        self, make: MakeWorker, sides: tuple[Side, Side], reply: Callable[["_Run", Reply | str], None]
    ) -> None:
        self._make, self._sides, self._reply = make, sides, reply
        self._questions: queue.SimpleQueue[Question | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._over = False
        self._thread = threading.Thread(target=self._work, name="compare", daemon=True)
        self._thread.start()

    def ask(self, question: Question) -> None:
        """Put a question in the queue."""
        self._questions.put(question)

    def end(self) -> None:
        """Give nothing more away, and stop the worker; returns at once."""
        with self._lock:
            self._over = True
            if self._worker is not None:
                self._worker.stop()
        self._questions.put(None)

    def is_alive(self) -> bool:
        """Tell whether the thread still runs."""
        return self._thread.is_alive()

    def join(self) -> None:
        """Wait until the thread is done, for so long as that may take at most."""
        self._thread.join(_JOIN_S)

    def _work(self) -> None:
        try:
            if self._begin():
                while (question := self._questions.get()) is not None:
                    self._answer(question)
        except (Broken, OSError) as error:
            self._give(f"The comparison broke off{_why(error)}. Try again, or compare less.")
        except MemoryError:
            self._give("There is not enough memory to compare these.")
        finally:
            if isinstance(self._worker, FarWorker):
                self._worker.put_away()

    def _begin(self) -> bool:
        """Make the worker; tell whether it is still wanted then."""
        if self._over:
            return False
        worker = self._make(*self._sides)
        with self._lock:
            self._worker = worker
            return not self._over

    def _answer(self, question: Question) -> None:
        worker = self._worker
        for reply in worker.ask(question) if worker is not None else ():
            if self._over:
                return
            self._give(reply)

    def _give(self, reply: Reply | str) -> None:
        with self._lock:
            if not self._over:
                self._reply(self, reply)


def _why(error: Exception) -> str:
    words = str(error)
    return f" ({words})" if words else ""
