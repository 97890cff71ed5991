"""A request as text for people: as it goes out, but with secrets shortened."""

from betadeck.core.redact import scrub
from betadeck.core.wire import WireRequest
from betadeck.ui.composer.sizes import size_words
from betadeck.ui.composer.wire_line import shown_value

SHOWN_BYTES = 200_000
"""How much of a body is shown until more is asked for."""


def body_text(body: bytes, whole: bool) -> str:
    """Return the start of `body`, or all of it; what is no UTF-8 shows as replacement characters."""
    return (body if whole else body[:SHOWN_BYTES]).decode("utf-8", "replace")


def body_words(request: WireRequest) -> str:
    """Say what the body is, in a few words."""
    if request.files or request.fields:
        parts = len(request.files) + len(request.fields)
        return f"multipart/form-data, {parts} part{'' if parts == 1 else 's'}, made while sending"
    return size_words(request.body) if request.body else "No body"


def part_lines(request: WireRequest) -> str:
    """Return the parts of a multipart body, a line each; files by name, not by content."""
    fields = [f"{name} = {value}" for name, value in request.fields]
    files = [
        f"{part.field} = file {part.filename or part.path} {part.media_type}".rstrip()
        for part in request.files
    ]
    return "\n".join(fields + files)


def as_text(request: WireRequest) -> str:
    """Return request line, headers and body, secrets shortened."""
    lines = [f"{request.method} {shown_url(request)}"]
    lines += [f"{header.name}: {shown_value(header)}" for header in request.headers]
    body = part_lines(request) or body_text(request.body, whole=True)
    return "\n".join(lines) + (f"\n\n{scrub(body)}" if body else "")


def shown_url(request: WireRequest) -> str:
    """Return the address, keys in its query shortened."""
    return scrub(request.url)
