"""Asks for diagnoses in the shortest words, for tests."""

import json
from datetime import UTC, datetime

from betadeck.core.diagnose import explain
from betadeck.core.draft import Draft
from betadeck.core.target import Platform
from helpers.catalogue import shipped

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HELLO = {"role": "user", "content": "Hello"}
CALL = {"type": "tool_use", "id": "toolu_01Abc9876", "name": "look", "input": {}}
START = {
    "type": "message_start",
    "message": {"id": "m", "type": "message", "role": "assistant", "content": []},
}


def body(message, kind="invalid_request_error", **details):
    """Return an error body in the API's shape."""
    error = {"type": kind, "message": message, **({"details": details} if details else {})}
    return json.dumps({"type": "error", "error": error, "request_id": "req_011"}).encode()


def draft(*betas, **fields):
    """Return a request to Messages; `messages` default to a greeting."""
    asked = {"model": "claude-opus-5-5", "max_tokens": 400, "messages": [HELLO], **fields}
    kept = {name: value for name, value in asked.items() if value is not ...}
    return Draft(betas=betas, body_text=json.dumps(kept, indent=2))


def answered(raw, status=400, *, headers=(), asked=None, failure=None, platform=Platform.ANTHROPIC):
    """Return the diagnosis of this answer."""
    raw = raw if isinstance(raw, bytes) else raw.encode()
    return explain(status, tuple(headers), raw, asked, failure, shipped(), platform, NOW)


def refused(message, status=400, kind="invalid_request_error", *, details=None, **more):
    """Return the diagnosis of an error with this message."""
    return answered(body(message, kind, **(details or {})), status, **more)


def culprit(message, *args, **more):
    """Return kind and place (or else name) of what is to blame."""
    found = refused(message, *args, **more).culprit
    return found.kind, found.pointer or found.name


def mended(diagnosis, asked, place=0):
    """Return the body after a fix."""
    return json.loads(diagnosis.fixes[place].apply(asked).body_text)


def stream(*events):
    """Return the bytes of an event stream."""
    lines = (f"event: {each['type']}\ndata: {json.dumps(each)}\n\n" for each in events)
    return "".join(lines).encode()
