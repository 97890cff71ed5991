"""Tells image kinds and sizes from their first bytes."""

import struct

_STARTS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))
_JPEG_SIZES = (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))


def image_type(data: bytes) -> str:
    """Return the media type of an image, or the empty text for anything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _STARTS if data.startswith(start)), "")


def image_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels, or None when they cannot be read (always for WebP)."""
    kind = image_type(data)
    if kind == "image/png" and len(data) >= 24:
        return _pair(">II", data, 16)
    if kind == "image/gif" and len(data) >= 10:
        return _pair("<HH", data, 6)
    return _jpeg_size(data) if kind == "image/jpeg" else None


def _pair(form: str, data: bytes, offset: int) -> tuple[int, int]:
    first, second = struct.unpack_from(form, data, offset)
    return int(first), int(second)


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        if marker in _JPEG_SIZES:
            height, width = _pair(">HH", data, place + 5)
            return width, height
        place += 2 + length
    return None
