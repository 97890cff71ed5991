"""The framing of a `multipart/form-data` body: what stands between and around the files' bytes.

Source: RFC 7578; names escaped as the HTML standard says (quote, CR and LF become %22, %0D, %0A).
"""

import mimetypes
import re
from pathlib import PurePath

from betadeck.core.draft import FilePart

_BOUNDARY = re.compile(r'boundary="?([^";]+)"?', re.IGNORECASE)
_ESCAPES = {'"': "%22", "\r": "%0D", "\n": "%0A"}


def boundary_of(content_type: str) -> str:
    """Return the boundary that `content_type` names, or the empty text."""
    found = _BOUNDARY.search(content_type)
    return found[1].strip() if found else ""


def field_bytes(boundary: str, name: str, value: str) -> bytes:
    """Return a plain field, whole."""
    return (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{_escaped(name)}"\r\n\r\n{value}\r\n'.encode()
    )


def file_head(boundary: str, part: FilePart) -> bytes:
    """Return what comes before a file's bytes; a line end comes after them."""
    filename = part.filename or PurePath(part.path).name
    media_type = part.media_type or mimetypes.guess_type(filename)[0] or "application/octet-stream"
    names = f'name="{_escaped(part.field)}"; filename="{_escaped(filename)}"'
    lines = (
        f"--{boundary}",
        f"Content-Disposition: form-data; {names}",
        f"Content-Type: {media_type}",
        "",
        "",
    )
    return "\r\n".join(lines).encode()


def tail(boundary: str) -> bytes:
    """Return the form's last line."""
    return f"--{boundary}--\r\n".encode()


def _escaped(name: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in name)
