"""Images and documents: is the data what it is said to be, and can the address be fetched."""

import base64
import binascii
from collections.abc import Iterator

from betadeck.core.finding import Finding
from betadeck.core.fixes import remove_member, set_member
from betadeck.core.image_size import image_size, media_type_of
from betadeck.core.lint.codes import found
from betadeck.core.lint.prompt import Block, Json, Prompt, objects, part, text_of
from betadeck.core.lint.subject import Subject

_LOOKED_CHARS = 400_000
"""Enough to find the size of a JPEG behind its largest preview and colour profile."""
_LIMIT = "image.side"
_KINDS = ("image", "document")
_HOLDERS = ("tool_result", "search_result", "web_fetch_tool_result")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with images and documents."""
    side = next((each.maximum for each in subject.catalogue.limits if each.id == _LIMIT), 0)
    for prompt in subject.prompts:
        if any(each in prompt.first for each in (*_KINDS, *_HOLDERS)):
            for pointer, kind, source in _sources(prompt):
                yield from _source(pointer, kind, source, side)


def _sources(prompt: Prompt) -> Iterator[tuple[str, str, Json]]:
    """Yield the pointer of each `source`, the block's type and the source itself."""
    for block in prompt.blocks:
        if block.type in _KINDS:
            yield prompt.place(block, "source"), block.type, part(block.value, "source")
        elif block.type in _HOLDERS:
            yield from _inner(prompt, block)


def _inner(prompt: Prompt, block: Block) -> Iterator[tuple[str, str, Json]]:
    for place, each in objects(block.value.get("content")):
        kind = text_of(each, "type")
        if kind in _KINDS:
            pointer = prompt.pointer("messages", block.message, "content", block.place, "content", place)
            yield f"{pointer}/source", kind, part(each, "source")


def _source(pointer: str, kind: str, source: Json, side: int) -> Iterator[Finding]:
    how, data = text_of(source, "type"), text_of(source, "data")
    if how == "url":
        yield from _url(f"{pointer}/url", kind, text_of(source, "url"), pointer)
    elif how == "base64" and data:
        yield from _base64(pointer, kind, source, data, side)


def _base64(pointer: str, kind: str, source: Json, data: str, side: int) -> Iterator[Finding]:
    where = f"body:{pointer}/data"
    if data.startswith("data:") and "base64," in data[:100]:
        bare = data.partition("base64,")[2]
        fix = set_member(f"{pointer}/data", bare, "Keep only the base64")
        yield found(
            "media-base64", where, "The data begins with a data: address; only the base64 is wanted.", fix
        )
        return
    if not _is_base64(data):
        yield found("media-base64", where, "The data is not base64, or not all of it is there.")
        return
    start = base64.b64decode(data[: _LOOKED_CHARS // 4 * 4])
    if kind == "document":
        yield from _pdf(pointer, start)
    else:
        yield from _image(pointer, source, start, side)


def _pdf(pointer: str, start: bytes) -> Iterator[Finding]:
    if not start.startswith(b"%PDF"):
        kind = media_type_of(start)
        text = f"The data is no PDF{f' but {kind}' if kind else ''}."
        yield found("media-pdf", f"body:{pointer}/data", text)


def _image(pointer: str, source: Json, start: bytes, side: int) -> Iterator[Finding]:
    said, real = text_of(source, "media_type"), media_type_of(start)
    if not real:
        text = "The data is no image of a kind that is taken: JPEG, PNG, GIF or WebP."
        yield found("media-unknown", f"body:{pointer}/data", text)
        return
    if said and real != said:
        fix = set_member(f"{pointer}/media_type", real)
        text = f"The data is {real}, not {said}."
        yield found("media-type", f"body:{pointer}/media_type", text, fix)
    size = image_size(start)
    if size and side and max(size) > side:
        text = f"The image is {size[0]:,} x {size[1]:,} pixels; {side:,} is the most for either side."
        yield found("media-side", f"body:{pointer}/data", text)


def _url(pointer: str, kind: str, url: str, source: str) -> Iterator[Finding]:
    scheme = url.partition(":")[0].lower()
    where = f"body:{pointer}"
    if scheme == "https" or not url:
        return
    if scheme == "http":
        fix = set_member(pointer, "https" + url[4:], "Use https")
        yield found("media-plain", where, "Only https addresses are fetched by the API.", fix)
    elif url.startswith("data:") and "base64," in url[:100]:
        said, _, data = url.removeprefix("data:").partition(";base64,")
        value = {"type": "base64", "media_type": said or f"{kind}/png", "data": data}
        fix = set_member(source, value, "Send it as base64")
        yield found("media-url", where, "A data: address is not fetched: send the data itself.", fix)
    else:
        text = "The API fetches only https addresses; a file of yours is sent as base64 or by the Files API."
        block = source.rpartition("/")[0]
        yield found("media-url", where, text, remove_member(block, f"Remove the {kind}"))


def _is_base64(data: str) -> bool:
    """Tell whether the API can decode it; it wants no line breaks and whole groups of four."""
    try:
        binascii.a2b_base64(data.encode("ascii"), strict_mode=True)
    except (binascii.Error, UnicodeEncodeError):
        return False
    return True
