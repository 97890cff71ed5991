"""The members of a whole JSON object or list in bytes, each as it stands, without a parse of what is in them."""

import json
from typing import NamedTuple

from betadeck.core.json_members import JsonMembers, Member

_AT_ONCE = 200
_BETWEEN = b" \t\r\n,"


class Piece(NamedTuple):
    """A value from `start` up to, but without, `end`, and its key; empty in a list. Byte offsets."""

    key: str
    start: int
    end: int


def pieces_of(data: bytes) -> list[Piece] | None:
    """Return the members of the object or list that `data` is; None if it is none, or not whole."""
    start = len(data) - len(data.lstrip(_BETWEEN[:4]))
    return pieces_at(data, start, alone=True)


def pieces_at(data: bytes, start: int, *, alone: bool = False) -> list[Piece] | None:
    """Return the members of the object or list that begins at `start`; None if it is none, or not whole.

    With `alone` nothing may follow it.
    """
    if data[start : start + 1] not in (b"{", b"["):
        return None
    reader, members = JsonMembers(data, start), list[Member]()
    while not reader.done:
        members += reader.read(_AT_ONCE)
    if not reader.whole or (alone and data[reader.end :].strip()):
        return None
    nexts = [each.key_start if each.key_start >= 0 else each.start for each in members[1:]]
    return [
        Piece(_key(data, each), each.start, _end(data, each, following))
        for each, following in zip(members, [*nexts, reader.end - 1], strict=False)
    ]


def _key(data: bytes, member: Member) -> str:
    """Return the key as a text; one that makes no sense stays as it is written."""
    if member.key_start < 0:
        return ""
    written = data[member.key_start : member.key_end]
    try:
        return str(json.loads(written))
    except ValueError:
        return written.decode("utf-8", "replace")


def _end(data: bytes, member: Member, following: int) -> int:
    """Return where a member ends; of a list or object only where the next one begins is known."""
    if member.end >= 0:
        return member.end
    while data[following - 1] in _BETWEEN:
        following -= 1
    return following
