"""A file as a content block: what its bytes are decides, not its name."""

import base64
import json
import mimetypes
from dataclasses import dataclass

from betadeck.core.figures import size_words
from betadeck.core.image_size import image_size, media_type_of
from betadeck.core.variable_tokens import as_written

_PDF = b"%PDF"
_LOOKED_BYTES = 1 << 12
_KINDS = {"image": "image", "text": "document"}


class UnfitFileError(ValueError):
    """The file cannot stand in a message; the text says why and what to do."""


class ForeignFileError(UnfitFileError):
    """No message takes files of its kind; a container does."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A block for a file that is yet to be uploaded, as JSON, and its `source` alone; the id goes to `pointer`."""

    raw: str
    source: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A block as JSON, its `source` alone, its type, and in words what it is."""

    raw: str
    source: str
    type: str
    words: str


def attachment_of(name: str, data: bytes, wanted: str = "") -> Attachment:
    """Return the block for a file called `name`; `wanted` is `image` or `document` if only that is of use.

    Raises:
        UnfitFileError: it is empty, neither image nor PDF nor text, or not what is wanted.
    """
    if not data:
        raise UnfitFileError(f"{name} is empty.")
    media_type = media_type_of(data[:_LOOKED_BYTES])
    kind = "image" if media_type else "document"
    if wanted and kind != wanted:
        raise UnfitFileError(f"{name} is no {wanted}." + (" It is an image." if media_type else ""))
    source = (
        _base64(media_type or "application/pdf", data) if _is_bytes(media_type, data) else _text(name, data)
    )
    block = {"type": kind, "source": source}
    if source["type"] == "text":
        block["title"] = name
    words = f"{name}: {_words(media_type, data)}"
    return Attachment(
        json.dumps(block, ensure_ascii=False), json.dumps(source, ensure_ascii=False), kind, words
    )


def _is_bytes(media_type: str, data: bytes) -> bool:
    return bool(media_type) or data.startswith(_PDF)


def upload_of(name: str, wanted: str = "") -> Upload:
    """Return the block for a file called `name` that is too big or too foreign to stand in a message itself.

    Only its name tells what it is: no more of it is read. `wanted` is `image` or `document` if only that is of
    use, `container_upload` for any file in the container that tools work in.
    """
    kind = wanted or _KINDS.get((mimetypes.guess_type(name)[0] or "").partition("/")[0], "")
    if not kind:
        kind = "document" if name.lower().endswith(".pdf") else "container_upload"
    if kind == "container_upload":
        return Upload(json.dumps({"type": kind, "file_id": ""}), "", "/file_id")
    source = {"type": "file", "file_id": ""}
    return Upload(json.dumps({"type": kind, "source": source}), json.dumps(source), "/source/file_id")


def _base64(media_type: str, data: bytes) -> dict[str, str]:
    return {"type": "base64", "media_type": media_type, "data": base64.b64encode(data).decode()}


def _text(name: str, data: bytes) -> dict[str, str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ForeignFileError(
            f"{name} is no image that is taken (JPEG, PNG, GIF, WebP), no PDF and no UTF-8 text. "
            "It can be uploaded, and stand in the message as a file for the container."
        )
    return {"type": "text", "media_type": "text/plain", "data": as_written(text)}


def _words(media_type: str, data: bytes) -> str:
    if not media_type:
        return f"{'PDF' if data.startswith(_PDF) else 'text'}, {size_words(len(data))}"
    size = image_size(data)
    pixels = f", {size[0]:,} × {size[1]:,}" if size else ""
    return f"{media_type.rpartition('/')[2].upper()}{pixels}, {size_words(len(data))}"
