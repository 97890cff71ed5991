"""One daemon thread for all that asks the keyring.

A keyring may wait for a person to type a password. A pool's threads are waited for at exit, a daemon
thread is not.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import TypeVar

T = TypeVar("T")


class KeyThread:
    """Runs calls one after the other; the thread starts with the first one."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    async def call(self, work: Callable[[], T], deadline_s: float) -> T:
        """Return what `work` returns; what it raises is raised here.

        Raises:
            TimeoutError: it did not return in time. If it had begun, it goes on, and its result is lost.
        """
        outcome: Future[T] = Future()
        self._submit(outcome, work)
        async with asyncio.timeout(deadline_s):
            return await asyncio.wrap_future(outcome)

    def _submit(self, outcome: Future[T], work: Callable[[], T]) -> None:
        def job() -> None:
            if outcome.set_running_or_notify_cancel():
                with _Reported(outcome):
                    outcome.set_result(work())

        self._jobs.put(job)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="keyring", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            self._jobs.get()()


class _Reported:
    """Hands whatever is raised in the thread to whoever waits for the outcome; the thread lives on."""

    def __init__(self, outcome: Future[T]) -> None:
        self._outcome = outcome

    def __enter__(self) -> None:
        return

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is not None:
            self._outcome.set_exception(error)
        return True
