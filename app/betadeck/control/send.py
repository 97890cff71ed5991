"""Sending one request: start, cancel, tell what arrives, end exactly once."""

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from betadeck.control.outgoing import Resolver
from betadeck.control.receiver import Receiver
from betadeck.control.stamps import new_id, now_text
from betadeck.control.upload_pace import UploadPace
from betadeck.core.body_store import BodyStore, MemoryStore
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Sent
from betadeck.core.failure import Failure, FailureKind, SendError
from betadeck.core.target import Target
from betadeck.core.wire_build import sent_of

if TYPE_CHECKING:  # httpx takes 100 ms to import: not before the window is painted
    from betadeck.transport.client import Transport


class SendController(QObject):
    """One send at a time: `started`, then `head_arrived` and `progressed`, then one of the three endings.

    Signals:
        started(Sent): something is going out; of it only the method is known yet.
        uploaded(int, int): so many bytes of a long body have left, of so many.
        head_arrived(Head): status and headers.
        progressed(Progress): what came since the last one, at most 60 times a second.
        finished(Exchange, Answer), cancelled(Exchange, Answer), failed(Exchange, Answer): exactly one.
    """

    started = Signal(object)
    head_arrived = Signal(object)
    uploaded = Signal(object, object)
    progressed = Signal(object)
    finished = Signal(object, object)
    cancelled = Signal(object, object)
    failed = Signal(object, object)

    def __init__(
        self,
        transport: "Callable[[], Transport]",
        resolve: Resolver,
        make_store: Callable[[], BodyStore] = MemoryStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._transport, self._resolve, self._make_store = transport, resolve, make_store
        self._task: asyncio.Task[None] | None = None
        self._receiver: Receiver | None = None
        self._secrets: tuple[str, ...] = ()

    def send(self, draft: Draft, target: Target, saved: Draft | None = None) -> None:
        """Start sending `draft` to `target`; does nothing while a send runs."""
        if self._task is not None:
            return
        self._receiver = Receiver(
            draft,
            target.name,
            new_id(),
            now_text(),
            self.head_arrived.emit,
            self.progressed.emit,
            self._make_store,
        )
        self.started.emit(Sent(draft.method, "", ()))
        self._task = asyncio.get_running_loop().create_task(self._run(draft, target, saved), name="send")
        self._task.add_done_callback(self._settle)

    def cancel(self) -> None:
        """Stop the running send, if any."""
        if self._task is not None:
            self._task.cancel()

    def is_sending(self) -> bool:
        """Tell whether a send runs."""
        return self._task is not None

    def secrets(self) -> tuple[str, ...]:
        """Return the keys that the last send used, for whoever keeps its exchange to mask them."""
        return self._secrets

    async def aclose(self) -> None:
        """Cancel and wait, so that no task outlives the window."""
        if (task := self._task) is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _run(self, draft: Draft, target: Target, saved: Draft | None) -> None:
        assert self._receiver is not None
        started = time.monotonic()
        self._secrets = ()
        ready = await self._resolve.ready(draft, target, saved)
        self._secrets = ready.secrets
        self._receiver.begin(lambda: sent_of(ready.request), started)
        pace = UploadPace(ready.request, self.uploaded.emit)
        await self._transport().send(
            ready.request, ready.target, self._receiver, since=started, on_sent=pace.take
        )

    def _settle(self, task: asyncio.Task[None]) -> None:
        """Report the outcome, also of a task cancelled before its first step."""
        receiver, self._task, self._receiver = self._receiver, None, None
        assert receiver is not None
        ending, failure = _outcome(task)
        exchange, answer = receiver.close(ending, failure)
        signals = {Ending.CANCELLED: self.cancelled, Ending.FAILED: self.failed}
        signals.get(ending, self.finished).emit(exchange, answer)


def _outcome(task: asyncio.Task[None]) -> tuple[Ending, Failure | None]:
    if task.cancelled():
        return Ending.CANCELLED, None
    error = task.exception()
    if error is None:
        return Ending.FINISHED, None
    if isinstance(error, SendError):
        return Ending.FAILED, error.failure
    if not isinstance(error, Exception):
        raise error
    asyncio.get_running_loop().call_exception_handler({"message": "A send failed", "exception": error})
    return Ending.FAILED, Failure(FailureKind.UNKNOWN, f"Something went wrong inside Betadeck: {error}")
