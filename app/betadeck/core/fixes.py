"""The changes that lint and diagnosis offer, as named, pure functions of a draft.

A fix whose place is not in the draft any more changes nothing.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from betadeck.core import betas, json_pointer
from betadeck.core.draft import Draft
from betadeck.core.finding import Fix
from betadeck.core.json_edit import remove, set_value
from betadeck.core.json_fault import JsonFault
from betadeck.core.json_insert import insert_before, rename
from betadeck.core.json_text import locate


def tick(name: str) -> Fix:
    """Tick a beta that is missing."""
    return Fix(f"tick:{name}", f"Tick {name}", lambda draft: _with_betas(draft, name, on=True))


def untick(name: str) -> Fix:
    """Untick a beta that is in the way."""
    return Fix(f"untick:{name}", f"Untick {name}", lambda draft: _with_betas(draft, name, on=False))


def replace_beta(old: str, new: str) -> Fix:
    """Put another beta where `old` stands."""

    def apply(draft: Draft) -> Draft:
        return replace(draft, betas=betas.replaced(draft.betas, old, new))

    return Fix(f"replace:{old}:{new}", f"Replace with {new}", apply)


def tidy_betas() -> Fix:
    """Drop empty names and doubles."""
    return Fix("tidy-betas", "Tidy the betas", lambda draft: replace(draft, betas=betas.tidy(draft.betas)))


def set_version(version: str) -> Fix:
    """Send another API version."""
    return Fix(
        f"version:{version}", f"Use version {version}", lambda draft: replace(draft, api_version=version)
    )


def remove_member(pointer: str, title: str = "") -> Fix:
    """Take the value at `pointer` out of the body."""
    return Fix(
        f"remove:{pointer}", title or f"Remove {words(pointer)}", _body(lambda text: remove(text, pointer))
    )


def set_member(pointer: str, value: object, title: str = "") -> Fix:
    """Put the JSON value `value` at `pointer`, in the place of what is there; parents are made."""
    written = json.dumps(value, ensure_ascii=False)
    shown = title or f"Set {words(pointer)} to {written}"
    change = _body(lambda text: set_value(text, pointer, laid_out(text, value)))
    return Fix(f"set:{pointer}={written}", shown, change)


def rename_member(pointer: str, name: str, title: str = "") -> Fix:
    """Call the member at `pointer` by another name."""
    shown = title or f"Rename {words(pointer)} to {name}"
    return Fix(f"rename:{pointer}:{name}", shown, _body(lambda text: rename(text, pointer, name)))


def insert_tool_results(pointer: str, ids: Sequence[str]) -> Fix:
    """Answer the tool calls `ids` of the assistant message at `pointer` with empty results.

    They go to the beginning of the user message that follows, or into a new one.
    """
    count = "an empty tool_result" if len(ids) == 1 else f"{len(ids)} empty tool_results"
    return Fix(f"tool-results:{pointer}", f"Insert {count}", _body(lambda text: answered(text, pointer, ids)))


def choose_model(model: str, at: str = "") -> Fix:
    """Ask another model; `at` points to the request within a batch."""
    return set_member(f"{at}/model", model, f"Use {model}")


def remove_header(name: str) -> Fix:
    """Take out the header rows called `name`."""

    def apply(draft: Draft) -> Draft:
        rows = tuple(row for row in draft.headers if row.name.strip().lower() != name.lower())
        return replace(draft, headers=rows)

    return Fix(f"header-:{name}", f"Remove the header {name}", apply)


def change_key(title: str = "Choose or add a key") -> Fix:
    """Open the dialog for keys; nothing in the draft changes."""
    return Fix("key", title, _same, to="key")


def change_target(title: str = "Check the target") -> Fix:
    """Open the dialog for targets; nothing in the draft changes."""
    return Fix("target", title, _same, to="target")


def several(fix_id: str, title: str, fixes: Sequence[Fix]) -> Fix:
    """Make one button of several fixes, applied in order."""

    def apply(draft: Draft) -> Draft:
        for fix in fixes:
            draft = fix.apply(draft)
        return draft

    return Fix(fix_id, title, apply)


def body_fix(fix_id: str, title: str, change: Callable[[str], str]) -> Fix:
    """Make a fix of a function on the body's text."""
    return Fix(fix_id, title, _body(change))


def words(pointer: str) -> str:
    """Return a pointer as people write places: `/messages/3/content/0` is `messages.3.content.0`."""
    return ".".join(json_pointer.split(pointer))


def exists(draft: Draft, pointer: str) -> bool:
    """Tell whether the body has a value at `pointer`."""
    return locate(draft.body_text, pointer) is not None


def answered(text: str, pointer: str, ids: Sequence[str]) -> str:
    """Return the body `text` with an empty result for each of `ids` right after the message at `pointer`.

    Unchanged if there is no such message.

    Raises:
        JsonFault: `text` is no JSON.
    """
    at, _, number = pointer.rpartition("/")
    results = [{"type": "tool_result", "tool_use_id": each, "content": ""} for each in ids]
    if not number.isdecimal() or locate(text, pointer) is None:
        return text
    after = f"{at}/{int(number) + 1}"
    if _raw(text, f"{after}/role") == '"user"' and (content := _raw(text, f"{after}/content")):
        return _with_results(text, f"{after}/content", content, results)
    message = laid_out(text, {"role": "user", "content": results})
    return set_value(text, after, message) if not _raw(text, after) else insert_before(text, after, message)


def _with_results(text: str, pointer: str, content: str, results: list[dict[str, str]]) -> str:
    if not content.startswith("["):
        said = [{"type": "text", "text": ""}] if content != '""' else []
        text = set_value(text, pointer, laid_out(text, [*results, *said]))
        return set_value(text, f"{pointer}/{len(results)}/text", content) if said else text
    for each in reversed(results):
        first, written = f"{pointer}/0", laid_out(text, each)
        text = insert_before(text, first, written) if _raw(text, first) else set_value(text, first, written)
    return text


def laid_out(text: str, value: object) -> str:
    """Return `value` as JSON, over several lines where `text` is laid out so."""
    return json.dumps(value, ensure_ascii=False, indent=2 if "\n" in text.strip() else None)


def _raw(text: str, pointer: str) -> str:
    span = locate(text, pointer)
    return span.of(text) if span else ""


def _with_betas(draft: Draft, name: str, *, on: bool) -> Draft:
    return replace(draft, betas=betas.ticked(draft.betas, name, on=on))


def _same(draft: Draft) -> Draft:
    return draft


def _body(change: Callable[[str], str]) -> Callable[[Draft], Draft]:
    def apply(draft: Draft) -> Draft:
        try:
            return replace(draft, body_text=change(draft.body_text))
        except JsonFault:
            return draft

    return apply
