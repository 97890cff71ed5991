"""The items of lists in JSON text: where they stand, and moving one to another place of its list."""

from betadeck.core import json_pointer
from betadeck.core.json_text import nodes_on_way
from betadeck.core.span import Span


def item_spans(text: str, pointer: str) -> list[Span]:
    """Return where the items of the list at `pointer` stand; none if there is no list.

    Raises:
        JsonFault: `text` is no JSON.
        ValueError: `pointer` is no JSON Pointer.
    """
    names = json_pointer.split(pointer)
    nodes = nodes_on_way(text, (*names, "0"))
    if len(nodes) <= len(names) or nodes[len(names)].opens != "[":
        return []
    return [Span(each.value_start, each.value_end) for each in nodes[len(names)].members]


def move_item(text: str, pointer: str, start: int, to: int) -> str:
    """Return `text` with item `start` of the list at `pointer` at place `to`; those between make room.

    Commas and white space stay where they are. Unchanged if there is no such item or place.

    Raises:
        JsonFault: `text` is no JSON.
        ValueError: `pointer` is no JSON Pointer.
    """
    spans = item_spans(text, pointer)
    if start == to or not (0 <= start < len(spans) and 0 <= to < len(spans)):
        return text
    order = list(range(len(spans)))
    order.insert(to, order.pop(start))
    out, done = [], 0
    for place, source in enumerate(order):
        out += [text[done : spans[place].start], spans[source].of(text)]
        done = spans[place].end
    return "".join([*out, text[done:]])
