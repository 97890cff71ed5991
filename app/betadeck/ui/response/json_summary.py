"""What a JSON answer that is no message amounts to: a number, a list, or just JSON. No Qt here."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from betadeck.core.body import Body

LONGEST_BYTES = 1_000_000
_ID_KEYS = ("id", "display_name", "name", "title", "filename")
_MORE_KEYS = (("type", "processing_status", "status", "state"), ("created_at", "size_bytes", "updated_at"))
_MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Number:
    """One figure that is all the answer says."""

    value: int
    what: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list. `has_more`: further pages wait on the server."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int
    has_more: bool


def summary_of(body: Body) -> Number | Listing | None:
    """Return what `body` amounts to; None when it is best shown as it is, or too big to be read at once."""
    if len(body) > LONGEST_BYTES:
        return None
    try:
        value = json.loads(body[:])
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, Mapping):
        return None
    tokens = value.get("input_tokens")
    if isinstance(tokens, int) and "type" not in value:
        return Number(tokens, "input tokens")
    items = value.get("data")
    if isinstance(items, list) and items and all(isinstance(item, Mapping) for item in items):
        return _listing(items, value.get("has_more") is True or bool(value.get("next_page")))
    return None


def _listing(items: Sequence[Mapping[str, object]], has_more: bool) -> Listing:
    columns = _columns(items)
    rows = tuple(tuple(_cell(item.get(name)) for name in columns) for item in items[:_MOST_ROWS])
    return Listing(columns, rows, len(items), has_more)


def _columns(items: Sequence[Mapping[str, object]]) -> tuple[str, ...]:
    """Return the keys worth a column: what names an item, and one or two more."""
    first = items[0]
    names = [key for key in _ID_KEYS if key in first][:2]
    for group in _MORE_KEYS:
        names += [key for key in group if key in first][:1]
    rest = [key for key, value in first.items() if key not in names and not isinstance(value, dict | list)]
    return tuple([*names, *rest][: max(4, len(names))])


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
