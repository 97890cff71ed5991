"""Cuts lists into pages, in the API's three ways.

`cursor` lists go on with `after_id` or `before_id` and tell `has_more`, `first_id` and `last_id`. `page`
lists go on with the token `next_page` of the answer before; some tell `has_more` or `prev_page` too. Tokens
are opaque to clients, as the API's are; here they hold a key and a place.
"""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence

from betadeck.sandbox.errors import invalid
from betadeck.sandbox.store import Json

USUAL_LIMIT = 20
_TOKEN = "page_"
Keyed = Sequence[tuple[str, Json]]


def cut(things: Keyed, asked: Mapping[str, object], *, cursor: bool, lenient: bool = False) -> "Page":
    """Return the page of `things` that `asked` names.

    Raises:
        ApiFault: 400, a cursor or token that is not from here; `lenient` takes the first page instead.
    """
    given = asked.get("limit", USUAL_LIMIT)
    limit = max(1, given if isinstance(given, int) else USUAL_LIMIT)
    keys = [key for key, _ in things]
    if cursor and "before_id" in asked:
        end = _place(keys, asked, "before_id", lenient)
        start = max(0, end - limit)
    elif cursor:
        start = _place(keys, asked, "after_id", lenient) + 1 if "after_id" in asked else 0
        end = start + limit
    else:
        start = _start(keys, asked.get("page"), lenient)
        end = start + limit
    more = start > 0 if "before_id" in asked and cursor else end < len(things)
    return Page(things, start, min(end, len(things)), more)


class Page:
    """A stretch of a list."""

    def __init__(self, things: Keyed, start: int, end: int, more: bool) -> None:
        self._things = things
        self._start = start
        self._end = end
        self._more = more

    def items(self) -> list[Json]:
        """Return what is on the page."""
        return [each for _, each in self._things[self._start : self._end]]

    def listed(self) -> Json:
        """Return the whole answer of a `cursor` list."""
        return {"data": self.items(), **self.told(("has_more", "first_id", "last_id"))}

    def told(self, fields: Sequence[str]) -> Json:
        """Return those of the answer's paging fields that stand in `fields`."""
        here = [key for key, _ in self._things[self._start : self._end]]
        limit = max(1, self._end - self._start)
        before = max(0, self._start - limit)
        every: Json = {
            "has_more": self._more,
            "first_id": here[0] if here else None,
            "last_id": here[-1] if here else None,
            "next_page": self._token(self._end) if self._more else None,
            "prev_page": self._token(before) if self._start else None,
        }
        return {name: value for name, value in every.items() if name in fields}

    def _token(self, place: int) -> str:
        value = [self._things[place - 1][0] if place else "", place]
        return _TOKEN + base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def _place(keys: Sequence[str], asked: Mapping[str, object], field: str, lenient: bool) -> int:
    key = str(asked[field])
    if key in keys:
        return keys.index(key)
    if lenient:
        return len(keys) if field == "before_id" else -1
    raise invalid(f"{field}: nothing in this list has the id '{key}'")


def _start(keys: Sequence[str], token: object, lenient: bool) -> int:
    """Return where a token points: behind its key, or at its place when that thing is gone."""
    if token is None:
        return 0
    try:
        text = str(token).removeprefix(_TOKEN)
        key, place = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return keys.index(key) + 1 if key in keys else min(int(place), len(keys))
    except (ValueError, TypeError, binascii.Error) as error:
        if lenient:
            return 0
        raise invalid("page: this token is not from an answer of this list") from error
