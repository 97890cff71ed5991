"""Tells whether a body is a picture or a PDF, from its first bytes."""

from betadeck.core.body import Body
from betadeck.core.image_size import media_type_of

PDF = "application/pdf"
_HEAD_BYTES = 64


def picture_kind(data: Body, media_type: str) -> str:
    """Return the media type of a picture or PDF, told from its first bytes, or the empty text.

    What only `media_type` calls a picture is one too, so that it can be said what is wrong with it.
    """
    head = bytes(data[:_HEAD_BYTES])
    if head.startswith(b"%PDF-"):
        return PDF
    named = media_type if media_type.startswith("image/") and "svg" not in media_type else ""
    return media_type_of(head) or named or (PDF if media_type == PDF else "")
