"""What is compared: an exchange, a draft or a file, taken apart into request and answer."""

import base64
from contextlib import suppress
from dataclasses import dataclass

from betadeck.core import preset_text
from betadeck.core.answer_of import answer_of
from betadeck.core.body import Body
from betadeck.core.body_kind import BodyKind, kind_of
from betadeck.core.draft import Draft
from betadeck.core.exchange import Exchange, Sent
from betadeck.core.json_text import JsonFault, parse
from betadeck.core.preset_fault import PresetFault
from betadeck.core.sse import Event, SseParser

COMPARED_BYTES = 64_000_000
"""A longer answer is not compared: both, taken apart, would have to be held in memory."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side. `draft` and `sent` are its request as composed and as sent; None where there is none.

    `answer` is the body as received, None where there is none to speak of.
    """

    draft: Draft | None = None
    sent: Sent | None = None
    answer: bytes | None = None
    media_type: str = ""

    @property
    def has_request(self) -> bool:
        """Whether there is a request to compare."""
        return self.draft is not None or self.sent is not None


def side_of(exchange: Exchange) -> Side:
    """Return an exchange as a side."""
    media_type = exchange.head.media_type if exchange.head else ""
    has_one = exchange.head is not None and not exchange.body_gone
    answer = exchange.body[:] if has_one and not is_too_long(exchange.body) else None
    return Side(exchange.draft, exchange.sent, answer, media_type)


def is_too_long(body: Body) -> bool:
    """Tell whether `body` is left out of a comparison."""
    return len(body) > COMPARED_BYTES


def side_of_file(data: bytes) -> Side:
    """Return a file as a side.

    A preset is a request. A whole exchange, as `betadeck send --json` prints it, is both. Everything else is
    taken for an answer.
    """
    try:
        return Side(draft=preset_text.load(data.decode("utf-8")))
    except (PresetFault, UnicodeDecodeError):
        return _printed(data) or Side(answer=data)


def _printed(data: bytes) -> Side | None:
    """Return the exchange that `data` is, printed as JSON; None if it is none."""
    value = _parsed(data) if data[:1] == b"{" and b'"sent"' in data else None
    sent = value.get("sent") if isinstance(value, dict) else None
    head = value.get("head") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(sent, dict) or not {"ending", "timings"} <= value.keys():
        return None
    headers = _pairs(head.get("headers")) if isinstance(head, dict) else ()
    kind = next((text for name, text in headers if name.lower() == "content-type"), "")
    request = Sent(
        str(sent.get("method", "")), str(sent.get("url", "")), _pairs(sent.get("headers")), _body(sent)
    )
    answer = _body(value) if isinstance(head, dict) else None
    return Side(sent=request, answer=answer, media_type=kind.partition(";")[0].strip().lower())


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    pairs = value if isinstance(value, list) else ()
    return tuple((str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2)


def _body(value: dict[str, object]) -> bytes:
    coded = value.get("body_base64")
    if isinstance(coded, str):
        with suppress(ValueError):
            return base64.b64decode(coded)
    body = value.get("body")
    return body.encode("utf-8", "surrogatepass") if isinstance(body, str) else b""


def answer_value(body: bytes, media_type: str) -> tuple[object, bool]:
    """Return the JSON value that an answer amounts to, and whether it is one.

    A stream gives the message put together from it, or the list of its events' data. JSON lines give a
    list. What is none of these is its text.
    """
    answer = answer_of(body, media_type)
    if answer.message is not None:
        return answer.message, True
    kind = kind_of(body, media_type)
    if kind is BodyKind.STREAM:
        return [_parsed(event.data.encode("utf-8", "surrogatepass")) for event in _events(body)], True
    if kind is BodyKind.JSON_LINES:
        return [_parsed(line) for line in body.splitlines() if line.strip()], True
    text = _text(body)
    try:
        return parse(text.removeprefix("\ufeff")), True
    except JsonFault:
        return _json_lines(text)


def body_value(body: bytes) -> object:
    """Return a request's body as a JSON value; as text when it is none, None when there is none."""
    return _parsed(body) if body else None


def _events(body: bytes) -> list[Event]:
    parser = SseParser()
    return [*parser.feed(body), *parser.close()]


def _json_lines(text: str) -> tuple[object, bool]:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2:
        return text, False
    try:
        return [parse(line) for line in lines], True
    except JsonFault:
        return text, False


def _parsed(data: bytes) -> object:
    text = _text(data)
    try:
        return parse(text)
    except JsonFault:
        return text


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
