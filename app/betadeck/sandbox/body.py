"""The request body: its size, its media type, its JSON."""

import json
import re
import zlib
from typing import NoReturn

from betadeck.sandbox.errors import ApiFault, invalid

MAX_BYTES = 32 * 1024 * 1024
"""Largest body of a Messages request. Source: the vendor's errors page, 2026-11-22."""
_WORDS = (
    ("Invalid control character", "unexpected control character in string"),
    ("Unterminated string", "unexpected end of data"),
    ("Extra data", "unexpected content after document"),
    ("Invalid \\", "invalid escaped character in string"),
)
_LONE_HIGH = re.compile("[\ud800-\udfff]")


class TooLarge(ApiFault):
    """A body over the limit. The edge of the API answers it, without `type` and `request_id` around it."""

    def __init__(self) -> None:
        super().__init__(413, "Request exceeds the maximum size")


def check_media_type(value: str) -> None:
    """Refuse what is not declared as JSON.

    Raises:
        ApiFault: 415, in our own words: no source tells the API's.
    """
    kind = value.partition(";")[0].strip().lower()
    if kind != "application/json":
        shown = kind or "no content-type"
        raise ApiFault(415, f"content-type: must be application/json, not {shown}")


def decoded(body: bytes, encoding: str, limit: int = MAX_BYTES) -> bytes:
    """Return `body` with its content-encoding undone; gzip and deflate are known.

    Raises:
        ApiFault: 400 or 413, with the code that says why.
    """
    kind = encoding.strip().lower()
    if kind in ("", "identity"):
        return body
    if kind not in ("gzip", "deflate"):
        text = f"content-encoding: {kind} is not supported"
        raise ApiFault(400, text, code="request_body_encoding_unsupported")
    try:
        opened = zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(body, limit + 1)
    except zlib.error as error:
        text = f"content-encoding: the body is not {kind}"
        raise ApiFault(400, text, code="request_body_encoding_invalid") from error
    if len(opened) > limit:
        text = "Request exceeds the maximum size"
        raise ApiFault(413, text, code="request_body_too_large_after_decoding")
    return opened


def parse_object(body: bytes) -> dict[str, object]:
    """Return the JSON object in `body`.

    Raises:
        ApiFault: 400, with place and cause named as the API does.
    """
    value = _parse(body)
    if not isinstance(value, dict):
        raise invalid("Input should be an object")
    return value


def _parse(body: bytes) -> object:
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise invalid(f"The request body is not valid JSON: invalid UTF-8 at byte {error.start}") from error
    if not text.strip():
        raise invalid("The request body is not valid JSON: unexpected end of data: line 1 column 1 (char 0)")
    try:
        value: object = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        found = _at_bracket(error)
        raise invalid(f"The request body is not valid JSON: {_words(found)}: {_place(found)}") from error
    except (RecursionError, ValueError) as error:
        raise invalid(f"The request body is not valid JSON: {error}") from error
    _refuse_lone_surrogates(text, value)
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"unexpected character in {name}")


def _words(error: json.JSONDecodeError) -> str:
    """Return the cause in the words of the parser that the API uses."""
    for start, words in _WORDS:
        if error.msg.startswith(start):
            return words
    before = error.doc[: error.pos].rstrip()
    if error.pos >= len(error.doc.rstrip()):
        return "unexpected end of data"
    if before.endswith(",") and error.doc[error.pos] in "}]":
        return "trailing comma is not allowed"
    return "unexpected character"


def _at_bracket(error: json.JSONDecodeError) -> json.JSONDecodeError:
    """Return the error of a trailing comma as Python before 3.13 places it: at the bracket behind it."""
    if not error.msg.startswith("Illegal trailing comma"):
        return error
    behind = error.doc[error.pos + 1 :]
    place = error.pos + 1 + len(behind) - len(behind.lstrip())
    return json.JSONDecodeError("Expecting value", error.doc, place)


def _place(error: json.JSONDecodeError) -> str:
    return f"line {error.lineno} column {error.colno} (char {error.pos})"


def _refuse_lone_surrogates(text: str, value: object) -> None:
    """Refuse half a surrogate pair, which Python's parser lets through."""
    if "\\ud" not in text and "\\uD" not in text:
        return
    if _LONE_HIGH.search(json.dumps(value, ensure_ascii=False)):
        raise invalid("The request body is not valid JSON: no low surrogate in string")
