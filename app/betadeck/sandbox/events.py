"""Turns a finished message into the events of a stream, in the API's order and shapes.

Source: the vendor's streaming page and recorded streams, 2026.
"""

import re
from collections.abc import Iterator

from betadeck.sandbox import tokens
from betadeck.sandbox.ask import Json, dicts, part
from betadeck.sandbox.reply import Step, Wait, dumps

Event = tuple[str, Json]
_WORDS = re.compile(r"\s*\S+\s*")
_WORDS_A_DELTA = 4
_JSON_A_DELTA = 16
_LATER = ("stop_reason", "stop_sequence", "stop_details", "container", "context_management")
_COUNT_BETA = "thinking-token-count-2026-05-13"
_INPUTS = ("tool_use", "server_tool_use", "mcp_tool_use")


def events_of(message: Json, betas: tuple[str, ...] = ()) -> Iterator[Event]:
    """Yield the name and data of each event; a ping follows the first block's start, as the API does it."""
    yield "message_start", {"type": "message_start", "message": _opening(message)}
    blocks = dicts(message.get("content"))
    for index, block in enumerate(blocks):
        yield (
            "content_block_start",
            {"type": "content_block_start", "index": index, "content_block": _empty(block)},
        )
        if index == 0:
            yield ping()
        for delta in _deltas(block, betas):
            yield "content_block_delta", {"type": "content_block_delta", "index": index, "delta": delta}
        yield "content_block_stop", {"type": "content_block_stop", "index": index}
    if not blocks:
        yield ping()
    yield "message_delta", _closing(message)
    yield "message_stop", {"type": "message_stop"}


def ping() -> Event:
    """Return a ping."""
    return "ping", {"type": "ping"}


def error(kind: str, message: str) -> Event:
    """Return an error that comes after status 200."""
    return "error", {"type": "error", "error": {"type": kind, "message": message}}


def sse(event: Event) -> bytes:
    """Return the bytes of one event."""
    name, data = event
    return b"event: " + name.encode() + b"\ndata: " + dumps(data) + b"\n\n"


def paced(events: Iterator[Event], delay_s: float) -> Iterator[Step]:
    """Yield each event's bytes, with a pause before each delta."""
    for event in events:
        if delay_s > 0 and event[0] == "content_block_delta":
            yield Wait(delay_s)
        yield sse(event)


def pieces(text: str) -> Iterator[str]:
    """Yield `text` in pieces of a few words."""
    words = _WORDS.findall(text) or ([text] if text else [])
    for start in range(0, len(words), _WORDS_A_DELTA):
        yield "".join(words[start : start + _WORDS_A_DELTA])


def _opening(message: Json) -> Json:
    blank: Json = {"content": [], "stop_reason": None, "stop_sequence": None, "stop_details": None}
    opened = {key: value for key, value in message.items() if key not in _LATER or key in blank}
    usage = {key: value for key, value in part(message, "usage").items() if key != "output_tokens_details"}
    return {**opened, **blank, "usage": {**usage, "output_tokens": 1}}


def _closing(message: Json) -> Json:
    delta = {key: message[key] for key in _LATER[:4] if key in message}
    counted = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens")
    usage = part(message, "usage")
    shown = {
        key: usage[key] for key in (*counted, "output_tokens_details", "server_tool_use") if key in usage
    }
    closing: Json = {"type": "message_delta", "delta": delta, "usage": shown}
    if "context_management" in message:
        closing["context_management"] = message["context_management"]
    return closing


def _empty(block: Json) -> Json:
    """Return the block as it is announced, before its deltas."""
    kind = block.get("type")
    if kind == "text":
        return {**({"citations": []} if block.get("citations") else {}), "type": "text", "text": ""}
    if kind == "thinking":
        return {"type": "thinking", "thinking": "", "signature": ""}
    if kind in _INPUTS:
        return {**block, "input": {}}
    if kind == "compaction":
        return {**block, "content": None}
    return block


def _deltas(block: Json, betas: tuple[str, ...]) -> Iterator[Json]:
    kind = block.get("type")
    if kind == "text":
        for citation in dicts(block.get("citations")):
            yield {"type": "citations_delta", "citation": citation}
        for text in pieces(str(block.get("text"))):
            yield {"type": "text_delta", "text": text}
    elif kind == "thinking":
        yield from (_thinking(each, betas) for each in pieces(str(block.get("thinking"))))
        yield {"type": "signature_delta", "signature": block.get("signature")}
    elif kind in _INPUTS:
        for piece in _json_pieces(block.get("input")):
            yield {"type": "input_json_delta", "partial_json": piece}
    elif kind == "compaction":
        yield {"type": "compaction_delta", "content": block.get("content")}


def _thinking(text: str, betas: tuple[str, ...]) -> Json:
    delta: Json = {"type": "thinking_delta", "thinking": text}
    return {**delta, "estimated_tokens": tokens.of_text(text)} if _COUNT_BETA in betas else delta


def _json_pieces(value: object) -> Iterator[str]:
    """Yield an empty piece first, as the API does; an input without fields has no other."""
    yield ""
    text = dumps(value).decode() if value else ""
    yield from (text[start : start + _JSON_A_DELTA] for start in range(0, len(text), _JSON_A_DELTA))
