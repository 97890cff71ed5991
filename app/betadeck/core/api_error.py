"""The API's error out of an error body, however many servers on the way have wrapped it.

Shapes seen, 2026-11-22: the API's own `{"type": "error", "error": {...}}`; the same without the outer
type (413 from the edge); `{"message": "..."}` from Bedrock, the API's JSON as a text within; Google's
`[{"error": {...}}]`; gateways that put the API's JSON, or Python's print of it, into a sentence of their
own; `{"detail": ...}`; OpenAI-compatible `{"error": {...}}`; XML.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from betadeck.core.answer import ApiError
from betadeck.core.error_shape import is_error, is_first_party, plain_error
from betadeck.core.error_xml import xml_error
from betadeck.core.json_in_text import values_in
from betadeck.core.json_text import JsonFault, parse

_DEEPEST = 8
_LONGEST_SENTENCE_CHARS = 20_000
_INNER_KEYS = (
    "error",
    "errors",
    "detail",
    "metadata",
    "raw",
    "body",
    "cause",
    "message",
    "Message",
    "originalMessage",
)


def error_of(body: bytes) -> ApiError | None:
    """Return the innermost error that `body` tells of, or None if it is no error in any known shape."""
    raw = body.decode("utf-8", "surrogateescape")
    text = raw.removeprefix("\ufeff").strip()
    try:
        value = parse(text)
    except JsonFault:
        found = _in_sentence(text)
    else:
        found = error_in(value)
    return replace(found, raw=raw) if found else None


def error_in(value: object, raw: str = "") -> ApiError | None:
    """Return the innermost error in a parsed JSON value, or None if the value is no error."""
    if isinstance(value, str):
        found = _innermost(value, 0)
    elif isinstance(value, list):
        found = (_innermost(value, 0) or plain_error(value[0])) if value and is_error(value[0]) else None
    else:
        found = told_error(value) if is_error(value) else None
    return replace(found, raw=raw) if found and raw else found


def told_error(value: object, raw: str = "") -> ApiError:
    """Return the innermost error in a value that is known to be one, whatever its shape."""
    return replace(_innermost(value, 0) or plain_error(value), raw=raw)


def _in_sentence(text: str) -> ApiError | None:
    """Look into plain text. What begins like JSON is left alone: lines of JSON may hold others' errors."""
    if text.startswith(("{", "[")) or len(text) > _LONGEST_SENTENCE_CHARS:
        return None
    return _innermost(text, 0) or xml_error(text)


def _innermost(value: object, depth: int) -> ApiError | None:
    """Return the deepest error object in `value`; an outer request id serves where the inner has none."""
    if depth > _DEEPEST:
        return None
    for inner in _inner_values(value):
        # A whole JSON text under `message` is what another server said, be it a message and no more.
        quoted = isinstance(value, str) and depth > 0 and is_error(inner)
        if found := _innermost(inner, depth + 1) or (plain_error(inner) if quoted else None):
            outer_id = plain_error(value).request_id if isinstance(value, Mapping) else ""
            return found if found.request_id else replace(found, request_id=outer_id)
    if isinstance(value, Mapping) and (is_first_party(value) or _is_error_object(value)):
        return plain_error(value)
    return None


def _inner_values(value: object) -> Iterator[object]:
    """Yield what may hold an error within; the deepest wins, so the order is of no weight but for ties."""
    if isinstance(value, str):
        yield from values_in(value)
    elif isinstance(value, list):
        yield from value[:3]
    elif isinstance(value, Mapping):
        for key in _INNER_KEYS:
            if value.get(key):
                yield value[key]


def _is_error_object(value: Mapping[str, object]) -> bool:
    """Tell whether `value` looks like what stands under `error`."""
    if not isinstance(value.get("message"), str):
        return False
    return any(isinstance(value.get(key), (str, int)) for key in ("type", "code", "status", "__type"))
