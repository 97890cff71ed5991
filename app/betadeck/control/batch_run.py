"""Sends a batch, watches it, and fetches its results."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal

from betadeck.control.prober import Prober
from betadeck.core.answer import Answer
from betadeck.core.batch import requests
from betadeck.core.batch.requests import BatchState
from betadeck.core.body import Body
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange
from betadeck.core.target import Target

_FIRST_PAUSE_S = 1.0
_LONGEST_PAUSE_S = 30.0
_SLOWER = 1.5


@dataclass(frozen=True, slots=True)
class BatchEnd:
    """How it came out: the results as they came, or the problem in words."""

    state: BatchState | None
    results: Body = b""
    problem: str = ""


class BatchRun(Prober):
    """Watches one batch at a time. Stopping the watch does not stop the batch: `cancel_batch` does.

    Only the looks that change nothing are left out of `sent`, and with it of the history.

    Signals:
        counted(BatchState): how far the batch is, each time it was looked at.
    """

    counted = Signal(object)
    _quiet = False

    def run(self, template: Draft, body: str, target: Target, first: Callable[[], Awaitable[None]]) -> None:
        """Do what must be done `first`, send the batch `body` with what `template` says, then watch it."""
        self._run(self._created(template, body, target, first))

    def watch(self, template: Draft, batch_id: str, target: Target) -> None:
        """Watch a batch that was sent before."""
        self._run(self._watched(template, batch_id, target))

    def cancel_batch(self, template: Draft, batch_id: str, target: Target) -> None:
        """Cancel what is left of a batch, then watch it to its end."""
        self._run(self._cancelled(template, batch_id, target))

    async def _created(
        self, template: Draft, body: str, target: Target, first: Callable[[], Awaitable[None]]
    ) -> BatchEnd:
        await first()
        draft = await asyncio.to_thread(requests.creation, template, body)
        exchange, answer = await self._send(draft, target)
        return await self._after(exchange, answer, template, target)

    async def _cancelled(self, template: Draft, batch_id: str, target: Target) -> BatchEnd:
        exchange, answer = await self._send(requests.cancellation(template, batch_id), target)
        return await self._after(exchange, answer, template, target)

    async def _after(self, exchange: Exchange, answer: Answer, template: Draft, target: Target) -> BatchEnd:
        state = requests.state_of(exchange.body[:])
        if problem := _problem(exchange, answer):
            return BatchEnd(None, problem=problem)
        if state is None:
            return BatchEnd(None, problem="The answer is no batch. It stands in the history.")
        self.counted.emit(state)
        return await self._watched(template, state.id, target)

    async def _watched(self, template: Draft, batch_id: str, target: Target) -> BatchEnd:
        pause_s = _FIRST_PAUSE_S
        while True:
            exchange, answer = await self._looked(template, batch_id, target)
            state = requests.state_of(exchange.body[:])
            if (problem := _problem(exchange, answer)) or state is None:
                return BatchEnd(BatchState(batch_id, ""), problem=problem or "The answer is no batch.")
            self.counted.emit(state)
            if state.is_over:
                return await self._fetched(template, state, target)
            await self._pause(pause_s)
            pause_s = min(pause_s * _SLOWER, _LONGEST_PAUSE_S)

    async def _looked(self, template: Draft, batch_id: str, target: Target) -> tuple[Exchange, Answer]:
        self._quiet = True
        try:
            return await self._send_patiently(requests.look(template, batch_id), target)
        finally:
            self._quiet = False

    async def _fetched(self, template: Draft, state: BatchState, target: Target) -> BatchEnd:
        if not state.has_results:
            return BatchEnd(state, problem="The batch has ended, and its results are not there any more.")
        exchange, answer = await self._send_patiently(requests.results(template, state.id), target)
        problem = _problem(exchange, answer)
        return BatchEnd(state, b"" if problem else exchange.body, problem)

    def _on_sent(self, exchange: Exchange, answer: Answer, secrets: tuple[str, ...]) -> None:
        if not self._quiet:
            super()._on_sent(exchange, answer, secrets)


def _problem(exchange: Exchange, answer: Answer) -> str:
    if exchange.failure is not None:
        return exchange.failure.message
    if exchange.ending is not Ending.FINISHED or exchange.head is None:
        return "There was no whole answer."
    if exchange.head.status < 400:
        return ""
    said = answer.error.message if answer.error else exchange.head.reason
    return f"{exchange.head.status}: {said}"
