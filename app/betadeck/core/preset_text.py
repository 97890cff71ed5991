"""The text of a preset file: a draft as JSON that reads well in a diff, and back.

Two-space indent and always the same order of keys. The body keeps the user's order of keys and every
number, escape and letter as typed; a body that is not JSON is kept as text under `body_text`. Keys that
this program does not know survive. No secret is written: see `preset_secrets`.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from betadeck.core import json_text, preset_fields
from betadeck.core.draft import Draft, FilePart, Row
from betadeck.core.preset_fault import PresetFault
from betadeck.core.preset_fields import Fields
from betadeck.core.preset_secrets import is_secret_header

Members = Mapping[str, str]
"""The members of a preset by name, each value as raw JSON text."""

UPGRADES: tuple[Callable[[Members], Members], ...] = ()
"""The first makes format 2 of format 1, the next 3 of 2, and so on."""
FORMAT = len(UPGRADES) + 1
LIMIT_BYTES = 32_000_000
"""The API takes 32 MB at most in one request; a bigger file is no preset."""

_KNOWN = (
    "betadeck", "name", "operation", "method", "path", "path_params", "query", "headers", "api_version",
    "betas", "body", "body_text", "files", "ignored",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Understood:
    """A preset of the format number `format`.

    When that is newer than `FORMAT`, `draft` holds what could be understood, and `skipped` names the
    members that could not.
    """

    draft: Draft
    format: int
    skipped: tuple[str, ...] = ()


def dump(draft: Draft, *, exact: bool = False) -> str:
    """Return the preset file's text for `draft`.

    When `exact`, the body is kept as text to the last blank, as history and unsaved tabs need it; else
    a JSON body is laid out anew. Values of secret headers are left out in both.
    """
    raw = {
        "betadeck": str(FORMAT),
        "name": _quoted(draft.name),
        "operation": "null" if draft.operation is None else _quoted(draft.operation),
        "method": _quoted(draft.method),
        "path": _quoted(draft.path),
        "path_params": _object((name, _quoted(value)) for name, value in draft.path_params),
        "query": _list(_row(row, secret=False) for row in draft.query),
        "headers": _list(_row(row, secret=is_secret_header(row.name)) for row in draft.headers),
        "api_version": _quoted(draft.api_version),
        "betas": _list(_quoted(name) for name in draft.betas),
        **_body(draft.body_text, exact),
        "files": _list(_file(file) for file in draft.files),
    }
    if draft.ignored:
        raw["ignored"] = _list(_quoted(each) for each in draft.ignored)
    raw |= {name: text for name, text in draft.extra if name not in _KNOWN}
    return json_text.reformat(_object(raw.items())) + "\n"


def load(text: str) -> Draft:
    """Return the draft that a preset file's `text` holds.

    Raises:
        PresetFault: the text is not JSON, not a preset, of a newer format, too big, or a value has the
            wrong type.
    """
    found = understand(text)
    if found.format > FORMAT:
        raise PresetFault("newer_format", newer_words(found.format))
    return found.draft


def understand(text: str) -> Understood:
    """Return what `text` holds; of a newer format, as much as can be understood.

    Raises:
        PresetFault: as `load`, but never with `newer_format`.
    """
    raw = _members(text)
    number = _format(raw)
    for upgrade in UPGRADES[number - 1 :]:
        raw = upgrade(raw)
    fields = Fields(raw, lenient=number > FORMAT)
    return Understood(_draft(fields), number, tuple(fields.skipped))


def newer_words(number: int) -> str:
    """Return the sentence about a preset of the newer format `number`."""
    return (
        f"This preset has format {number}, made by a newer Betadeck; this one knows up to format {FORMAT}. "
        "It is open for reading only."
    )


def _draft(fields: Fields) -> Draft:
    new = Draft()
    bare = "method" not in fields.raw and "path" not in fields.raw
    return Draft(
        name=fields.read("name", "", preset_fields.text),
        operation=fields.read("operation", new.operation if bare else None, preset_fields.text_or_none),
        method=fields.read("method", new.method, preset_fields.text),
        path=fields.read("path", new.path, preset_fields.text),
        path_params=fields.read("path_params", (), preset_fields.pairs),
        query=fields.read("query", (), preset_fields.rows),
        headers=fields.read("headers", (), preset_fields.rows),
        api_version=fields.read("api_version", new.api_version, preset_fields.text_or_empty),
        betas=fields.read("betas", (), preset_fields.texts),
        body_text=_body_text(fields),
        files=fields.read("files", (), preset_fields.files),
        ignored=fields.read("ignored", (), preset_fields.texts),
        extra=tuple(
            (name, json_text.reformat(raw)) for name, raw in fields.raw.items() if name not in _KNOWN
        ),
    )


def _others(raw: Members) -> tuple[tuple[str, str], ...]:
    return tuple((name, json_text.reformat(text)) for name, text in raw.items() if name not in _KNOWN)


def _body_text(fields: Fields) -> str:
    raw = fields.raw.get("body", "null")
    if raw == "null":
        return fields.read("body_text", "", preset_fields.text)
    if "body_text" in fields.raw:
        message = "A preset has either “body” or “body_text”, but this one has both."
        raise PresetFault("wrong_type", message, pointer="/body_text")
    return json_text.reformat(raw)


def _body(text: str, exact: bool) -> dict[str, str]:
    """Return the one member that keeps the body; none for no body.

    `null` and what cannot be written as UTF-8 (half a surrogate pair) go as text, to come back as typed.
    """
    if not text:
        return {}
    if exact or text.strip() == "null" or not _is_utf8(text) or not _is_json(text):
        return {"body_text": _quoted(text)}
    return {"body": text}


def _members(text: str) -> Members:
    if len(text) > LIMIT_BYTES:
        words = f"This is {len(text) / 1e6:,.1f} MB; a preset has {LIMIT_BYTES / 1e6:,.0f} MB at most."
        raise PresetFault("too_big", words)
    text = text.removeprefix("\ufeff")
    try:
        value = json_text.parse(text)
    except json_text.JsonFault as fault:
        where = f"line {fault.line}, column {fault.column}"
        message = f"This is not JSON: {fault.message} ({where})."
        raise PresetFault("not_json", message, line=fault.line, column=fault.column) from None
    if not isinstance(value, dict):
        raise PresetFault("not_a_preset", "This is JSON, but not a preset: it is no object.")
    return {name: text[span.start : span.end] for name, span in json_text.members(text).items()}


def _format(raw: Members) -> int:
    number = json_text.parse(raw["betadeck"]) if "betadeck" in raw else None
    if type(number) is not int or number < 1:
        message = "This is JSON, but not a Betadeck preset: it has no format number under “betadeck”."
        raise PresetFault("not_a_preset", message, pointer="/betadeck")
    return number


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
