"""One exchange as a file without its answer, and back.

Its parts are the draft as a preset without its body, that body as typed, and the body as sent, which is
empty when it was the same.
"""

from collections.abc import Mapping
from dataclasses import asdict

from betadeck.core import redact
from betadeck.core.body import Body
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Redirect, Sent, Timings
from betadeck.core.failure import Failure, FailureKind
from betadeck.storage.parts import draft_of, draft_parts, joined, split
from betadeck.storage.typed import typed

_FORMAT = 1
_MICRO = 1_000_000
Pairs = tuple[tuple[str, str], ...]


def encoded(exchange: Exchange) -> bytes:
    """Return all of `exchange` but its answer's bytes. Keys in headers are masked."""
    preset, body = draft_parts(exchange.draft)
    sent = exchange.sent.body
    parts = [preset, body, b"" if sent == body else sent]
    return joined(_head(exchange, same_body=sent == body), parts)


def decoded(data: bytes, answer: Body) -> Exchange:
    """Return the exchange of which `encoded` made `data`, with `answer` for its body.

    Raises:
        ValueError: it did not, or it was a newer Betadeck's.
        KeyError, TypeError: the same.
    """
    head, parts = split(data)
    if head["betadeck"] != _FORMAT:
        raise ValueError("it has another format")
    preset, body, other = parts
    draft = draft_of(preset, body)
    method, url, headers, same_body = typed(list, head["sent"])
    sent = Sent(method, url, _pairs(headers), body if same_body else other)
    return _exchange(head, draft, sent, answer)


def _head(exchange: Exchange, *, same_body: bool) -> dict[str, object]:
    sent, failure = exchange.sent, exchange.failure
    return {
        "betadeck": _FORMAT,
        "id": exchange.id,
        "started_at": exchange.started_at,
        "target": exchange.target_name,
        "sent": [sent.method, sent.url, redact.redact_headers(sent.headers), same_body],
        "head": _head_members(exchange.head) if exchange.head else None,
        "redirects": [[_head_members(each.head), each.location] for each in exchange.redirects],
        "wire_bytes": exchange.wire_bytes,
        "arrivals": _compact(exchange.arrivals),
        "timings": asdict(exchange.timings),
        "ending": exchange.ending.value,
        "failure": [failure.kind.value, failure.message, failure.detail] if failure else None,
    }


def _head_members(head: Head) -> list[object]:
    return [head.status, head.reason, head.http_version, redact.redact_headers(head.headers)]


def _exchange(head: Mapping[str, object], draft: Draft, sent: Sent, answer: Body) -> Exchange:
    return Exchange(
        id=typed(str, head["id"]),
        started_at=typed(str, head["started_at"]),
        draft=draft,
        target_name=typed(str, head["target"]),
        sent=sent,
        head=_head_of(head["head"]) if head["head"] else None,
        body=answer,
        wire_bytes=typed(int, head["wire_bytes"]),
        arrivals=_expanded(typed(list, head["arrivals"])),
        timings=Timings(**typed(dict, head["timings"])),
        ending=Ending(head["ending"]),
        failure=_failure(head["failure"]) if head["failure"] else None,
        redirects=tuple(_redirect(each) for each in typed(list, head["redirects"])),
    )


def _head_of(members: object) -> Head:
    status, reason, version, headers = typed(list, members)
    return Head(status, reason, version, _pairs(headers))


def _redirect(members: object) -> Redirect:
    head, location = typed(list, members)
    return Redirect(_head_of(head), location)


def _failure(members: object) -> Failure:
    kind, message, detail = typed(list, members)
    return Failure(FailureKind(kind), message, detail)


def _pairs(items: object) -> Pairs:
    return tuple((name, value) for name, value in typed(list, items))


def _compact(arrivals: tuple[tuple[int, float], ...]) -> list[int]:
    """Return bytes and microseconds, each since the one before: a third of the size."""
    out: list[int] = []
    size = time = 0
    for at_bytes, at_s in arrivals:
        now = round(at_s * _MICRO)
        out += (at_bytes - size, now - time)
        size, time = at_bytes, now
    return out


def _expanded(numbers: list[int]) -> tuple[tuple[int, float], ...]:
    out: list[tuple[int, float]] = []
    size = time = 0
    for more, later in zip(numbers[::2], numbers[1::2], strict=True):
        size, time = size + more, time + later
        out.append((size, time / _MICRO))
    return tuple(out)
