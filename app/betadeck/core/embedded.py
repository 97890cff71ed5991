"""Files that stand in JSON as base64, told from their first characters without decoding the rest."""

import base64
import binascii
import re
from dataclasses import dataclass

_LEAST_CHARS = 200
_STARTS = {
    "iVBORw0KGgo": "image/png",
    "/9j/": "image/jpeg",
    "R0lGOD": "image/gif",
    "UklGR": "image/webp",
    "JVBERi0": "application/pdf",
}
_HEAD = re.compile(r"(?:data:([\w.+-]+/[\w.+-]+)?(?:;[\w=.+-]+)*;base64,)?([A-Za-z0-9+/_=-]{60,})")
_HEAD_CHARS = 400


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a base64 text is: its media type, and the size of the file in bytes, near enough to be read."""

    media_type: str
    size: int

    @property
    def is_image(self) -> bool:
        """Whether it is an image of a kind that can be shown."""
        return self.media_type.startswith("image/")

    @property
    def noun(self) -> str:
        """What people call it."""
        return "image" if self.is_image else "PDF" if self.media_type == "application/pdf" else "file"


def embedded(head: str, chars: int) -> Embedded | None:
    """Return what a text of `chars` characters is that begins with `head`, None if it is no known file."""
    found = _HEAD.match(head[:_HEAD_CHARS]) if chars >= _LEAST_CHARS else None
    if found is None:
        return None
    kind = next((kind for start, kind in _STARTS.items() if found[2].startswith(start)), found[1] or "")
    return Embedded(kind, (chars - found.start(2)) * 3 // 4) if kind else None


def decoded(text: str) -> bytes:
    """Return the bytes of a base64 text or `data:` address; what is no base64 gives none."""
    body = text.partition(";base64,")[2] if text.startswith("data:") else text
    body = "".join(body.split()).replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(body + "=" * (-len(body) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""
