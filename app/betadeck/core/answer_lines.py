"""A reply of JSON lines, such as the results of a batch: no message, but a count, and what is broken in it."""

from collections import Counter
from collections.abc import Iterable

from betadeck.core.answer import Answer, AnswerKind, Change, FaultSeverity, StreamFault
from betadeck.core.answer_faults import FaultLog
from betadeck.core.answer_marks import Mark
from betadeck.core.body import Body, pieces
from betadeck.core.json_lines import BROKEN, JsonLinesParser
from betadeck.core.sse import Event

_ENDINGS = ("jsonl", "ndjson", "json-lines")


def is_lines(media_type: str) -> bool:
    """Tell whether `media_type`, without parameters and in lower case, names JSON lines."""
    return media_type.endswith(_ENDINGS)


def lines_answer(body: Body, most_bytes: int) -> Answer:
    """Return the answer that the JSON lines in `body` are; of more than `most_bytes` they are only counted."""
    if len(body) > most_bytes:
        count = sum(piece.count(b"\n") for piece in pieces(body)) + (body[-1:] != b"\n")
        return Answer(complete=True, events=count, kind=AnswerKind.LINES)
    parser, fold = JsonLinesParser(), LinesFold()
    fold.feed(parser.feed(body[:]))
    fold.feed(parser.close())
    fold.close()
    return fold.snapshot()


class LinesFold:
    """Takes lines as they come, as `AnswerFold` takes events. Never raises, whatever they are."""

    def __init__(self) -> None:
        self._faults = FaultLog()
        self._last: Event | None = None
        self._fed = 0
        self._closed = False
        self.names: Counter[str] = Counter()

    def feed(self, events: Iterable[Event]) -> list[Change]:
        """Add lines; they change no message."""
        for event in events:
            self._fed += 1
            self.names[event.name] += 1
            if self._last is not None and self._last.name == BROKEN:
                self._broken(self._last, f"line {self.names.total() - 1} is no JSON")
            self._last = event
        return []

    def take_marks(self) -> list[Mark | None]:
        """Return a None for each line since the last call: no line adds to a block."""
        fed, self._fed = self._fed, 0
        return [None] * fed

    def faults(self) -> tuple[StreamFault, ...]:
        """Return what was wrong so far."""
        return self._faults.all()

    def close(self, rest: bytes = b"") -> list[Change]:  # noqa: ARG002 - a last line counts without its end
        """Take the end: if the last line is no JSON, the reply was cut."""
        if not self._closed and self._last is not None and self._last.name == BROKEN:
            message = f"the last line, number {self.names.total()}, is no whole JSON"
            self._faults.add("cut", message, self._last.start, FaultSeverity.ERROR)
        self._closed = True
        return []

    def snapshot(self) -> Answer:
        """Return the answer so far."""
        return Answer(
            faults=self._faults.all(),
            complete=self._closed,
            events=self.names.total(),
            kind=AnswerKind.LINES,
        )

    def _broken(self, event: Event, message: str) -> None:
        self._faults.add("malformed_event", message, event.start, FaultSeverity.ERROR)
