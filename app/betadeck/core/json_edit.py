"""Changes of single values in JSON text. Every character outside the changed place stays as it is."""

from betadeck.core import json_pointer
from betadeck.core.json_fault import JsonFault
from betadeck.core.json_style import Style, quoted, shifted, style_of
from betadeck.core.json_text import nodes_on_way, parse
from betadeck.core.json_tokens import after_space
from betadeck.core.json_walk import Node
from betadeck.core.span import Span


def set_value(text: str, pointer: str, value_json: str) -> str:
    """Return `text` with the value at `pointer` replaced by `value_json`, or with it put in.

    A new member goes to the end of its object; in a list, the place after the last and `-` append.
    Parents that lack, or are null, are made: a list where the next name is `0` or `-`, else an object.
    Empty text counts as `{}`. The layout follows what stands around; the further lines of a `value_json`
    that has several are indented as deeply as the line it lands in.

    Raises:
        JsonFault: `text` or `value_json` is no JSON, or the pointer leads through a plain value or past
            a list's end.
        ValueError: `pointer` is no JSON Pointer.
    """
    parse(value_json)
    value = value_json.strip(" \t\r\n")
    names = json_pointer.split(pointer)
    if not text.strip(" \t\r\n"):
        if not names:
            return value
        text = "{}"
    nodes = nodes_on_way(text, names)
    last = nodes[-1]
    rest = names[len(nodes) - 1 :]
    style = style_of(text, nodes[0])
    if not rest or last.opens == "n":
        return _replaced(text, last.span, _wrapped(rest, value, style), style)
    _check_place(text, last, rest, names)
    return _inserted(text, last, rest[0], _wrapped(rest[1:], value, style), style)


def remove(text: str, pointer: str) -> str:
    """Return `text` without the member at `pointer`, its comma and its line; unchanged if there is none.

    Of members with the same name all go. The empty pointer empties the text.

    Raises:
        JsonFault: `text` is no JSON.
        ValueError: `pointer` is no JSON Pointer.
    """
    names = json_pointer.split(pointer)
    if not names:
        return ""
    nodes = nodes_on_way(text, names)
    while len(nodes) == len(names) + 1:
        parent, span = nodes[-2], nodes[-1].span
        place = next(place for place, member in enumerate(parent.members) if member.value_start == span.start)
        text = _without(text, parent, place)
        if parent.opens == "[":
            break
        nodes = nodes_on_way(text, names)
    return text


def _check_place(text: str, last: Node, rest: tuple[str, ...], names: tuple[str, ...]) -> None:
    where = json_pointer.join(names[: len(names) - len(rest)]) or "the root"
    if last.opens not in ("{", "["):
        raise JsonFault(f"{where} is a plain value and holds no {rest[0]}", text, last.span.start)
    if last.opens == "[" and rest[0] not in ("-", str(len(last.members))):
        raise JsonFault(f"the list at {where} has no place {rest[0]}", text, last.span.start)


def _wrapped(names: tuple[str, ...], value: str, style: Style) -> str:
    """Return `value` inside the containers that `names` ask for."""
    for name in reversed(names):
        opens, closes = "[]" if name in ("-", "0") else "{}"
        label = "" if opens == "[" else quoted(name) + style.colon
        if style.lines:
            value = f"{opens}\n{style.unit}{label}{shifted(value, style.unit)}\n{closes}"
        else:
            value = opens + label + value + closes
    return value


def _replaced(text: str, span: Span, value: str, style: Style) -> str:
    new = shifted(value, style.indent_at(text, span.start))
    return text[: span.start] + style.breaks(new) + text[span.end :]


def _inserted(text: str, parent: Node, name: str, value: str, style: Style) -> str:
    """Put a member at the end of `parent`."""
    label = quoted(name) + style.colon if parent.opens == "{" else ""
    if parent.members:
        at = parent.members[-1].value_end
        gap = _gap(text, parent, style)
        indent = gap.rpartition("\n")[2] if "\n" in gap else style.indent_at(text, at)
        return text[:at] + "," + gap + style.breaks(label + shifted(value, indent)) + text[at:]
    outer = style.indent_at(text, parent.span.start)
    inner = outer + style.unit
    new = f"\n{inner}{label}{shifted(value, inner)}\n{outer}" if style.lines else label + value
    return text[: parent.span.start + 1] + style.breaks(new) + text[parent.span.end - 1 :]


def _gap(text: str, parent: Node, style: Style) -> str:
    """Return the white space that goes between a comma and a new last member."""
    start = parent.members[-1].start
    if len(parent.members) > 1:
        comma = after_space(text, parent.members[-2].value_end)
        return text[comma + 1 : start]
    gap = text[parent.span.start + 1 : start]
    return gap if "\n" in gap else style.space


def _without(text: str, parent: Node, place: int) -> str:
    """Take out a member; of the white space around it, that before the next member stays."""
    members = parent.members
    if len(members) == 1:
        return text[: parent.span.start + 1] + text[parent.span.end - 1 :]
    if place + 1 < len(members):
        return text[: members[place].start] + text[members[place + 1].start :]
    return text[: members[place - 1].value_end] + text[members[place].value_end :]
