"""The changes that lint and diagnosis offer, as named, pure functions of a draft.

A fix whose place is not in the draft any more changes nothing.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from betadeck.core import betas
from betadeck.core.body_edits import answered, laid_out, raw_at, texts_of, with_system
from betadeck.core.draft import Draft, Row
from betadeck.core.finding import Fix
from betadeck.core.json_edit import remove, set_value
from betadeck.core.json_fault import JsonFault
from betadeck.core.json_insert import insert_before, rename
from betadeck.core.json_pointer import words
from betadeck.core.json_text import locate


def tick(name: str) -> Fix:
    """Tick a beta that is missing."""
    return Fix(f"tick:{name}", f"Tick {name}", lambda draft: _with_betas(draft, name, on=True))


def untick(name: str) -> Fix:
    """Untick a beta that is in the way; out of typed header rows it goes too."""

    def apply(draft: Draft) -> Draft:
        rows = _beta_rows(draft, lambda names: betas.ticked(names, name, on=False))
        return replace(_with_betas(draft, name, on=False), headers=rows)

    return Fix(f"untick:{name}", f"Untick {name}", apply)


def replace_beta(old: str, new: str) -> Fix:
    """Put another beta where `old` stands, ticked or in a typed header row."""

    def apply(draft: Draft) -> Draft:
        rows = _beta_rows(draft, lambda names: betas.replaced(names, old, new))
        return replace(draft, betas=betas.replaced(draft.betas, old, new), headers=rows)

    return Fix(f"replace:{old}:{new}", f"Replace with {new}", apply)


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


def move_first(pointer: str) -> Fix:
    """Put the item at `pointer` at the beginning of its list."""

    def change(text: str) -> str:
        item = raw_at(text, pointer)
        first = pointer.rpartition("/")[0] + "/0"
        return insert_before(remove(text, pointer), first, item) if item else text

    return Fix(f"first:{pointer}", f"Move {words(pointer)} to the front", _body(change))


def move_to_system(pointer: str, at: str = "") -> Fix:
    """Take a system message out of the list, and put its texts at the end of the `system` field of `at`."""

    def change(text: str) -> str:
        texts = texts_of(raw_at(text, f"{pointer}/content"))
        return with_system(remove(text, pointer), f"{at}/system", texts)

    return Fix(f"to-system:{pointer}", "Move it to the system field", _body(change))


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


def find_beta(title: str = "Find which beta") -> Fix:
    """Open the search for the beta that breaks the request; nothing in the draft changes."""
    return Fix("probe", title, _same, to="probe")


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


def exists(draft: Draft, pointer: str) -> bool:
    """Tell whether the body has a value at `pointer`."""
    return locate(draft.body_text, pointer) is not None


def _with_betas(draft: Draft, name: str, *, on: bool) -> Draft:
    return replace(draft, betas=betas.ticked(draft.betas, name, on=on))


def _beta_rows(draft: Draft, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> tuple[Row, ...]:
    """Return the header rows with `change` made to the betas typed into them; a row left empty is dropped."""
    rows = []
    for row in draft.headers:
        names = betas.parse(row.value) if row.name.strip().lower() == betas.HEADER else ()
        changed = change(names)
        if not names or changed == names:
            rows.append(row)
        elif changed:
            rows.append(replace(row, value=betas.join(changed)))
    return tuple(rows)


def _same(draft: Draft) -> Draft:
    return draft


def _body(change: Callable[[str], str]) -> Callable[[Draft], Draft]:
    def apply(draft: Draft) -> Draft:
        try:
            return replace(draft, body_text=change(draft.body_text))
        except JsonFault:
            return draft

    return apply
