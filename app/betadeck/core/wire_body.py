"""The body of a request: the typed text as bytes, or the parts of a multipart form."""

import hashlib
import json
import re
from dataclasses import dataclass

from betadeck.core.draft import Draft, FilePart
from betadeck.core.wire import WireError

_WORDS = {"True": "true", "False": "false", "None": ""}
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(?:\s*;[\x20-\x7e]*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Body:
    """Either `content`, or `fields` and `files`. `media_type` is empty when there is nothing to send."""

    media_type: str = ""
    content: bytes = b""
    fields: tuple[tuple[str, str], ...] = ()
    files: tuple[FilePart, ...] = ()


class _Number(str):
    """A number as it was typed."""

    __slots__ = ()


def body_of(draft: Draft) -> Body:
    """Return what `draft` sends: its text as it stands, JSON or not, or a form when it has files.

    Raises:
        WireError: the text cannot be UTF-8, or cannot be the fields of a form.
    """
    if draft.files:
        return _form(draft)
    if not draft.body_text:
        return Body()
    return Body("application/json", _utf8(draft.body_text))


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        column = error.start - text.rfind("\n", 0, error.start)
        place = f"line {line}, column {column}"
        message = f"The body has half of a surrogate pair at {place}, which UTF-8 cannot hold."
    raise WireError(message, "body")


def _form(draft: Draft) -> Body:
    for part in draft.files:
        _check_part(part)
    fields = form_fields(draft.body_text)
    boundary = _boundary(fields, draft.files)
    return Body(f"multipart/form-data; boundary={boundary}", fields=fields, files=draft.files)


def _check_part(part: FilePart) -> None:
    where = f"file:{part.field}"
    if not part.field:
        raise WireError("A file has no field name.", where)
    if not part.path:
        raise WireError(f"No file is chosen for {part.field}.", where)
    if part.media_type and not _MEDIA_TYPE.fullmatch(part.media_type):
        raise WireError(f"“{part.media_type}” is no media type, such as application/pdf.", where)
    _utf8_or(where, part.field, part.filename, part.path)


def _utf8_or(where: str, *texts: str) -> None:
    if any(0xD800 <= ord(character) <= 0xDFFF for text in texts for character in text):
        raise WireError("A name has half of a surrogate pair in it, which UTF-8 cannot hold.", where)


def form_fields(body_text: str) -> tuple[tuple[str, str], ...]:
    """Return the members of the JSON object in `body_text` as form fields, numbers as typed.

    Lists become `name[]`, objects `name[member]`; null is an empty text. Source: what the vendor's Python
    SDK 2.12.0 sends for the same values.

    Raises:
        WireError: the text is not empty and no JSON object.
    """
    if not body_text.strip():
        return ()
    try:
        value = json.loads(body_text, parse_int=_Number, parse_float=_Number, parse_constant=_Number)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise WireError("With files, the body must be a JSON object: its members become form fields.", "body")
    return tuple(pair for name, member in value.items() for pair in _flat(name, member))


def _flat(name: str, value: object) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [pair for key, member in value.items() for pair in _flat(f"{name}[{key}]", member)]
    if isinstance(value, list):
        return [pair for item in value for pair in _flat(f"{name}[]", item)]
    text = value if isinstance(value, str) else _WORDS[str(value)]
    _utf8_or("body", name, text)
    return [(name, text)]


def _boundary(fields: tuple[tuple[str, str], ...], files: tuple[FilePart, ...]) -> str:
    """Return a boundary that is the same for the same form, so that what is shown is what is sent."""
    digest = hashlib.sha256(repr((fields, files)).encode())
    return f"betadeck-{digest.hexdigest()[:32]}"
