"""What all probing has in common: one task, one send after the other, pauses that can be seen and stopped."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from betadeck.control.one_send import OneSend
from betadeck.control.outgoing import Resolver
from betadeck.core.answer import Answer
from betadeck.core.body_store import BodyStore, MemoryStore
from betadeck.core.draft import Draft
from betadeck.core.exchange import Exchange
from betadeck.core.retry import wait_s
from betadeck.core.target import Target

if TYPE_CHECKING:
    from betadeck.transport.client import Transport

_TRIES = 3


class Prober(QObject):
    """Runs one course of sends at a time. Starting is what subclasses do; each run ends exactly once.

    Signals:
        sent(Exchange, Answer): an exchange is over, however it ended; for the history.
        uploaded(int, int): so many bytes of a long body have left, of so many.
        waiting(float): so many seconds are left until the next send; 0 when it goes on.
        finished(object): the course came to its end, with what it found.
        stopped(): the user stopped it.
        failed(str): it could not go on, in words.
    """

    sent = Signal(object, object)
    uploaded = Signal(object, object)
    waiting = Signal(float)
    finished = Signal(object)
    stopped = Signal()
    failed = Signal(str)
    beside = False
    """Whether what it asks is only beside a request: then it is in the history, but not among what was sent."""

    def __init__(
        self,
        transport: "Callable[[], Transport]",
        resolve: Resolver,
        parent: QObject | None = None,
        make_store: Callable[[], BodyStore] = MemoryStore,
    ) -> None:
        super().__init__(parent)
        self._one = OneSend(transport, resolve, self._on_sent, make_store, self.uploaded.emit)
        self._task: asyncio.Task[object] | None = None
        self._secrets: tuple[str, ...] = ()

    def is_running(self) -> bool:
        """Tell whether something is being found out."""
        return self._task is not None

    def secrets(self) -> tuple[str, ...]:
        """Return the keys that the last send used, for whoever keeps its exchange to mask them."""
        return self._secrets

    def stop(self) -> None:
        """Stop what runs, if anything does; `stopped` follows."""
        if self._task is not None:
            self._task.cancel()

    async def aclose(self) -> None:
        """Stop and wait, so that no task outlives the window."""
        if (task := self._task) is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _run(self, course: Coroutine[object, object, object]) -> None:
        """Run `course`, whose result `finished` announces; while another runs, drop it."""
        if self._task is not None:
            course.close()
            return
        self._task = asyncio.get_running_loop().create_task(course, name="probe")
        self._task.add_done_callback(self._settle)

    async def _send(self, draft: Draft, target: Target) -> tuple[Exchange, Answer]:
        return await self._one(draft, target)

    async def _send_patiently(self, draft: Draft, target: Target) -> tuple[Exchange, Answer]:
        """Send; where the answer says that waiting helps, wait as long as it asks and send again, twice."""
        made = 0
        while True:
            exchange, answer = await self._one(draft, target)
            wait = wait_s(exchange, made, _TRIES - 1, datetime.now(UTC))
            if wait is None:
                return exchange, answer
            made += 1
            await self._pause(wait)

    async def _pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.waiting.emit(left)
            await asyncio.sleep(min(1.0, left))
        self.waiting.emit(0.0)

    def _on_sent(self, exchange: Exchange, answer: Answer, secrets: tuple[str, ...]) -> None:
        self._secrets = secrets
        self.sent.emit(exchange, answer)

    def _settle(self, task: asyncio.Task[object]) -> None:
        """Report the outcome, also of a task cancelled before its first step."""
        self._task = None
        if task.cancelled():
            self.stopped.emit()
        elif (error := task.exception()) is None:
            self.finished.emit(task.result())
        else:
            context = {"message": "Finding out failed", "exception": error}
            asyncio.get_running_loop().call_exception_handler(context)
            self.failed.emit(f"Something went wrong inside Betadeck: {error}")
