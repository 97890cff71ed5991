"""Fixes that take several steps in the body: values in many places, names and ids, or other parts of a draft.

Each is a pure function of a draft, as those in `fixes`.
"""

import json
from collections.abc import Sequence
from dataclasses import replace

from betadeck.core import json_pointer
from betadeck.core.draft import Draft, Row
from betadeck.core.finding import Fix
from betadeck.core.fixes import body_fix, insert_tool_results, set_member, several
from betadeck.core.json_edit import remove, set_value
from betadeck.core.json_pointer import words
from betadeck.core.json_text import locate, parse


def remove_members(pointers: Sequence[str], title: str = "") -> Fix:
    """Take several values out of the body. Of values within each other only the outer ones count."""
    outer = [each for each in pointers if not any(each.startswith(f"{other}/") for other in pointers)]
    last_first = sorted(dict.fromkeys(outer), key=_order, reverse=True)

    def change(text: str) -> str:
        for pointer in last_first:
            text = remove(text, pointer)
        return text

    shown = title or "Remove " + ", ".join(words(each) for each in reversed(last_first))
    return body_fix("remove:" + ",".join(reversed(last_first)), shown, change)


def set_query(name: str, value: str) -> Fix:
    """Set the query parameter `name`."""

    def apply(draft: Draft) -> Draft:
        rows = tuple(row for row in draft.query if row.name.strip() != name)
        return replace(draft, query=(*rows, Row(name, value)))

    return Fix(f"query:{name}={value}", f"Set {name} to {value}", apply)


def set_method(method: str) -> Fix:
    """Use another method on the same path."""
    return Fix(f"method:{method}", f"Use {method}", lambda draft: replace(draft, method=method))


def rename_call(block: str, new: str, *, result: str) -> Fix:
    """Give the tool call at `block` the id `new`, and answer it: by the result at `result`, else by a new one."""
    message = block.partition("/content/")[0]
    answer = set_member(f"{result}/tool_use_id", new) if result else insert_tool_results(message, [new])
    steps = [set_member(f"{block}/id", new), answer]
    return several(f"rename:{block}={new}", f"Call the second one {new}", steps)


def rename_tool(tool: str, old: str, new: str, *, everywhere: bool) -> Fix:
    """Give the tool at `tool` the name `new`; `everywhere` renames its calls and `tool_choice` too."""
    root = tool.rpartition("/tools/")[0]

    def change(text: str) -> str:
        written = json.dumps(new)
        text = set_value(text, f"{tool}/name", written)
        if not everywhere:
            return text
        if _value(text, f"{root}/tool_choice/name") == old:
            text = set_value(text, f"{root}/tool_choice/name", written)
        for pointer in _calls_of(text, root, old):
            text = set_value(text, f"{pointer}/name", written)
        return text

    return body_fix(f"rename:{tool}={new}", f"Rename it to {new}", change)


def _order(pointer: str) -> tuple[tuple[int, str], ...]:
    """Return a key that puts list items in their order, whatever their number of digits."""
    return tuple(
        (index if (index := json_pointer.list_index(name)) is not None else -1, name)
        for name in json_pointer.split(pointer)
    )


def _value(text: str, pointer: str) -> object:
    span = locate(text, pointer)
    return parse(text[span.start : span.end]) if span else None


def _calls_of(text: str, root: str, name: str) -> list[str]:
    messages = _value(text, f"{root}/messages")
    found = []
    for place, message in enumerate(messages if isinstance(messages, list) else []):
        content = message.get("content") if isinstance(message, dict) else None
        for index, block in enumerate(content if isinstance(content, list) else []):
            if isinstance(block, dict) and block.get("type") == "tool_use" and block.get("name") == name:
                found.append(f"{root}/messages/{place}/content/{index}")
    return found
