"""Made-up replies in the API's form: streams, messages, errors, and what the viewer is told of them."""

import json
from collections.abc import Iterable, Sequence

from betadeck.core.answer import Answer
from betadeck.core.answer_fold import AnswerFold
from betadeck.core.answer_of import answer_of
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Sent, Timings
from betadeck.core.failure import Failure
from betadeck.core.progress import Progress
from betadeck.core.sse import SseParser

SENT = Sent("POST", "http://127.0.0.1:1/v1/messages", (("content-type", "application/json"),), b"{}")
STREAM_TYPE = "text/event-stream; charset=utf-8"


def sse(*events: dict) -> bytes:
    """Return events as bytes; each is named after its type."""
    return b"".join(
        f"event: {event['type']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n".encode()
        for event in events
    )


def start(model: str = "claude-opus-5-5", input_tokens: int = 812) -> dict:
    """Return the event that opens a message."""
    usage = {"input_tokens": input_tokens, "output_tokens": 1}
    message = {"id": "msg_made", "type": "message", "role": "assistant", "model": model, "content": [],
               "stop_reason": None, "stop_sequence": None, "usage": usage}  # fmt: skip
    return {"type": "message_start", "message": message}


def block(index: int, opening: dict, deltas: Iterable[dict], *, ended: bool = True) -> list[dict]:
    """Return the events of one content block."""
    events = [{"type": "content_block_start", "index": index, "content_block": opening}]
    events += [{"type": "content_block_delta", "index": index, "delta": delta} for delta in deltas]
    return [*events, {"type": "content_block_stop", "index": index}] if ended else events


def text_block(index: int, parts: Iterable[str], *, ended: bool = True) -> list[dict]:
    """Return the events of a text block that comes in `parts`."""
    deltas = ({"type": "text_delta", "text": part} for part in parts)
    return block(index, {"type": "text", "text": ""}, deltas, ended=ended)


def thinking_block(index: int, parts: Iterable[str], signature: str = "c2lnbmVk") -> list[dict]:
    """Return the events of a thinking block."""
    deltas = [{"type": "thinking_delta", "thinking": part} for part in parts]
    deltas.append({"type": "signature_delta", "signature": signature})
    return block(index, {"type": "thinking", "thinking": "", "signature": ""}, deltas)


def tool_block(index: int, name: str, parts: Iterable[str], *, ended: bool = True) -> list[dict]:
    """Return the events of a tool call whose input comes in `parts`."""
    opening = {"type": "tool_use", "id": f"toolu_made_{index}", "name": name, "input": {}}
    deltas = ({"type": "input_json_delta", "partial_json": part} for part in parts)
    return block(index, opening, deltas, ended=ended)


def stop(reason: str = "end_turn", output_tokens: int = 240) -> list[dict]:
    """Return the events that close a message."""
    delta = {"stop_reason": reason, "stop_sequence": None}
    usage = {"output_tokens": output_tokens}
    return [{"type": "message_delta", "delta": delta, "usage": usage}, {"type": "message_stop"}]


def head(status: int = 200, media_type: str = "application/json", *more: tuple[str, str]) -> Head:
    """Return a head with a request id."""
    reason = {200: "OK", 400: "Bad Request", 404: "Not Found", 429: "Too Many Requests", 502: "Bad Gateway"}
    headers = (("content-type", media_type), ("request-id", "req_made_0123456789abcdef"), *more)
    return Head(status, reason.get(status, ""), "HTTP/1.1", headers)


def exchange(
    body: bytes,
    received: Head | None,
    *,
    ending: Ending = Ending.FINISHED,
    failure: Failure | None = None,
    total_s: float = 0.212,
    pieces: int = 1,
) -> Exchange:
    """Return an exchange whose body came in `pieces`, evenly over the last half of `total_s`."""
    size = max(1, -(-len(body) // pieces))
    arrivals = tuple(
        (min(size * (place + 1), len(body)), total_s * (0.5 + 0.5 * (place + 1) / pieces))
        for place in range(pieces)
    )
    timings = Timings(0.004, None, 0.006, total_s / 2 if body else None, total_s if body else None, total_s)
    return Exchange(
        "made", "2026-11-22T14:02:11.000Z", Draft(), "Sandbox", SENT, received, body, len(body),
        arrivals if body else (), timings, ending, failure,
    )  # fmt: skip


def answered(made: Exchange) -> Answer:
    """Return the answer in an exchange."""
    return answer_of(made.body, made.head.media_type if made.head else "")


def progress_of(body: bytes, batch: int, total_s: float = 2.0) -> Sequence[Progress]:
    """Return what the viewer is told while `body` streams in, `batch` events at a time."""
    fold = AnswerFold()
    events = SseParser().feed(body)
    found = []
    for first in range(0, len(events), batch):
        part = tuple(events[first : first + batch])
        times = tuple(total_s * (first + place) / max(1, len(events)) for place in range(len(part)))
        changes = tuple(fold.feed(part))
        found.append(Progress(changes, part, times, part[-1].end, times[-1]))
    return found
