import struct

import pytest

from betadeck.core.image_size import image_size, media_type_of

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + struct.pack(">II", 640, 480)
GIF = b"GIF89a" + struct.pack("<HH", 12, 34)
_APP = b"\xff\xe1" + struct.pack(">H", 2 + 500) + bytes(500)
_FRAME = b"\xff\xc2" + struct.pack(">HBHH", 11, 8, 300, 400) + bytes(4)
JPEG = b"\xff\xd8" + _APP + _FRAME
_RIFF = b"RIFF\x00\x00\x00\x00WEBP"
WEBP_X = _RIFF + b"VP8X" + bytes(8) + (999).to_bytes(3, "little") + (99).to_bytes(3, "little")
WEBP_LOSSY = _RIFF + b"VP8 " + bytes(4) + b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", 320, 200)
WEBP_PLAIN = _RIFF + b"VP8L" + bytes(4) + b"\x2f" + ((50 - 1) | (60 - 1) << 14).to_bytes(4, "little")


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (PNG, "image/png", (640, 480)),
        (GIF, "image/gif", (12, 34)),
        (JPEG, "image/jpeg", (400, 300)),
        (WEBP_X, "image/webp", (1000, 100)),
        (WEBP_LOSSY, "image/webp", (320, 200)),
        (WEBP_PLAIN, "image/webp", (50, 60)),
    ],
)
def test_kind_and_size_are_read_from_the_beginning(data, kind, size):
    assert media_type_of(data) == kind
    assert image_size(data) == size


@pytest.mark.parametrize(
    "data", [PNG, GIF, JPEG, WEBP_X, WEBP_LOSSY, WEBP_PLAIN, b"%PDF-1.7", b"II*\x00", b""]
)
def test_any_cut_gives_no_answer_rather_than_a_wrong_one(data):
    whole = image_size(data)
    for end in range(len(data)):
        assert image_size(data[:end]) in (None, whole)
