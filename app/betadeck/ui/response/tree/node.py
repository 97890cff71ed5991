"""One row of the tree, and what can be said of its value from a few of its bytes."""

import json
from dataclasses import dataclass, field

from betadeck.core.body import Body
from betadeck.core.embedded import Embedded, embedded
from betadeck.core.figures import size_words
from betadeck.core.json_members import JsonMembers, Member
from betadeck.core.visible_text import tamed

_SHOWN_BYTES = 240
_HEAD_BYTES = 400
_KINDS = {
    **dict.fromkeys(b"-0123456789", "number"), **dict.fromkeys(b"tf", "true/false"),
    ord("n"): "null", ord('"'): "text", ord("{"): "object", ord("["): "list",
}  # fmt: skip


@dataclass(slots=True)
class Node:
    """A value, or a page of a long list or object; `start` and `end` are bytes, `end` -1 while unknown.

    `place` counts from 0 within the value above, across its pages. `row` is its row in the tree. `members`
    is how many members a page holds, the last one fewer.
    """

    parent: int
    row: int
    kind: str
    start: int
    end: int = -1
    key: str | None = None
    place: int = 0
    members: int = 0
    children: list[int] = field(default_factory=list)
    reader: JsonMembers | None = None
    can_open: bool = False


def node_of(data: Body | bytearray, member: Member, parent: int, row: int, place: int) -> Node:
    """Return the row for `member`."""
    key = None
    if member.key_start >= 0:
        key = text_of(bytes(data[member.key_start : member.key_end]))
    kind = _KINDS.get(data[member.start], "broken")
    return Node(parent, row, kind, member.start, member.end, key, place)


def shown(data: Body | bytearray, node: Node) -> str:
    """Return the beginning of the value, on one line."""
    end = node.end if node.end >= 0 else len(data)
    cut = min(end, node.start + _SHOWN_BYTES)
    head = bytes(data[node.start : cut])
    text = head.decode("utf-8", "ignore" if cut < end else "replace")
    words = tamed(" ".join(text.split()) if node.kind in ("object", "list") else text)
    return words + ("…" if cut < end else "")


def file_in(data: Body | bytearray, node: Node) -> Embedded | None:
    """Return which file the value holds as base64, None if it is no such text."""
    if node.kind != "text":
        return None
    head = bytes(data[node.start + 1 : min(node.end - 1, node.start + _HEAD_BYTES)])
    return embedded(head.decode("latin-1").replace("\\/", "/"), node.end - node.start - 2)


def chip_words(found: Embedded) -> str:
    """Return what the chip says."""
    return f"{found.noun}, {size_words(found.size)}"


def text_of(raw: bytes) -> str:
    """Return the text that a JSON string stands for; a broken one as it is written."""
    try:
        value = json.loads(raw.decode("utf-8", "surrogateescape"), strict=False)
    except ValueError:
        value = None
    return value if isinstance(value, str) else raw.decode("utf-8", "replace")
