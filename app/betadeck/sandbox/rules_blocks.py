"""Rules for single blocks: cache breakpoints, images, documents, thinking signatures."""

import base64
import binascii
from collections.abc import Iterator

from betadeck.core.image_size import image_size, media_type_of
from betadeck.sandbox.ask import Ask, Block, Json, blocks_of, dicts, part
from betadeck.sandbox.errors import ApiFault, invalid
from betadeck.sandbox.signatures import is_broken

MAX_BREAKPOINTS = 4
MAX_SIDE_PX = 8000


def check(ask: Ask) -> None:
    """Refuse blocks that the API refuses, beyond what their schema says.

    Raises:
        ApiFault: 400.
    """
    _check_breakpoints(ask)
    for place, block in _every_block(ask):
        kind = block.get("type")
        if kind == "image":
            _check_image(f"{place}.image.source.base64", part(block, "source"))
        elif kind == "document":
            _check_pdf(f"{place}.document.source.base64", part(block, "source"))
        elif kind == "thinking" and is_broken(block):
            raise invalid(f"{place}: Invalid `signature` in `thinking` block")


def files(ask: Ask) -> Iterator[str]:
    """Yield the id of each uploaded file that a block names."""
    for _, block in _every_block(ask):
        key = part(block, "source").get("file_id", block.get("file_id"))
        if isinstance(key, str):
            yield key


def breakpoints(ask: Ask) -> Iterator[tuple[str, Json]]:
    """Yield the place and value of each `cache_control`, in the order tools, system, messages, request."""
    spots = [(f"tools.{index}", tool) for index, tool in enumerate(ask.tools)]
    spots += [(f"system.{index}", block) for index, block in enumerate(dicts(ask.body.get("system")))]
    spots += list(_every_block(ask))
    spots.append(("", ask.body))
    for place, holder in spots:
        if found := part(holder, "cache_control"):
            yield f"{place}.cache_control".lstrip("."), found


def _every_block(ask: Ask) -> Iterator[tuple[str, Json]]:
    for block in ask.blocks():
        yield block.place, block.value
        yield from _inner(block)


def _inner(block: Block) -> Iterator[tuple[str, Json]]:
    if block.type == "tool_result":
        for index, value in enumerate(blocks_of(block.value)):
            yield f"{block.place}.tool_result.content.{index}", value


def _check_breakpoints(ask: Ask) -> None:
    found = list(breakpoints(ask))
    if len(found) > MAX_BREAKPOINTS:
        raise invalid(
            f"A maximum of {MAX_BREAKPOINTS} blocks with cache_control may be provided. Found {len(found)}."
        )
    short = False
    for place, control in found:
        if control.get("ttl") == "1h" and short:
            raise invalid(
                f"{place}.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control "
                "block. Note that blocks are processed in the following order: `tools`, `system`, `messages`."
            )
        short = short or control.get("ttl", "5m") == "5m"


def _check_image(place: str, source: Json) -> None:
    if source.get("type") != "base64":
        return
    data = _decoded(f"{place}.data", source)
    claimed, found = source.get("media_type"), media_type_of(data)
    if not found:
        raise invalid(f"{place}.data: Could not process image")
    if found != claimed:
        raise invalid(
            f"{place}.data: The image was specified using the {claimed} media type, "
            f"but the image appears to be a {found} image"
        )
    size = image_size(data)
    if size and max(size) > MAX_SIDE_PX:
        raise ApiFault(
            400,
            f"{place}.data: At least one of the image dimensions exceed max allowed size: "
            f"{MAX_SIDE_PX} pixels",
            code="image_dimensions_too_large",
            details={"max_side_length_pixels": MAX_SIDE_PX, "paths": [f"{place}.data"]},
        )


def _check_pdf(place: str, source: Json) -> None:
    if source.get("type") == "base64" and not _decoded(f"{place}.data", source).startswith(b"%PDF"):
        raise invalid(f"{place}.data: The PDF specified was not valid.")


def _decoded(place: str, source: Json) -> bytes:
    try:
        return base64.b64decode(str(source.get("data")), validate=True)
    except (binascii.Error, ValueError) as error:
        raise invalid(f"{place}: Invalid base64 data") from error
