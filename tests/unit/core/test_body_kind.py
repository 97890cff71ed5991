"""What a body is taken for."""

import pytest

from betadeck.core.body_kind import BodyKind, is_utf8, kind_of


@pytest.mark.parametrize(
    ("data", "media_type", "kind"),
    [
        (b"", "application/json", BodyKind.EMPTY),
        (b' \n{"a": 1}', "text/plain", BodyKind.JSON),
        (b"\xef\xbb\xbf[1]", "", BodyKind.JSON),
        (b"<html><h1>Bad Gateway", "application/json", BodyKind.HTML),
        (b"not json", "application/json", BodyKind.JSON),
        (b"event: ping\ndata: {}\n\n", "text/plain", BodyKind.STREAM),
        (b": hello\n\n", "text/event-stream", BodyKind.STREAM),
        (b'{"a":1}\n{"a":2}\n', "application/x-jsonl", BodyKind.JSON_LINES),
        (b"a line with \x00 in it", "text/plain", BodyKind.TEXT),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0", "image/png", BodyKind.BINARY),
        (bytes(range(128, 256)) * 9, "application/json", BodyKind.BINARY),
        ("naïve 漢字".encode() * 2000, "", BodyKind.TEXT),
    ],
)
def test_the_bytes_are_asked_before_the_content_type(data, media_type, kind):
    assert kind_of(data, media_type) is kind


def test_utf8_is_checked_to_the_end():
    assert is_utf8("ü".encode() * 10_000)
    assert not is_utf8(b"a" * 10_000 + b"\xff")
