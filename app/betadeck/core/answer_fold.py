"""Events in, answer out: finds out what kind of stream it is and lets the right fold put it together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from betadeck.core.answer import (
    Answer,
    AnswerKind,
    ApiError,
    Change,
    ErrorArrived,
    FaultSeverity,
    StreamFault,
    Unknown,
)
from betadeck.core.answer_changes import joined
from betadeck.core.answer_chat import ChatFold, is_chat_chunk
from betadeck.core.answer_faults import FaultLog
from betadeck.core.answer_marks import Mark, Marker
from betadeck.core.answer_message import EVENTS, MessageFold
from betadeck.core.answer_other import CompletionFold, EventsFold
from betadeck.core.api_error import told_error
from betadeck.core.json_text import JsonFault, parse
from betadeck.core.sse import Event, SseParser

_MOST_EARLY = 1000


class AnswerFold:
    """Takes a stream's events as they come. Never raises, whatever they are.

    `feed` and `close` return what changed, with neighbouring growth of the same field joined;
    `snapshot` gives the answer as it stands, at any time. With `marking` it is noted what each event added.
    """

    def __init__(self, *, marking: bool = False) -> None:
        self._marker = Marker() if marking else None
        self._marks: list[Mark | None] = []
        self._faults = FaultLog()
        self._fold: MessageFold | CompletionFold | ChatFold | EventsFold = EventsFold()
        self._early: list[tuple[str, Event]] = []
        self._events = 0
        self._end = 0
        self._error: ApiError | None = None
        self._closed = False

    def feed(self, events: Iterable[Event]) -> list[Change]:
        """Add events; return what they changed."""
        return joined(self._changes(events))

    def take_marks(self) -> list[Mark | None]:
        """Return what each event added that was fed since the last call, None for one about no block."""
        marks, self._marks = self._marks, []
        return marks

    def faults(self) -> tuple[StreamFault, ...]:
        """Return what was wrong so far."""
        return self._faults.all()

    def close(self, rest: bytes = b"") -> list[Change]:
        """Take the end of the stream and the bytes that were no ended event; return what they changed.

        A last event whose empty line is all that lacks counts, but is noted as a fault.
        """
        if self._closed:
            return []
        changes = self._take_rest(rest) if rest.strip() else []
        self._closed = True
        self._fold.close(self._end)
        if not self._events:
            self._cut("the stream ended before its first event")
        elif not self._fold.complete and self._error is None:
            number = "1 event" if self._events == 1 else f"{self._events} events"
            self._cut(f"the stream ended before {self._fold.end_event}, after {number}")
        return changes

    def snapshot(self) -> Answer:
        """Return the answer so far; later events do not change it."""
        fold = self._fold
        ended = self._closed if isinstance(fold, EventsFold) else fold.complete
        return Answer(
            message=fold.message(),
            blocks=fold.blocks(),
            usage=fold.usage(),
            stop_reason=fold.stop_reason(),
            error=self._error,
            faults=self._faults.all(),
            complete=ended and self._error is None and self._events > 0,
            events=self._events,
            kind=fold.kind if self._events else AnswerKind.OTHER,
        )

    def _changes(self, events: Iterable[Event]) -> Iterator[Change]:
        for event in events:
            self._events += 1
            self._end = event.end
            changes = self._take(event)
            if self._marker is not None:
                self._marks.append(self._marker.mark(changes))
            yield from changes

    def _take(self, event: Event) -> list[Change]:
        if event.data.strip() == "[DONE]":
            return self._done(event)
        try:
            data = parse(event.data)
        except JsonFault as fault:
            return self._unreadable(event, str(fault))
        if not isinstance(data, dict):
            return self._unreadable(event, "the data is no JSON object")
        named = event.name if event.name != "message" else ""
        kind = data["type"] if isinstance(data.get("type"), str) else named
        if kind == "ping":
            return []
        if kind == "error" or named == "error" or ("type" not in data and data.get("error")):
            return self._fail(data, event)
        self._choose(kind, data, event)
        return self._fold.take(kind, data, event)

    def _choose(self, kind: str, data: Mapping[str, object], event: Event) -> None:
        """Decide what kind of stream this is at the first event that tells; until then it is any."""
        if not isinstance(self._fold, EventsFold):
            return
        if kind in EVENTS:
            self._fold = MessageFold(self._faults)
        elif kind == "completion":
            self._fold = CompletionFold()
        elif is_chat_chunk(data):
            self._fold = ChatFold()
        elif len(self._early) < _MOST_EARLY:
            self._early.append((kind, event))
            return
        for early_kind, early in self._early:
            self._faults.unknown("event", early_kind, early)
        self._early.clear()

    def _done(self, event: Event) -> list[Change]:
        """Take OpenAI's end mark; some gateways send it after any stream, where it does no harm."""
        if isinstance(self._fold, ChatFold):
            self._fold.done()
        return [] if self._fold.complete else [Unknown(event)]

    def _fail(self, data: Mapping[str, object], event: Event) -> list[Change]:
        return self._set_error(told_error(data, event.data), event)

    def _set_error(self, error: ApiError, event: Event) -> list[Change]:
        """The first error is the one that ended the stream; later ones are only noted."""
        words = ": ".join(filter(None, (error.type, error.message))) or "an error without words"
        message = f"event {self._events}: {words}"
        self._faults.add("in_stream_error", message, event.start, FaultSeverity.ERROR)
        if self._error is not None:
            return []
        self._error = error
        return [ErrorArrived(error)]

    def _unreadable(self, event: Event, why: str) -> list[Change]:
        if event.name == "error":
            return self._set_error(ApiError("", event.data.strip(), raw=event.data), event)
        if event.name == "ping":
            return []
        self._choose(event.name, {}, event)
        message = f"event {self._events} ({event.name}) cannot be read: {why}"
        if event.name in EVENTS or isinstance(self._fold, ChatFold | CompletionFold):
            return self._faults.malformed(message, event)
        if isinstance(self._fold, MessageFold):
            severity = FaultSeverity.ERROR if event.name == "message" else FaultSeverity.WARN
            self._faults.add("malformed_event", message, event.start, severity)
        return [Unknown(event)]

    def _take_rest(self, rest: bytes) -> list[Change]:
        """Use the bytes after the last ended event, if nothing but their empty line lacks."""
        start = self._end
        end = start + len(rest)
        for event in SseParser().feed(rest + b"\n\n"):
            if event.data.strip() == "[DONE]" or _is_object(event.data):
                message = "the last event has no empty line after it"
                self._faults.add("unended_event", message, start)
                return self.feed([replace(event, start=start, end=end)])
        message = f"the last {len(rest)} bytes are no whole event"
        self._faults.add("unended_event", message, start)
        self._end = end
        return []

    def _cut(self, message: str) -> None:
        self._faults.add("cut", message, self._end, FaultSeverity.ERROR)


def _is_object(text: str) -> bool:
    try:
        return isinstance(parse(text), dict)
    except JsonFault:
        return False
