"""Base64 files in JSON are told by their beginnings."""

import base64

import pytest

from betadeck.core.embedded import Embedded, decoded, embedded

PNG = b"\x89PNG\r\n\x1a\n" + bytes(600)
TEXT = base64.b64encode(PNG).decode()


def test_an_image_is_told_with_its_size():
    found = embedded(TEXT, len(TEXT))
    assert found is not None
    assert (found.media_type, found.noun, found.is_image) == ("image/png", "image", True)
    assert abs(found.size - len(PNG)) <= 2


def test_a_data_address_is_told_and_decoded():
    address = f"data:audio/x-wav;base64,{base64.b64encode(bytes(400)).decode()}"
    assert embedded(address, len(address)) == Embedded("audio/x-wav", 402)
    assert decoded(address) == bytes(400)


@pytest.mark.parametrize("text", ["", "hello " * 100, "a" * 400, TEXT[:100]])
def test_other_texts_are_no_files(text):
    assert embedded(text, len(text)) is None


def test_what_is_no_base64_gives_nothing():
    assert decoded("abcde") == b""
    assert decoded(TEXT) == PNG
