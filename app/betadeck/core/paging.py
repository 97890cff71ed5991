"""Answers that are one page of a list, and the request for the next one.

Three ways occur in the API: `after_id` with the `last_id` of the page (`before_id` with `first_id` when one
goes back), and `page` with the token `next_page`. Source: the operations and answers of the catalogue.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from json import JSONDecoder

from betadeck.core.catalog import Operation
from betadeck.core.draft import Draft, Row
from betadeck.core.exchange import Exchange
from betadeck.core.json_text import locate

MOST_PAGE_BYTES = 8_000_000
"""Bodies that are longer are not read as pages: a page has a thousand entries at most."""
_MOST_UNKNOWN_BYTES = 1_000_000
_TOKENS = ("page", "page_token")
_BLANK = " \t\r\n,"


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
    try:
        text = exchange.body[:].decode("utf-8")
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or not isinstance(value.get("data"), list):
        return None
    if not ({"next_page", "has_more"} & value.keys() or known):
        return None
    name, token = _next(value, exchange.draft, operation)
    return Page(entries_in(text), name, token)


def next_draft(draft: Draft, page: Page) -> Draft:
    """Return the request for the page behind `page`: the same but for the parameter that goes on."""
    goes_on = ("after_id", "before_id") if page.name in ("after_id", "before_id") else (page.name,)
    kept = [row for row in draft.query if row.name.strip() not in goes_on or not row.on]
    return replace(draft, query=(*kept, Row(page.name, page.value)))


def entries_in(text: str) -> tuple[bytes, ...]:
    """Return the entries of the list `data` in a JSON text that is known to be whole, each as it stands."""
    span = locate(text, "/data")
    if span is None:
        return ()
    decoder, found, place = JSONDecoder(), list[bytes](), span.start + 1
    while True:
        while text[place] in _BLANK:
            place += 1
        if text[place] == "]":
            return tuple(found)
        _, end = decoder.raw_decode(text, place)
        found.append(text[place:end].encode())
        place = end


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
