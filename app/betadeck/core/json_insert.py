"""More changes of JSON text that keep every other character: a new item before another, a new name."""

from betadeck.core import json_pointer
from betadeck.core.json_fault import JsonFault
from betadeck.core.json_style import quoted, shifted, style_of
from betadeck.core.json_text import nodes_on_way, parse
from betadeck.core.json_tokens import after_space
from betadeck.core.json_walk import Node, skip


def insert_before(text: str, pointer: str, value_json: str) -> str:
    """Return `text` with `value_json` as a new item before the list's item at `pointer`.

    Unchanged if there is no such item. The layout follows what stands around.

    Raises:
        JsonFault: `text` or `value_json` is no JSON.
        ValueError: `pointer` is no JSON Pointer.
    """
    parse(value_json)
    names = json_pointer.split(pointer)
    nodes = nodes_on_way(text, names)
    if len(nodes) != len(names) + 1 or len(nodes) < 2 or nodes[-2].opens != "[":
        return text
    at = nodes[-1].span.start
    style = style_of(text, nodes[0])
    gap = _gap_before(text, nodes[-2], at)
    indent = gap.rpartition("\n")[2] if "\n" in gap else style.indent_at(text, at)
    new = style.breaks(shifted(value_json.strip(" \t\r\n"), indent))
    return f"{text[:at]}{new},{gap or style.space}{text[at:]}"


def rename(text: str, pointer: str, name: str) -> str:
    """Return `text` with the object's member at `pointer` called `name`; unchanged if there is none.

    Raises:
        JsonFault: `text` is no JSON.
        ValueError: `pointer` is no JSON Pointer.
    """
    names = json_pointer.split(pointer)
    nodes = nodes_on_way(text, names)
    if not names or len(nodes) != len(names) + 1 or nodes[-2].opens != "{":
        return text
    start = next(each.start for each in nodes[-2].members if each.value_start == nodes[-1].span.start)
    end = skip(text, start)
    if end is None:
        raise JsonFault("a name that cannot be read", text, start)
    return text[:start] + quoted(name) + text[end:]


def _gap_before(text: str, parent: Node, at: int) -> str:
    """Return the white space that stands before the item at `at`."""
    place = next(place for place, member in enumerate(parent.members) if member.start == at)
    if place == 0:
        return text[parent.span.start + 1 : at]
    comma = after_space(text, parent.members[place - 1].value_end)
    return text[comma + 1 : at]
