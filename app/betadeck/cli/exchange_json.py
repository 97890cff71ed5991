"""A whole exchange as JSON values, for scripts and bug reports. The key is not in it."""

import base64
from dataclasses import asdict

from betadeck.core.answer import Answer
from betadeck.core.exchange import Exchange, Head


def exchange_members(exchange: Exchange, answer: Answer) -> dict[str, object]:
    """Return `exchange` and `answer` as values that `json.dumps` takes.

    A body that is no UTF-8 is in `body_base64` instead of `body`.
    """
    sent, failure = exchange.sent, exchange.failure
    return {
        "id": exchange.id,
        "started_at": exchange.started_at,
        "target": exchange.target_name,
        "sent": {"method": sent.method, "url": sent.url, "headers": _pairs(sent.headers), **_body(sent.body)},
        "redirects": [{"head": _head(each.head), "location": each.location} for each in exchange.redirects],
        "head": _head(exchange.head) if exchange.head else None,
        **_body(exchange.body[:]),
        "wire_bytes": exchange.wire_bytes,
        "timings": asdict(exchange.timings),
        "ending": exchange.ending.value,
        "failure": failure
        and {"kind": failure.kind.value, "message": failure.message, "detail": failure.detail},
        "answer": _answer(answer),
    }


def _head(head: Head) -> dict[str, object]:
    return {
        "status": head.status,
        "reason": head.reason,
        "http_version": head.http_version,
        "headers": _pairs(head.headers),
    }


def _pairs(headers: tuple[tuple[str, str], ...]) -> list[list[str]]:
    return [[name, value] for name, value in headers]


def _body(body: bytes) -> dict[str, object]:
    try:
        return {"body": body.decode()}
    except UnicodeDecodeError:
        return {"body_base64": base64.b64encode(body).decode()}


def _answer(answer: Answer) -> dict[str, object]:
    error = answer.error
    return {
        "kind": answer.kind.value,
        "message": answer.message,
        "stop_reason": answer.stop_reason,
        "usage": answer.usage,
        "error": error and {"type": error.type, "message": error.message, "request_id": error.request_id},
        "faults": [
            {"code": each.code, "message": each.message, "offset": each.offset} for each in answer.faults
        ],
        "complete": answer.complete,
        "events": answer.events,
    }
