"""Answers that are one page of a list, and the request for the next one.

Three ways occur in the API: `after_id` with the `last_id` of the page (`before_id` with `first_id` when one
goes back), and `page` with the token `next_page`. Source: the operations and answers of the catalogue.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from betadeck.core.catalog import Operation
from betadeck.core.draft import Draft, Row
from betadeck.core.exchange import Exchange
from betadeck.core.json_pieces import Piece, pieces_at, pieces_of

MOST_PAGE_BYTES = 8_000_000
"""Bodies that are longer are not read as pages: a page has a thousand entries at most."""
_MOST_UNKNOWN_BYTES = 1_000_000
_TOKENS = ("page", "page_token")
_GOES_ON = ("next_page", "has_more", "first_id", "last_id")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: its entries as they were received, and what asks for the page behind it.

    `name` and `value` are the query parameter that goes on; an empty name: this is the last page.
    """

    entries: tuple[bytes, ...]
    name: str = ""
    value: str = ""

    @property
    def has_more(self) -> bool:
        """Tell whether there is a page behind it."""
        return bool(self.name)


def page_of(exchange: Exchange, operation: Operation | None) -> Page | None:
    """Return the page that an answer is, None when it is none.

    Answers of calls that are known to have no pages are not looked at, nor big ones of unknown calls.
    """
    head = exchange.head
    known = operation is not None and bool(operation.paging)
    if head is None or head.status >= 300 or (operation is not None and operation.response and not known):
        return None
    most = MOST_PAGE_BYTES if known else _MOST_UNKNOWN_BYTES
    if not 0 < len(exchange.body) <= most:
        return None
    body = exchange.body[:]
    told = {each.key: each for each in pieces_of(body) or () if each.key in ("data", *_GOES_ON)}
    entries = entries_in(body, told["data"]) if "data" in told else None
    if entries is None or not (known or {"next_page", "has_more"} & told.keys()):
        return None
    values = {name: _value(body, told[name]) for name in _GOES_ON if name in told}
    name, token = _next(values, exchange.draft, operation)
    return Page(entries, name, token)


def next_draft(draft: Draft, page: Page) -> Draft:
    """Return the request for the page behind `page`: the same but for the parameter that goes on."""
    goes_on = ("after_id", "before_id") if page.name in ("after_id", "before_id") else (page.name,)
    kept = [row for row in draft.query if row.name.strip() not in goes_on or not row.on]
    return replace(draft, query=(*kept, Row(page.name, page.value)))


def entries_in(body: bytes, data: Piece) -> tuple[bytes, ...] | None:
    """Return the entries of the list `data` of a body, each as it stands; None if it is no list."""
    found = pieces_at(body, data.start) if body[data.start : data.start + 1] == b"[" else None
    return tuple(body[each.start : each.end] for each in found) if found is not None else None


def _value(body: bytes, piece: Piece) -> object:
    """Return a short value; one that makes no sense is None."""
    try:
        return json.loads(body[piece.start : piece.end])
    except (ValueError, RecursionError):
        return None


def _next(value: Mapping[str, object], draft: Draft, operation: Operation | None) -> tuple[str, str]:
    token = value.get("next_page")
    if isinstance(token, str) and token:
        known = {each.name for each in operation.query} if operation is not None else set()
        return next((name for name in _TOKENS if name in known), _TOKENS[0]), token
    if value.get("has_more") is not True:
        return "", ""
    back = any(row.on and row.name.strip() == "before_id" for row in draft.query)
    last = value.get("first_id" if back else "last_id")
    return ("before_id" if back else "after_id", last) if isinstance(last, str) and last else ("", "")
