"""Tooltips for texts that others wrote."""

from html import escape

_MOST_CHARS = 800


def plain_tip(text: str) -> str:
    """Return a tooltip that shows `text` as it is, wrapped; Qt would take what looks like HTML for HTML."""
    if not text:
        return ""
    cut = text if len(text) <= _MOST_CHARS else text[:_MOST_CHARS] + "…"
    return f"<qt>{escape(cut).replace(chr(10), '<br>')}</qt>"
