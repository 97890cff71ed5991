"""Cache breakpoints, images, documents and thinking signatures."""

import base64
import struct
import zlib

import pytest

from betadeck.core.image_size import image_size, media_type_of
from helpers.sandbox_calls import PNG, text, tool, user

MARK = {"type": "ephemeral"}


def png(width, height):
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    crc = struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(header)) + chunk + crc


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 30, 40) + b"\x03" + b"\x00" * 9
GIF = b"GIF89a" + struct.pack("<HH", 5, 6)


def image(data, media_type="image/png"):
    encoded = data if isinstance(data, str) else base64.b64encode(data).decode()
    return {"type": "image", "source": {"type": "base64", "media_type": media_type, "data": encoded}}


def test_more_than_four_breakpoints_are_counted(api):
    blocks = [text(f"part {number}", cache_control=MARK) for number in range(3)]
    message = api.invalid(
        system=[text("s", cache_control=MARK)],
        tools=[tool("a", cache_control=MARK)],
        messages=[user(*blocks)],
    )
    assert message == "A maximum of 4 blocks with cache_control may be provided. Found 5."


def test_breakpoints_within_results_and_on_the_request_count_too(api):
    call = {"role": "assistant", "content": [{"type": "tool_use", "id": "t", "name": "n", "input": {}}]}
    inner = {"type": "tool_result", "tool_use_id": "t", "content": [text("r", cache_control=MARK)]}
    blocks = [text(f"p{number}", cache_control=MARK) for number in range(3)]
    message = api.invalid(cache_control=MARK, messages=[user(text("a")), call, user(inner, *blocks)])
    assert message.endswith("Found 5.")


def test_a_long_lived_breakpoint_may_not_follow_a_short_one(api):
    message = api.invalid(
        system=[text("s", cache_control=MARK)],
        messages=[user(text("a", cache_control={"type": "ephemeral", "ttl": "1h"}))],
    )
    assert message.startswith(
        "messages.0.content.0.cache_control.ttl: a ttl='1h' cache_control block must not"
    )


PLACE = "messages.0.content.0.image.source.base64.data"


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (
            image(PNG, "image/jpeg"),
            f"{PLACE}: The image was specified using the image/jpeg media type, "
            "but the image appears to be a image/png image",
        ),
        (image(b"not an image at all"), f"{PLACE}: Could not process image"),
        (image("%%%"), f"{PLACE}: Invalid base64 data"),
        (
            image(png(8001, 10)),
            f"{PLACE}: At least one of the image dimensions exceed max allowed size: 8000 pixels",
        ),
        (
            {
                "type": "document",
                "source": {"type": "base64", "media_type": "application/pdf", "data": PNG},
            },
            "messages.0.content.0.document.source.base64.data: The PDF specified was not valid.",
        ),
    ],
)
def test_a_broken_attachment_is_refused(api, block, message):
    assert api.invalid(messages=[user(block)]) == message


def test_too_large_an_image_comes_with_its_code_and_places(api):
    error = api.create(messages=[user(image(png(9000, 1)))]).json()["error"]
    assert error["details"] == {
        "error_code": "image_dimensions_too_large",
        "max_side_length_pixels": 8000,
        "paths": [PLACE],
    }


def test_an_image_within_a_tool_result_is_looked_at(api):
    call = {"role": "assistant", "content": [{"type": "tool_use", "id": "t", "name": "n", "input": {}}]}
    inner = {"type": "tool_result", "tool_use_id": "t", "content": [image(PNG, "image/gif")]}
    message = api.invalid(messages=[user(text("a")), call, user(inner)])
    assert message.startswith("messages.2.content.0.tool_result.content.0.image.source.base64.data: ")


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (png(7, 9), "image/png", (7, 9)),
        (JPEG, "image/jpeg", (40, 30)),
        (GIF, "image/gif", (5, 6)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp", None),
        (b"\x89PNG\r\n\x1a\n", "image/png", None),
        (b"\xff\xd8\xff", "image/jpeg", None),
        (b"\xff\xd8\xff\xe0\xff", "image/jpeg", None),
        (b"", "", None),
    ],
)
def test_kinds_and_sizes_of_images_are_read_from_their_first_bytes(data, kind, size):
    assert (media_type_of(data), image_size(data)) == (kind, size)


def test_thinking_that_was_changed_on_the_way_is_found_out(api):
    thought = api.answer(thinking={"type": "adaptive"})["content"][0]
    assert thought["type"] == "thinking"
    kept = [user(text("a")), {"role": "assistant", "content": [thought, text("b")]}, user(text("c"))]
    assert api.create(messages=kept).status_code == 200
    forged = {**thought, "thinking": "I never thought that."}
    changed = [kept[0], {"role": "assistant", "content": [forged, text("b")]}, kept[2]]
    assert api.invalid(messages=changed) == "messages.1.content.0: Invalid `signature` in `thinking` block"


def test_signatures_made_elsewhere_pass(api):
    foreign = {"type": "thinking", "thinking": "hm", "signature": "EqUDCkYICBgCKkC"}
    messages = [user(text("a")), {"role": "assistant", "content": [foreign, text("b")]}, user(text("c"))]
    assert api.create(messages=messages).status_code == 200
