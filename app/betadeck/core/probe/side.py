"""One of two answers that are looked at side by side: its figures, its headers, its body as a value."""

from collections.abc import Mapping
from dataclasses import dataclass

from betadeck.core.answer import Answer
from betadeck.core.answer_of import READ_BYTES
from betadeck.core.compare import Difference, Kind, diff
from betadeck.core.cost import Cost
from betadeck.core.exchange import Ending, Exchange, arrived_at_s
from betadeck.core.figures import money_words, size_words, time_words
from betadeck.core.json_fault import JsonFault
from betadeck.core.json_text import parse
from betadeck.core.sse import SseParser

_CHANGING = frozenset(
    {
        *("date", "request-id", "x-request-id", "cf-ray", "age", "expires", "set-cookie", "content-length"),
        *("server-timing", "x-envoy-upstream-service-time", "traceresponse", "report-to", "etag", "via"),
    }
)
_CHANGING_ENDS = ("-reset", "-remaining", "-trace-id", "-timing")
_NOTHING = "–"
_MOST_SHOWN = 2000


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the comparison; without `weight` the two may differ and it means nothing, as times do."""

    name: str
    left: str
    right: str
    weight: bool = True

    @property
    def differs(self) -> bool:
        """Tell whether the two are not the same and that means something."""
        return self.weight and self.left != self.right


@dataclass(frozen=True, slots=True)
class Side:
    """One exchange with its answer and cost."""

    exchange: Exchange
    answer: Answer
    cost: Cost | None = None

    def body(self) -> object:
        """Return the answer as a JSON value: the message as if not streamed, else the body, or its text."""
        if self.answer.message is not None:
            return self.answer.message
        text = self.exchange.body[:READ_BYTES].decode("utf-8", "replace")
        try:
            return parse(text)
        except JsonFault:
            return text

    def headers(self) -> dict[str, str]:
        """Return the headers by name in lower case, doubles joined, without those that change every time."""
        found: dict[str, str] = {}
        for name, value in self.exchange.head.headers if self.exchange.head else ():
            key = name.lower()
            if key not in _CHANGING and not key.endswith(_CHANGING_ENDS):
                found[key] = f"{found[key]}, {value}" if key in found else value
        return found

    def first_token_s(self) -> float | None:
        """Return when the first piece of content came, in seconds since the click; None if not streamed."""
        head = self.exchange.head
        if head is None or head.media_type != "text/event-stream":
            return None
        for event in SseParser().feed(self.exchange.body[:READ_BYTES]):
            if event.name == "content_block_delta":
                return arrived_at_s(self.exchange.arrivals, event.end - 1)
        return None


def facts(left: Side, right: Side) -> tuple[Fact, ...]:
    """Return the figures of both, one line each; lines that say nothing of either are left out."""
    rows = [
        Fact("Status", _status(left), _status(right)),
        Fact("Error", _error(left), _error(right)),
        Fact("Stopped by", left.answer.stop_reason, right.answer.stop_reason),
        *(
            Fact(name, _count(left.answer.usage, key), _count(right.answer.usage, key))
            for name, key in _TOKENS.items()
        ),
        Fact("Estimated cost", _cost(left), _cost(right)),
        Fact("First token after", _time(left.first_token_s()), _time(right.first_token_s()), weight=False),
        Fact(
            "Total time", _time(left.exchange.timings.ended_s), _time(right.exchange.timings.ended_s), False
        ),
        Fact("Size", size_words(len(left.exchange.body)), size_words(len(right.exchange.body)), weight=False),
    ]
    shown = [row for row in rows if row.left or row.right]
    return tuple(Fact(row.name, row.left or _NOTHING, row.right or _NOTHING, row.weight) for row in shown)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two sides have in common and what not. `count` tells how many places of the body differ in all."""

    facts: tuple[Fact, ...]
    body: tuple[Difference, ...]
    headers: tuple[Difference, ...]
    count: int


def compare(left: Side, right: Side) -> Comparison:
    """Return how the two differ; for big answers this takes a while. Ids and times are no difference."""
    found = diff(left.body(), right.body())
    return Comparison(facts(left, right), found[:_MOST_SHOWN], _header_differences(left, right), len(found))


def _header_differences(left: Side, right: Side) -> tuple[Difference, ...]:
    one, other = left.headers(), right.headers()
    found = []
    for name in sorted(one.keys() | other.keys()):
        before, after = one.get(name), other.get(name)
        if before != after:
            kind = Kind.ADDED if before is None else Kind.REMOVED if after is None else Kind.CHANGED
            found.append(Difference(name, kind, before, after))
    return tuple(found)


_TOKENS = {
    "Input tokens": "input_tokens",
    "Read from cache": "cache_read_input_tokens",
    "Written to cache": "cache_creation_input_tokens",
    "Output tokens": "output_tokens",
}


def _status(side: Side) -> str:
    head = side.exchange.head
    if head is None:
        return "cancelled" if side.exchange.ending is Ending.CANCELLED else "no answer"
    kind = side.answer.error.type if side.answer.error else ""
    late = " →" if kind and head.status < 400 else ""
    return f"{head.status}{late} {kind or head.reason}".strip()


def _error(side: Side) -> str:
    if side.answer.error is not None:
        return " ".join(side.answer.error.message.split())
    return side.exchange.failure.message if side.exchange.failure else ""


def _count(usage: Mapping[str, object], key: str) -> str:
    found = usage.get(key)
    return f"{found:,}" if isinstance(found, int) and not isinstance(found, bool) else ""


def _cost(side: Side) -> str:
    return money_words(side.cost.usd) if side.cost is not None and side.cost.usd is not None else ""


def _time(seconds: float | None) -> str:
    return "" if seconds is None else time_words(seconds)
