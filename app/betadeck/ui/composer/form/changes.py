"""Edits of the body as values: a place and a pure function of the text."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from betadeck.core import json_edit, json_insert
from betadeck.core.json_text import locate

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of the body's text. Edits with the same `place` in quick succession are one undo step.

    An empty `place` is a step of its own. `apply` raises `JsonFault` when the text is no JSON. `takes_out`
    tells that a value is being cleared, which comes back to its old place if it is typed again at once. `raw` is
    the JSON that is put at `place`, where it is nothing else.
    """

    place: str
    apply: Callable[[str], str]
    takes_out: bool = False
    raw: str | None = None


def json_of(value: object) -> str:
    """Return `value` as JSON on one line, readable characters unescaped."""
    text = json.dumps(value, ensure_ascii=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def put(pointer: str, value: object, step: bool = False) -> Change:
    """Set the value at `pointer`; with `step` it is an undo step of its own."""
    return put_json(pointer, json_of(value), step)


def put_json(pointer: str, raw: str, step: bool = False) -> Change:
    """Set the value at `pointer` to the JSON text `raw`; with `step` it is an undo step of its own."""
    place = "" if step else pointer
    return Change(place, lambda text: json_edit.set_value(text, pointer, raw), raw=raw if place else None)


def take(pointer: str, step: bool = True) -> Change:
    """Take the member or item at `pointer` out."""
    return Change("" if step else pointer, lambda text: json_edit.remove(text, pointer), takes_out=not step)


def take_pruned(pointer: str) -> Change:
    """Take the member at `pointer` out, and its parent too when nothing is left in it."""

    def apply(text: str) -> str:
        text = json_edit.remove(text, pointer)
        parent = pointer.rpartition("/")[0]
        found = locate(text, parent) if parent else None
        empty = found is not None and found.of(text)[1:-1].strip() == ""
        return json_edit.remove(text, parent) if empty else text

    return Change("", apply)


def both(*changes: Change) -> Change:
    """Make several changes in one undo step."""

    def apply(text: str) -> str:
        for each in changes:
            text = each.apply(text)
        return text

    return Change("", apply)


def put_items(pointer: str, old: Sequence[object], new: Sequence[object]) -> Change:
    """Make the list at `pointer`, which is `old`, into `new`; items that stay are left as they are written."""
    least = min(len(old), len(new))
    head = next((place for place in range(least) if old[place] != new[place]), least)
    same = (place for place in range(least - head) if old[-1 - place] != new[-1 - place])
    tail = next(same, least - head)
    changed = range(head, least - tail)

    def apply(text: str) -> str:
        for place in changed:
            text = json_edit.set_value(text, f"{pointer}/{place}", json_of(new[place]))
        for place in range(changed.stop, len(new) - tail):
            raw, at = json_of(new[place]), f"{pointer}/{place}"
            text = json_insert.insert_before(text, at, raw) if tail else json_edit.set_value(text, at, raw)
        for _ in range(changed.stop, len(old) - tail):
            text = json_edit.remove(text, f"{pointer}/{changed.stop}")
        return text

    return Change(pointer, apply)


def repeat(pointer: str) -> Change:
    """Put a copy of a list's item right behind it, laid out as it is."""

    def apply(text: str) -> str:
        found = locate(text, pointer)
        if found is None:
            return text
        start = found.start
        while start > 0 and text[start - 1].isspace():
            start -= 1
        return f"{text[: found.end]},{text[start : found.end]}{text[found.end :]}"

    return Change("", apply)


def rename(pointer: str, name: str) -> Change:
    """Give the member at `pointer` another name, its place and value kept."""
    return Change("", lambda text: json_insert.rename(text, pointer, name))
