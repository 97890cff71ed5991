"""What a handler answers: a status, headers and steps to play; good and broken answers alike."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Wait:
    """Do nothing for `seconds`; ends early when the client leaves."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Until:
    """Do nothing until `event` is set, but for at most `seconds`; ends early when the client leaves."""

    event: asyncio.Event
    seconds: float


class End(Enum):
    """A step after which nothing more is sent."""

    CUT = "close the connection in the middle"
    HANG = "send nothing more until the client leaves"


Step = bytes | Wait | Until | End
"""Bytes are sent at once, in one piece."""

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. `before` is played before the status line is sent.

    `raw` leaves out every header that the sandbox adds, so that an answer can pose as a proxy's.
    """

    status: int = 200
    headers: Headers = ()
    steps: Iterable[Step] = ()
    before: tuple[Step, ...] = ()
    raw: bool = False


def whole(
    body: bytes, media_type: str, status: int = 200, headers: Headers = (), *, raw: bool = False
) -> Reply:
    """Return an answer whose body goes out in one piece."""
    fixed = (("content-type", media_type), ("content-length", str(len(body))))
    return Reply(status, (*fixed, *headers), (body,), raw=raw)


def json_reply(value: object, status: int = 200, headers: Headers = ()) -> Reply:
    """Return `value` as JSON, compact, as the API writes it."""
    return whole(dumps(value), "application/json", status, headers)


def stream_of(steps: Iterable[bytes], size: int, media_type: str, headers: Headers = ()) -> Reply:
    """Return an answer of `size` bytes that goes out in pieces."""
    fixed = (("content-type", media_type), ("content-length", str(size)))
    return Reply(200, (*fixed, *headers), steps)


def stream_reply(steps: Iterable[Step]) -> Reply:
    """Return a stream of server-sent events."""
    headers = (("content-type", "text/event-stream; charset=utf-8"), ("cache-control", "no-cache"))
    return Reply(200, headers, steps)


def dumps(value: object) -> bytes:
    """Return compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
