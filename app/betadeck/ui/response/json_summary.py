"""What a JSON answer that is no message amounts to: a number, a list, or just JSON. No Qt here."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

from betadeck.core.body import Body

LONGEST_BYTES = 1_000_000
_ID_KEYS = ("id", "display_name", "name", "title", "filename")
_MORE_KEYS = (("type", "processing_status", "status", "state"), ("created_at", "size_bytes", "updated_at"))
_MOST_ROWS = 1000
_LONGEST_CELL = 500
_MOST_LINES = 5000


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


class Entries:
    """JSON objects that are read when their row comes into sight; the first one tells the columns."""

    def __init__(self, raw: Sequence[bytes]) -> None:
        self._raw = raw
        first = _object(raw[0]) if raw else {}
        self.columns = _filled_up(_columns([first]), first) if first else ("entry",)
        self.row = lru_cache(maxsize=1024)(self._row)

    def __len__(self) -> int:
        return len(self._raw)

    def _row(self, number: int) -> tuple[str, ...]:
        value = _object(self._raw[number])
        if value is None:
            return (self._raw[number][:_LONGEST_CELL].decode("utf-8", "replace"),)
        return tuple(_cell(value.get(name)) for name in self.columns)


class Lines(Sequence[bytes]):
    """The first lines of a body, cut out when they are asked for; `whole` tells that these are all."""

    def __init__(self, body: Body) -> None:
        self._body, self._ends = body, [-1]
        while len(self._ends) <= _MOST_LINES and (end := body.find(b"\n", self._ends[-1] + 1)) >= 0:
            self._ends.append(end)
        rest = len(body) - self._ends[-1] - 1
        if len(self._ends) <= _MOST_LINES and rest > 0:
            self._ends.append(len(body))
            rest = 0
        self.whole = rest == 0

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, place: int) -> bytes: ...

    @overload
    def __getitem__(self, place: slice) -> list[bytes]: ...

    def __getitem__(self, place: int | slice) -> bytes | list[bytes]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        return self._body[self._ends[place] + 1 : self._ends[place + 1]]


def _filled_up(columns: tuple[str, ...], first: Mapping[str, object]) -> tuple[str, ...]:
    """Return `columns`, and where there are few of them also what holds objects and lists."""
    rest = [name for name in first if name not in columns]
    return (*columns, *rest[: max(0, 4 - len(columns))])


def _object(raw: bytes) -> Mapping[str, object] | None:
    """Return the JSON object in `raw`, None if it is something else."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, Mapping) else None


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
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}…"
