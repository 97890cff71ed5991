"""A server that refuses a set of betas and does not say which, as some hosts of the API do."""

import json

from helpers.fault_behaviours import message
from helpers.fault_server import Behaviour, Seen, Talk

JSON = "content-type: application/json"
COUNTED = b'{"input_tokens": 7}'
MESSAGE = json.dumps(
    {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-opus-5-5",
        "content": [{"type": "text", "text": "Hi"}],
        "stop_reason": "end_turn",
        "usage": {"input_tokens": 7, "output_tokens": 1},
    }
).encode()


def error(status: str, kind: str, text: str, *headers: str) -> bytes:
    body = {"type": "error", "error": {"type": kind, "message": text}, "request_id": "req_1"}
    return message(json.dumps(body).encode(), status, JSON, *headers)


FLAG = error("400 Bad Request", "invalid_request_error", "invalid beta flag")


def betas_of(seen: Seen) -> set[str]:
    """Return the names in the request's beta header."""
    return set(seen.header("anthropic-beta").split(",")) - {""}


def is_count(seen: Seen) -> bool:
    return b"/count_tokens" in seen.lines[0]


def good(seen: Seen) -> bytes:
    return message(COUNTED if is_count(seen) else MESSAGE, "200 OK", JSON)


def refusing(*culprits: str, blind: bool = False) -> Behaviour:
    """Refuse requests that carry all of `culprits`; `blind` ones are let through when counting tokens."""

    def behave(talk: Talk) -> None:
        seen = talk.read()
        bad = set(culprits) <= betas_of(seen) and not (blind and is_count(seen))
        talk.send(FLAG if bad else good(seen))

    return behave


def first(*answers: bytes, then: Behaviour) -> Behaviour:
    """Give `answers` one after the other, then behave as `then`."""
    left = list(answers)

    def behave(talk: Talk) -> None:
        if left:
            talk.read()
            talk.send(left.pop(0))
        else:
            then(talk)

    return behave
