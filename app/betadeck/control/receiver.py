"""Takes what the transport hands over, folds it, and tells the viewer 60 times a second at most."""

import asyncio
import time
from collections.abc import Callable
from functools import cached_property

from betadeck.core.answer import Answer
from betadeck.core.answer_of import answer_of
from betadeck.core.body_store import BodyStore, MemoryStore, Work
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Sent, Timings
from betadeck.core.exchange_fold import ExchangeFold
from betadeck.core.failure import Failure
from betadeck.core.live_stream import LiveStream, live_stream
from betadeck.core.progress import Progress

_FRAME_S = 1 / 60


class Receiver:
    """The transport's sink for one send.

    `on_head` is called with status and headers, `on_progress` with what came since the last time.
    """

    def __init__(
        self,
        draft: Draft,
        target_name: str,
        exchange_id: str,
        now: str,
        on_head: Callable[[Head], None],
        on_progress: Callable[[Progress], None],
        make_store: Callable[[], BodyStore] = MemoryStore,
    ) -> None:
        self._names = (draft, target_name, exchange_id, now)
        self._on_head, self._on_progress = on_head, on_progress
        self._make_store = make_store
        self._started = time.monotonic()
        self._sent: Callable[[], Sent] = lambda: Sent(draft.method, "", ())
        self._stream: LiveStream | None = None
        self._frame: asyncio.Handle | None = None

    def begin(self, sent: Callable[[], Sent], started: float) -> None:
        """Know the moment of the click on `time.monotonic`'s clock, and whom to ask for what goes out.

        That is asked once, when the request has left and the answer is waited for, so that masking keys in
        it takes no time of the send; or before anything else is known.
        """
        self._started, self._sent = started, sent

    def head(self, head: Head) -> None:
        """Take status and headers."""
        self._fold.head(head)
        self._stream = live_stream(head.media_type)
        self._on_head(head)

    def body(self, chunk: bytes, wire_bytes: int) -> Work | None:
        """Take decoded bytes; an event stream is parsed as it comes. The work returned is writing to disk."""
        work = self._fold.body(chunk, wire_bytes)
        if self._stream is not None:
            self._stream.feed(chunk, self._elapsed_s())
        if self._frame is None:
            self._frame = asyncio.get_running_loop().call_later(_FRAME_S, self._flush)
        return work

    def timing(self, timings: Timings) -> None:
        """Take what is known of the phases so far."""
        if timings.request_sent_s is not None or timings.ended_s is not None:
            self._fold.timing(timings)

    def redirect(self, head: Head, location: str) -> None:
        """Take note of a redirect that the user asked to follow."""
        self._fold.redirect(head, location)

    def close(self, ending: Ending, failure: Failure | None) -> tuple[Exchange, Answer]:
        """Tell the rest, and return the whole exchange with its answer."""
        answer = self._stream.close(self._elapsed_s()) if self._stream is not None else None
        if self._frame is not None:
            self._frame.cancel()
            self._flush()
        exchange = self._fold.exchange(ending, failure)
        # The transport still knows this sink for a while: a big body's file must not live as long as that.
        del self._fold, self._sent
        self._stream = None
        if answer is not None:
            return exchange, answer
        return exchange, answer_of(exchange.body, exchange.head.media_type if exchange.head else "")

    @cached_property
    def _fold(self) -> ExchangeFold:
        """What gathers the exchange: made when there is something to gather, which is when `_sent` is asked."""
        draft, target_name, exchange_id, now = self._names
        store = self._make_store()
        return ExchangeFold(
            draft, target_name, self._sent(), exchange_id, now, elapsed_s=self._elapsed_s, store=store
        )

    def _flush(self) -> None:
        self._frame = None
        size, now = self._fold.received_bytes, self._elapsed_s()
        told = self._stream.progress(size, now) if self._stream is not None else None
        self._on_progress(told or Progress(body_bytes=size, elapsed_s=now))

    def _elapsed_s(self) -> float:
        return time.monotonic() - self._started
