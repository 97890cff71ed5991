"""Streams that break, each in one way. Takes the events of a good stream and spoils them."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice

from betadeck.sandbox.events import Event, error, paced, ping, sse
from betadeck.sandbox.reply import End, Step, Wait

_BEFORE = 5
_PINGS = 6
_PING_S = 0.5
LONG_EVENTS = 10_000
_A_WRITE = 20
_AROUND = 6
"""Events of a stream besides its deltas."""

Spoiler = Callable[[Iterator[Event], float], Iterator[Step]]


def _failing(kind: str, text: str) -> Spoiler:
    def spoil(events: Iterator[Event], delay_s: float) -> Iterator[Step]:
        yield from paced(chain(islice(events, _BEFORE), [error(kind, text)]), delay_s)

    return spoil


def _cut(events: Iterator[Event], delay_s: float) -> Iterator[Step]:
    yield from paced(islice(events, _BEFORE), delay_s)
    yield sse(next(events))[:40]
    yield End.CUT


def _no_stop(events: Iterator[Event], delay_s: float) -> Iterator[Step]:
    kept = (event for event in events if event[0] not in ("message_delta", "message_stop"))
    yield from paced(kept, delay_s)


def _stall(events: Iterator[Event], delay_s: float) -> Iterator[Step]:
    yield from paced(islice(events, _BEFORE), delay_s)
    yield End.HANG


def _garbage(events: Iterator[Event], delay_s: float) -> Iterator[Step]:
    yield from paced(islice(events, _BEFORE), delay_s)
    yield b'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"ty\n\n'
    yield from paced(events, delay_s)


def _unknown(events: Iterator[Event], delay_s: float) -> Iterator[Step]:
    strange = {"type": "sandbox_delta", "anything": [1, 2, 3]}
    yield from paced(islice(events, _BEFORE), delay_s)
    yield b": a comment, which means nothing\n\n"
    yield sse(("sandbox_event", {"type": "sandbox_event", "note": "nobody knows this event"}))
    yield sse(("content_block_delta", {"type": "content_block_delta", "index": 0, "delta": strange}))
    yield from paced(_before_the_end(events, _strange_block()), delay_s)


def _strange_block() -> list[Event]:
    block = {"type": "sandbox_block", "content": {"nobody": "knows this block"}}
    return [
        ("content_block_start", {"type": "content_block_start", "index": 1, "content_block": block}),
        ("content_block_stop", {"type": "content_block_stop", "index": 1}),
    ]


def _before_the_end(events: Iterator[Event], more: list[Event]) -> Iterator[Event]:
    for event in events:
        if event[0] == "message_delta":
            yield from more
        yield event


def _order(events: Iterator[Event], delay_s: float) -> Iterator[Step]:
    lost = {"type": "text_delta", "text": "lost"}
    yield from paced(islice(events, 1), delay_s)
    yield sse(("content_block_delta", {"type": "content_block_delta", "index": 7, "delta": lost}))
    yield sse(("content_block_stop", {"type": "content_block_stop", "index": 7}))
    yield from paced(events, delay_s)


def _split(events: Iterator[Event], _: float) -> Iterator[Step]:
    for event in events:
        data = sse(event).replace(b"\n", b"\r\n")
        yield from (data[index : index + 1] for index in range(len(data)))


def _pings(events: Iterator[Event], delay_s: float) -> Iterator[Step]:
    yield from paced(islice(events, 1), delay_s)
    for _ in range(_PINGS):
        yield Wait(_PING_S)
        yield sse(ping())
    yield from paced(events, delay_s)


def _tool_cut(events: Iterator[Event], delay_s: float) -> Iterator[Step]:
    yield from paced(_without_last_json(list(events)), delay_s)


def _without_last_json(events: list[Event]) -> Iterator[Event]:
    """Break the input off after half of its pieces, as when max_tokens ends it."""
    places = [number for number, event in enumerate(events) if _is_json(event)]
    dropped = set(places[1 + len(places) // 2 :])
    for number, (name, data) in enumerate(events):
        if name == "message_delta":
            yield (
                name,
                {**data, "delta": {"stop_reason": "max_tokens", "stop_sequence": None, "stop_details": None}},
            )
        elif number not in dropped:
            yield name, data


def _is_json(event: Event) -> bool:
    delta = event[1].get("delta")
    return isinstance(delta, dict) and delta.get("type") == "input_json_delta"


def _long(events: Iterator[Event], _: float) -> Iterator[Step]:
    known = list(events)
    head = [event for event in known if event[0] in ("message_start", "content_block_start", "ping")][:3]
    tail = [event for event in known if event[0] in ("content_block_stop", "message_delta", "message_stop")][
        -3:
    ]
    words = (_word(number) for number in range(LONG_EVENTS - _AROUND))
    stream = map(sse, chain(head, words, tail))
    while piece := b"".join(islice(stream, _A_WRITE)):
        yield piece


def _word(number: int) -> Event:
    delta = {"type": "text_delta", "text": f"word {number} of a long simulated answer\n"}
    return "content_block_delta", {"type": "content_block_delta", "index": 0, "delta": delta}


_SPOILERS: Mapping[str, Spoiler] = {
    "stream-error": _failing("overloaded_error", "Overloaded"),
    "stream-api-error": _failing("api_error", "Internal server error"),
    "stream-cut": _cut,
    "stream-no-stop": _no_stop,
    "stream-stall": _stall,
    "stream-garbage": _garbage,
    "stream-unknown": _unknown,
    "stream-order": _order,
    "stream-split": _split,
    "stream-pings": _pings,
    "stream-tool-cut": _tool_cut,
    "long-stream": _long,
}


def spoiled(name: str, events: Iterator[Event], delay_s: float) -> Iterator[Step]:
    """Return the steps of the stream that a practice name without its prefix asks for, else a good one."""
    spoiler = _SPOILERS.get(name)
    return spoiler(events, delay_s) if spoiler else paced(events, delay_s)
