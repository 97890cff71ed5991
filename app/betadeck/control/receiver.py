"""Takes what the transport hands over, folds it, and tells the viewer 60 times a second at most."""

import asyncio
import time
from collections.abc import Callable

from betadeck.core.answer import Answer, Change
from betadeck.core.answer_fold import AnswerFold
from betadeck.core.answer_of import answer_of
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Sent, Timings
from betadeck.core.exchange_fold import ExchangeFold
from betadeck.core.failure import Failure
from betadeck.core.progress import Progress
from betadeck.core.sse import Event, SseParser

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
    ) -> None:
        self._names = (draft, target_name, exchange_id, now)
        self._on_head, self._on_progress = on_head, on_progress
        self._started = time.monotonic()
        self._fold = self._folding(Sent(draft.method, "", ()))
        self._parser: SseParser | None = None
        self._answer = AnswerFold()
        self._changes: list[Change] = []
        self._events: list[Event] = []
        self._at_s: list[float] = []
        self._frame: asyncio.Handle | None = None

    def begin(self, sent: Sent, started: float) -> None:
        """Know what goes out, and the moment of the click on `time.monotonic`'s clock."""
        self._started = started
        self._fold = self._folding(sent)

    def head(self, head: Head) -> None:
        """Take status and headers."""
        self._fold.head(head)
        if head.media_type == "text/event-stream":
            self._parser = SseParser()
        self._on_head(head)

    def body(self, chunk: bytes, wire_bytes: int) -> None:
        """Take decoded bytes; an event stream is parsed as it comes."""
        self._fold.body(chunk, wire_bytes)
        if self._parser is not None:
            self._take(self._parser.feed(chunk))
        if self._frame is None:
            self._frame = asyncio.get_running_loop().call_later(_FRAME_S, self._flush)

    def timing(self, timings: Timings) -> None:
        """Take what is known of the phases so far."""
        self._fold.timing(timings)

    def redirect(self, head: Head, location: str) -> None:
        """Take note of a redirect that the user asked to follow."""
        self._fold.redirect(head, location)

    def close(self, ending: Ending, failure: Failure | None) -> tuple[Exchange, Answer]:
        """Tell the rest, and return the whole exchange with its answer."""
        if self._parser is not None:
            self._take(self._parser.close())
            self._changes.extend(self._answer.close(self._parser.rest))
        if self._frame is not None:
            self._frame.cancel()
            self._flush()
        exchange = self._fold.exchange(ending, failure)
        if self._parser is not None:
            return exchange, self._answer.snapshot()
        return exchange, answer_of(exchange.body, exchange.head.media_type if exchange.head else "")

    def _take(self, events: list[Event]) -> None:
        now = self._elapsed_s()
        self._events.extend(events)
        self._at_s.extend([now] * len(events))
        self._changes.extend(self._answer.feed(events))

    def _flush(self) -> None:
        self._frame = None
        changes, events, at_s = tuple(self._changes), tuple(self._events), tuple(self._at_s)
        self._changes, self._events, self._at_s = [], [], []
        self._on_progress(Progress(changes, events, at_s, self._fold.received_bytes, self._elapsed_s()))

    def _folding(self, sent: Sent) -> ExchangeFold:
        draft, target_name, exchange_id, now = self._names
        return ExchangeFold(draft, target_name, sent, exchange_id, now, elapsed_s=self._elapsed_s)

    def _elapsed_s(self) -> float:
        return time.monotonic() - self._started
