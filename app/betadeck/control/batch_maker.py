"""Makes a batch beside the window: values fetched, lines filled in and looked at, step by step."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from betadeck.core.batch.build import Built, build_in_steps
from betadeck.core.batch.carrier import Carrier
from betadeck.core.batch.check import Judge, Told, checked
from betadeck.core.batch.lines import Lines
from betadeck.core.failure import SendError


@dataclass(frozen=True, slots=True)
class Gathered:
    """The lines of a batch, what carries them, and what must be asked before all can be filled in."""

    lines: Lines
    carrier: Carrier
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A batch that can go out, or what stands in its way, and what is known of its requests."""

    gathered: Gathered
    built: Built
    told: tuple[Told, ...] = ()


class BatchMaker(QObject):
    """One batch at a time: what is made while another is asked for is dropped.

    Signals:
        progressed(int, int): so many lines are filled in, of so many.
        made(Made): it is made, or cannot be.
        failed(str): what it is made of could not be had, in words.
    """

    progressed = Signal(int, int)
    made = Signal(object)
    failed = Signal(str)

    def __init__(self, judge: Judge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._judge = judge
        self._task: asyncio.Task[Made] | None = None

    def make(self, gather: Callable[[], Awaitable[Gathered]]) -> None:
        """Make a batch of what `gather` returns; it may raise `SendError`."""
        self.stop()
        self._task = asyncio.get_running_loop().create_task(self._run(gather), name="batch")
        self._task.add_done_callback(self._settle)

    def stop(self) -> None:
        """Give up what is being made."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _run(self, gather: Callable[[], Awaitable[Gathered]]) -> Made:
        gathered = await gather()
        built = await self._built(gathered.lines)
        if not built.body:
            return Made(gathered, built)
        draft = gathered.carrier.draft
        return Made(gathered, built, await asyncio.to_thread(checked, draft, gathered.lines, self._judge))

    async def _built(self, lines: Lines) -> Built:
        steps = build_in_steps(lines)
        while True:
            step = await asyncio.to_thread(next, steps)
            if isinstance(step, Built):
                return step
            self.progressed.emit(step, len(lines.ids))

    def _settle(self, task: asyncio.Task[Made]) -> None:
        if task is not self._task:
            return
        self._task = None
        error = task.exception()
        if error is None:
            self.made.emit(task.result())
        elif isinstance(error, SendError):
            self.failed.emit(error.failure.message)
        else:
            context = {"message": "Making a batch failed", "exception": error}
            asyncio.get_running_loop().call_exception_handler(context)
            self.failed.emit(f"Something went wrong inside Betadeck: {error}")
