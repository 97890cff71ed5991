"""One request sent and its answer read, with no window to follow it."""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from betadeck.control.outgoing import Resolver
from betadeck.control.stamps import new_id, now_text
from betadeck.control.upload_pace import UploadPace
from betadeck.core.answer import Answer
from betadeck.core.answer_of import answer_of
from betadeck.core.body_store import BodyStore
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Sent
from betadeck.core.exchange_fold import ExchangeFold
from betadeck.core.failure import Failure, SendError
from betadeck.core.target import Target
from betadeck.core.wire_build import sent_of

if TYPE_CHECKING:  # httpx takes 100 ms to import: not before the window is painted
    from betadeck.transport.client import Transport

_BIG_BYTES = 200_000
"""Reading more than this takes so long that the window would be seen to wait."""

Announce = Callable[[Exchange, Answer, tuple[str, ...]], None]


class OneSend:
    """Sends; `announce` is told of every exchange once, also of one that failed or was cancelled.

    `uploaded` is told of long bodies how many bytes have left, of how many.

    The last value that `announce` gets are the keys that were used, for whoever keeps the exchange to mask them.
    """

    def __init__(
        self,
        transport: "Callable[[], Transport]",
        resolve: Resolver,
        announce: Announce,
        make_store: Callable[[], BodyStore],
        uploaded: Callable[[int, int], None],
    ) -> None:
        self._transport, self._resolve, self._announce = transport, resolve, announce
        self._make_store, self._uploaded = make_store, uploaded

    async def __call__(self, draft: Draft, target: Target) -> tuple[Exchange, Answer]:
        """Send `draft` to `target` and return what came of it; a failure is in the exchange."""
        journey = _Journey(draft, target, self._make_store())
        ending: Ending = Ending.CANCELLED
        failure: Failure | None = None
        try:
            await self._go(journey, target)
            ending = Ending.FINISHED
        except SendError as error:
            ending, failure = Ending.FAILED, error.failure
        finally:
            exchange, answer = journey.fold.exchange(ending, failure), Answer()
            try:
                answer = await _read(exchange)
            finally:
                self._announce(exchange, answer, journey.secrets)
        return exchange, answer

    async def _go(self, journey: "_Journey", target: Target) -> None:
        ready = await self._resolve.ready(journey.draft, target)
        journey.secrets = ready.secrets
        journey.begin(sent_of(ready.request))
        pace = UploadPace(ready.request, self._uploaded)
        await self._transport().send(
            ready.request, ready.target, journey.fold, since=journey.started, on_sent=pace.take
        )


async def _read(exchange: Exchange) -> Answer:
    reading = partial(answer_of, exchange.body, exchange.head.media_type if exchange.head else "")
    return await asyncio.to_thread(reading) if len(exchange.body) > _BIG_BYTES else reading()


class _Journey:
    """What is known of a send while it runs."""

    def __init__(self, draft: Draft, target: Target, store: BodyStore) -> None:
        self._store = store
        self.draft, self.started = draft, time.monotonic()
        self.secrets: tuple[str, ...] = ()
        self._names = (target.name, new_id(), now_text())
        self.begin(Sent(draft.method, "", ()))

    def begin(self, sent: Sent) -> None:
        """Know what goes out."""
        target_name, id_, now = self._names
        elapsed_s, store = self._elapsed_s, self._store
        self.fold = ExchangeFold(self.draft, target_name, sent, id_, now, elapsed_s=elapsed_s, store=store)

    def _elapsed_s(self) -> float:
        return time.monotonic() - self.started
