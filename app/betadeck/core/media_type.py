"""Tells what base64 data holds, from its first bytes."""

import base64
import binascii

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"%PDF", "application/pdf"),
)
_ENOUGH_CHARS = 64
_DATA_URL = "data:"


def media_type_of(data: str) -> str:
    """Return the media type of base64 `data`, or the empty text for what is none of those the API takes."""
    start = decoded_start(data)
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for sign, kind in _STARTS if start.startswith(sign)), "")


def decoded_start(data: str) -> bytes:
    """Return the first bytes of base64 `data`, none if it is no base64."""
    head = bare_base64(data[: 4 * _ENOUGH_CHARS])[:_ENOUGH_CHARS]
    try:
        return base64.b64decode(head[: len(head) // 4 * 4], validate=True)
    except (binascii.Error, ValueError):
        return b""


def bare_base64(data: str) -> str:
    """Return `data` as the API wants it: without the start of a `data:` address and without white space."""
    if data.lstrip().startswith(_DATA_URL):
        data = data.partition(",")[2]
    return "".join(data.split())
