"""A whole reply, read at once: JSON or an event stream."""

from collections.abc import Mapping
from dataclasses import replace

from betadeck.core.answer import Answer, AnswerKind, Block, FaultSeverity, StreamFault
from betadeck.core.answer_chat import is_chat_chunk
from betadeck.core.answer_fold import AnswerFold
from betadeck.core.answer_lines import is_lines, lines_answer
from betadeck.core.answer_other import text_block
from betadeck.core.api_error import error_in, error_of
from betadeck.core.body import Body
from betadeck.core.figures import size_words
from betadeck.core.json_text import JsonFault, parse
from betadeck.core.sse import SseParser

READ_BYTES = 16_000_000
"""No message of the API is longer; lists, results and files may be, and are looked at in pieces."""

STREAM_BYTES = 64_000_000
"""So much of a kept stream is read again: several hundred thousand events."""

_PIECE_BYTES = 1 << 20
_SSE_STARTS = (b"event:", b"data:", b"id:", b"retry:", b":")


def answer_of(body: Body, media_type: str, *, most_streamed: int = STREAM_BYTES) -> Answer:
    """Return the answer in `body`.

    The bytes decide, `media_type` helps: gateways label streams as JSON and errors as streams. Parameters
    of the type, such as a charset, are passed over. JSON longer than `READ_BYTES` is not read: the answer
    is then said to be JSON, and no more. Of a stream longer than `most_streamed` bytes the beginning is read,
    and a fault says so; whoever reads it while it arrives reads all of it.
    """
    kind = media_type.partition(";")[0].strip().lower()
    if looks_streamed(body) or (kind == "text/event-stream" and not _start(body).startswith((b"{", b"["))):
        return _streamed(body, most_streamed)
    if is_lines(kind) and body:
        return lines_answer(body, READ_BYTES)
    if len(body) > READ_BYTES:
        return _unread(body, kind)
    return _read(body[:], kind)


def _unread(body: Body, kind: str) -> Answer:
    is_json = kind.endswith("json") or _start(body).startswith((b"{", b"["))
    return Answer(complete=True, kind=AnswerKind.JSON if is_json else AnswerKind.OTHER)


def _read(body: bytes, kind: str) -> Answer:
    text = body.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    try:
        value = parse(text)
    except JsonFault as fault:
        return _unreadable(body, text, fault, is_json=kind.endswith("json"))
    return json_answer(value, text)


def json_answer(value: object, raw: str = "") -> Answer:
    """Return the answer that a parsed JSON body is; `raw` is its text, kept with an error."""
    if error := error_in(value, raw):
        return Answer(error=error, complete=True, kind=AnswerKind.JSON)
    if not isinstance(value, dict):
        return Answer(complete=True, kind=AnswerKind.JSON)
    usage = value.get("usage")
    kind, blocks = _content(value)
    reason = value.get("stop_reason")
    return Answer(
        message=None if kind is AnswerKind.JSON else value,
        blocks=blocks,
        usage=dict(usage) if isinstance(usage, Mapping) else {},
        stop_reason=reason if isinstance(reason, str) else "",
        complete=True,
        kind=kind,
    )


def looks_streamed(body: Body) -> bool:
    """Tell whether `body` begins as an event stream does."""
    return _start(body).startswith(_SSE_STARTS)


def _start(body: Body) -> bytes:
    return body[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()[:16]


def _streamed(body: Body, most: int) -> Answer:
    parser, fold = SseParser(), AnswerFold()
    for start in range(0, min(len(body), most), _PIECE_BYTES):
        fold.feed(parser.feed(body[start : min(start + _PIECE_BYTES, most)]))
    if len(body) > most:
        words = f"only the first {size_words(most)} of this long stream were read again; Events has all of it"
        unread = StreamFault("unread", words, most, FaultSeverity.INFO)
        answer = fold.snapshot()
        return replace(answer, complete=True, faults=(*answer.faults, unread))
    fold.feed(parser.close())
    fold.close(parser.rest)
    return fold.snapshot()


def _unreadable(body: bytes, text: str, fault: JsonFault, *, is_json: bool) -> Answer:
    """Return the answer of a body that is neither: an error in a sentence, broken JSON, or anything else."""
    if not is_json:
        return Answer(error=error_of(body), complete=bool(body))
    offset = len(text[: fault.offset].encode("utf-8", "surrogatepass"))
    message = f"the body is no JSON: {fault}"
    return Answer(
        error=error_of(body), faults=(StreamFault("malformed_body", message, offset, FaultSeverity.ERROR),)
    )


def _content(value: Mapping[str, object]) -> tuple[AnswerKind, tuple[Block, ...]]:
    """Return what kind of object it is, and its blocks."""
    content = value.get("content")
    if value.get("type") == "message" and isinstance(content, list):
        return AnswerKind.MESSAGE, tuple(
            Block(index, kind if isinstance(kind := block.get("type"), str) else "", block)
            for index, block in enumerate(content)
            if isinstance(block, dict)
        )
    completion = value.get("completion")
    if value.get("type") == "completion" and isinstance(completion, str):
        return AnswerKind.COMPLETION, (text_block(0, completion, complete=True),)
    if is_chat_chunk(value):
        return AnswerKind.CHAT, _chat_blocks(value)
    return AnswerKind.JSON, ()


def _chat_blocks(value: Mapping[str, object]) -> tuple[Block, ...]:
    choices = value["choices"]
    found = []
    for index, choice in enumerate(choices if isinstance(choices, list) else []):
        message = choice.get("message") if isinstance(choice, Mapping) else None
        content = message.get("content") if isinstance(message, Mapping) else None
        if isinstance(content, str):
            found.append(text_block(index, content, complete=True))
    return tuple(found)
