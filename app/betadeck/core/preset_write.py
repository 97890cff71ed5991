"""Writes a draft as the text of a preset file."""

import json
from collections.abc import Iterable

from betadeck.core import json_text
from betadeck.core.draft import Draft, FilePart, Row
from betadeck.core.preset_secrets import is_left_out

KNOWN = (
    "betadeck", "name", "operation", "method", "path", "path_params", "query", "headers", "api_version",
    "betas", "body", "body_text", "files", "variables", "ignored",
)  # fmt: skip
"""The members of a preset that this program knows, in their order."""


def write(draft: Draft, number: int, *, exact: bool) -> str:
    """Return the text of a preset of the format `number`; see `preset_text.dump`."""
    raw = {
        "betadeck": str(number),
        "name": _quoted(draft.name),
        "operation": "null" if draft.operation is None else _quoted(draft.operation),
        "method": _quoted(draft.method),
        "path": _quoted(draft.path),
        "path_params": _object((name, _quoted(value)) for name, value in draft.path_params),
        "query": _list(_row(row, secret=False) for row in draft.query),
        "headers": _list(_row(row, secret=is_left_out(row)) for row in draft.headers),
        "api_version": _quoted(draft.api_version),
        "betas": _list(_quoted(name) for name in draft.betas),
        **_body(draft.body_text, exact),
        "files": _list(_file(file) for file in draft.files),
    }
    if draft.variables:
        raw["variables"] = _list(_row(row, secret=False) for row in draft.variables)
    if draft.ignored:
        raw["ignored"] = _list(_quoted(each) for each in draft.ignored)
    raw |= {name: text for name, text in draft.extra if name not in KNOWN}
    whole = _object(raw.items())
    return whole if exact else json_text.reformat(whole) + "\n"


def _body(text: str, exact: bool) -> dict[str, str]:
    """Return the one member that keeps the body; none for no body.

    `null` and what cannot be written as UTF-8 (half a surrogate pair) go as text, to come back as typed.
    """
    if not text:
        return {}
    if exact or text.strip() == "null" or not _is_utf8(text) or not _is_json(text):
        return {"body_text": _quoted(text)}
    return {"body": text}


def _row(row: Row, *, secret: bool) -> str:
    members = [("name", _quoted(row.name)), ("value", _quoted("" if secret else row.value))]
    members += [("secret", "true")] if secret else []
    members += [] if row.on else [("on", "false")]
    return _object([*members, *row.extra])


def _file(file: FilePart) -> str:
    members = [("field", file.field), ("path", file.path)]
    optional = [("filename", file.filename), ("media_type", file.media_type)]
    members += [(name, value) for name, value in optional if value]
    return _object([*((name, _quoted(value)) for name, value in members), *file.extra])


def _object(members: Iterable[tuple[str, str]]) -> str:
    return "{" + ",".join(f"{_quoted(name)}:{raw}" for name, raw in members) + "}"


def _list(items: Iterable[str]) -> str:
    return "[" + ",".join(items) + "]"


def _quoted(text: str) -> str:
    """Return `text` as JSON, letters as they are; half a surrogate pair only fits in as an escape."""
    return json.dumps(text, ensure_ascii=not _is_utf8(text))


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_json(text: str) -> bool:
    try:
        json_text.parse(text)
    except json_text.JsonFault:
        return False
    return True
