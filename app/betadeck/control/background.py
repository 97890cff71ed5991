"""Storage calls in a thread of their own, one after the other, answers back on the loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from betadeck.storage.faults import StorageFault

T = TypeVar("T")


class Background(QObject):
    """A queue of one worker, so that two saves never race and the window never waits for a disk.

    Signals:
        faulted(StorageFault): a call failed and nobody took the fault.
    """

    faulted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="storage")
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def submit(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        otherwise: Callable[[StorageFault], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Call `work` in the thread, then one of the other two on the loop; after `aclose` do nothing.

        Neither of the two is called once `owner` is gone, such as a dialog that was closed meanwhile.
        """
        if self._closed:
            return
        task = asyncio.get_running_loop().create_task(self._run(work, then, otherwise, owner), name="storage")
        self._tasks.add(task)
        task.add_done_callback(self._settle)

    async def call(self, work: Callable[[], T]) -> T:
        """Call `work` in the thread and return what it returns; its `StorageFault` comes through."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    async def drain(self) -> None:
        """Wait until everything submitted so far is done."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def aclose(self) -> None:
        """Finish what is queued and end the thread."""
        await self.drain()
        self._closed = True
        self._pool.shutdown(wait=True)

    async def _run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None,
        otherwise: Callable[[StorageFault], None] | None,
        owner: QObject | None,
    ) -> None:
        try:
            result = await self.call(work)
        except StorageFault as fault:
            (self.faulted.emit if otherwise is None or not _is_there(owner) else otherwise)(fault)
            return
        if then is not None and _is_there(owner):
            then(result)

    def _settle(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            context = {"message": "Work on files failed", "exception": error}
            asyncio.get_running_loop().call_exception_handler(context)


def _is_there(owner: QObject | None) -> bool:
    return owner is None or isValid(owner)
