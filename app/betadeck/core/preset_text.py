"""The text of a preset file: a draft as JSON that reads well in a diff, and back.

Two-space indent and always the same order of keys. The body keeps the user's order of keys and every
number, escape and letter as typed; a body that is not JSON is kept as text under `body_text`. Keys that
this program does not know survive. No secret is written: see `preset_secrets`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from betadeck.core import json_text, preset_fields
from betadeck.core.draft import Draft
from betadeck.core.preset_fault import PresetFault
from betadeck.core.preset_fields import Fields
from betadeck.core.preset_write import KNOWN, write

Members = Mapping[str, str]
"""The members of a preset by name, each value as raw JSON text."""

UPGRADES: tuple[Callable[[Members], Members], ...] = ()
"""The first makes format 2 of format 1, the next 3 of 2, and so on."""
FORMAT = len(UPGRADES) + 1
LIMIT_BYTES = 32_000_000
"""The API takes 32 MB at most in one request; a bigger file is no preset."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A preset of the format number `format`.

    When that is newer than `FORMAT`, `draft` holds what could be understood, and `skipped` names the
    members that could not.
    """

    draft: Draft
    format: int
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Glance:
    """What a list of presets shows of one."""

    name: str
    operation: str
    format: int


def dump(draft: Draft, *, exact: bool = False) -> str:
    """Return the preset file's text for `draft`.

    When `exact`, for history and unsaved tabs, the body is kept as text to the last blank, and the whole
    stands on one line; else a JSON body is laid out anew. Values of secret headers are left out in both.
    """
    return write(draft, FORMAT, exact=exact)


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
    text = text.removeprefix("\ufeff")
    values = _parse(text)
    raw: Members = {name: text[span.start : span.end] for name, span in json_text.members(text).items()}
    number = _format(values)
    if number < FORMAT:
        for upgrade in UPGRADES[number - 1 :]:
            raw = upgrade(raw)
        values = {name: json_text.parse(each) for name, each in raw.items()}
    fields = Fields(values, lenient=number > FORMAT)
    return Understood(_draft(fields, raw), number, tuple(fields.skipped))


def glance(text: str) -> Glance:
    """Return what a list shows of the preset `text`; quicker than `load`, and as strict.

    Raises:
        PresetFault: as `load`, but never with `newer_format`.
    """
    text = text.removeprefix("\ufeff")
    values = _parse(text)
    number = _format(values)
    draft = understand(text).draft if number < FORMAT else _draft(Fields(values, lenient=number > FORMAT), {})
    return Glance(draft.name, draft.operation or "", number)


def newer_words(number: int) -> str:
    """Return the sentence about a preset of the newer format `number`."""
    return (
        f"This preset has format {number}, made by a newer Betadeck; this one knows up to format {FORMAT}. "
        "It is open for reading only."
    )


def _draft(fields: Fields, raw: Members) -> Draft:
    new = Draft()
    bare = "method" not in fields.values and "path" not in fields.values
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
        body_text=_body_text(fields, raw),
        files=fields.read("files", (), preset_fields.files),
        variables=fields.read("variables", (), preset_fields.rows),
        ignored=fields.read("ignored", (), preset_fields.texts),
        extra=tuple((name, json_text.reformat(each)) for name, each in raw.items() if name not in KNOWN),
    )


def _body_text(fields: Fields, raw: Members) -> str:
    """Return the body as the user sees it; a body of `null` is none."""
    if fields.values.get("body") is None:
        return fields.read("body_text", "", preset_fields.text)
    if "body_text" in fields.values:
        message = "A preset has either “body” or “body_text”, but this one has both."
        raise PresetFault("wrong_type", message, pointer="/body_text")
    return json_text.reformat(raw["body"]) if "body" in raw else ""


def _parse(text: str) -> Mapping[str, object]:
    if len(text) > LIMIT_BYTES:
        words = f"This is {len(text) / 1e6:,.1f} MB; a preset has {LIMIT_BYTES / 1e6:,.0f} MB at most."
        raise PresetFault("too_big", words)
    try:
        value = json_text.parse(text)
    except json_text.JsonFault as fault:
        message = f"This is not JSON: {fault.message} (line {fault.line}, column {fault.column})."
        raise PresetFault("not_json", message, line=fault.line, column=fault.column) from None
    if not isinstance(value, dict):
        raise PresetFault("not_a_preset", "This is JSON, but not a preset: it is no object.")
    return value


def _format(values: Mapping[str, object]) -> int:
    number = values.get("betadeck")
    if type(number) is not int or number < 1:
        message = "This is JSON, but not a Betadeck preset: it has no format number under “betadeck”."
        raise PresetFault("not_a_preset", message, pointer="/betadeck")
    return number
