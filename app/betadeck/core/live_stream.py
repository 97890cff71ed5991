"""A reply that is read while it arrives: bytes in, what changed out."""

from betadeck.core.answer import Answer, Change
from betadeck.core.answer_fold import AnswerFold
from betadeck.core.answer_lines import LinesFold, is_lines
from betadeck.core.answer_marks import Mark
from betadeck.core.json_lines import JsonLinesParser
from betadeck.core.progress import Progress
from betadeck.core.sse import Event, SseParser


def live_stream(media_type: str) -> "LiveStream | None":
    """Return who reads a reply of this type while it arrives, None if it must be whole to be read."""
    if media_type == "text/event-stream":
        return LiveStream(SseParser(), AnswerFold(marking=True))
    if is_lines(media_type):
        return LiveStream(JsonLinesParser(), LinesFold())
    return None


class LiveStream:
    """Takes the bytes of a stream as they come, and tells in batches what they amount to."""

    def __init__(self, parser: SseParser | JsonLinesParser, fold: AnswerFold | LinesFold) -> None:
        self._parser, self._fold = parser, fold
        self._changes: list[Change] = []
        self._events: list[Event] = []
        self._marks: list[Mark | None] = []
        self._at_s: list[float] = []

    def feed(self, chunk: bytes, at_s: float) -> None:
        """Take the next bytes, which arrived `at_s` seconds after the click."""
        self._take(self._parser.feed(chunk), at_s)

    def close(self, at_s: float) -> Answer:
        """Take the end of the stream; return the whole answer."""
        self._take(self._parser.close(), at_s)
        self._changes.extend(self._fold.close(self._parser.rest))
        self._fold.take_marks()  # of a last event that did not end, which is in no table
        return self._fold.snapshot()

    def progress(self, body_bytes: int, elapsed_s: float) -> Progress:
        """Return what came since the last call."""
        told = Progress(
            tuple(self._changes),
            tuple(self._events),
            tuple(self._at_s),
            body_bytes,
            elapsed_s,
            tuple(self._marks),
            self._fold.faults(),
            self._fold.snapshot,
        )
        self._changes, self._events, self._at_s, self._marks = [], [], [], []
        return told

    def _take(self, events: list[Event], at_s: float) -> None:
        self._changes.extend(self._fold.feed(events))
        self._events.extend(events)
        self._marks.extend(self._fold.take_marks())
        self._at_s.extend([at_s] * len(events))
