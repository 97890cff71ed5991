"""What an image or document is, in a few words: told from its bytes, not from what it says of itself."""

from collections.abc import Mapping

from betadeck.core.embedded import decoded
from betadeck.core.image_size import image_size
from betadeck.core.media_type import media_type_of
from betadeck.ui.composer.sizes import bytes_words, size_words

_LOOKED_CHARS = 400_000
"""Enough to find the size of a JPEG behind its largest preview and colour profile."""


def media_words(kind: str, source: Mapping[str, object]) -> str:
    """Return `Image · PNG · 1,024 × 768 · 340 kB` for the `source` of an image, the like for others."""
    how, data = source.get("type"), source.get("data")
    parts = [kind.capitalize()]
    if how == "base64" and isinstance(data, str) and data:
        parts += _of_data(data, str(source.get("media_type", "")))
    elif how == "text" and isinstance(data, str):
        parts += ["plain text", size_words(data)]
    elif how == "content":
        parts.append("blocks of content; opens as JSON")
    return " · ".join(part for part in parts if part)


def short_word(kind: str, source: Mapping[str, object]) -> str:
    """Return a word for the place of a picture."""
    if kind == "document":
        return "TXT" if source.get("type") in ("text", "content") else "PDF"
    return "IMG"


def _of_data(data: str, said: str) -> list[str]:
    real = media_type_of(data)
    name = (real or said).rpartition("/")[2].upper()
    size = image_size(decoded(data[: _LOOKED_CHARS // 4 * 4])) if real.startswith("image/") else None
    pixels = f"{size[0]:,} × {size[1]:,}" if size else ""
    wrong = f"not {said}" if real and said and real != said else ""
    return [name, pixels, bytes_words(len(data) * 3 // 4), wrong]
