"""What a body is, judged by its bytes first and by its content type second: servers are often wrong."""

from enum import Enum

from betadeck.core.body import Body

_SAMPLE_BYTES = 4096
_MOST_BAD = 0.1
_STREAM = "text/event-stream"
_IN_TEXT = "\t\n\r\f\x1b"


class BodyKind(Enum):
    """How a body is best looked at."""

    EMPTY = "empty"
    JSON = "json"
    JSON_LINES = "json lines"
    STREAM = "stream"
    HTML = "html"
    TEXT = "text"
    BINARY = "binary"


def kind_of(data: Body, media_type: str) -> BodyKind:  # noqa: PLR0911  a kind a line
    """Return what `data` is; only its head is looked at."""
    if not data:
        return BodyKind.EMPTY
    head = data[:_SAMPLE_BYTES]
    if _is_binary(head):
        return BodyKind.BINARY
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if media_type == _STREAM:
        return BodyKind.STREAM
    if media_type.endswith(("jsonl", "ndjson", "json-lines")):
        return BodyKind.JSON_LINES
    if text[:1] in (b"{", b"["):
        return BodyKind.JSON
    if text[:1] == b"<":
        return BodyKind.HTML
    if text.startswith((b"event:", b"data:")):
        return BodyKind.STREAM
    return BodyKind.JSON if media_type.endswith("json") else BodyKind.TEXT


def is_utf8(data: bytes) -> bool:
    """Tell whether all of `data` is UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_binary(head: bytes) -> bool:
    """Tell whether many bytes of `head` can stand in no text; a stray NUL does not make a text binary."""
    text = head.decode("utf-8", "surrogateescape")
    bad = sum(1 for char in text if "\udc80" <= char <= "\udcff" or (char < " " and char not in _IN_TEXT))
    return bad > 4 and bad > len(head) * _MOST_BAD
