"""The header lines of a request: what the user typed, what Betadeck adds, who wins."""

import re
from collections.abc import Iterable

from betadeck.core import betas
from betadeck.core.draft import Draft, Row
from betadeck.core.redact import is_secret_header
from betadeck.core.wire import Origin, WireError, WireHeader

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def typed_headers(draft: Draft, saved: Draft | None) -> list[WireHeader]:
    """Return the ticked rows of `draft` as header lines, checked; `saved` tells which the preset had.

    Raises:
        WireError: a name or value cannot stand in a header line. No value is in the message.
    """
    rows = [row for row in draft.headers if row.on and (row.name.strip() or row.value.strip())]
    known = {_same(row) for row in saved.headers if row.on} if saved else set()
    return [_line(row, Origin.PRESET if _same(row) in known else Origin.TYPED) for row in rows]


def _same(row: Row) -> tuple[str, str]:
    return row.name.strip().lower(), row.value.strip()


def _line(row: Row, origin: Origin) -> WireHeader:
    name, value = row.name.strip(), row.value.strip(" \t")
    where = f"header:{name}"
    if not _TOKEN.fullmatch(name):
        problem = f"“{name}” is no header name" if name else "A header row has a value and no name"
        raise WireError(f"{problem}: letters, digits and - are what names are made of.", where)
    check_value(name, value)
    return WireHeader(name, value, origin, secret=is_secret_header(name))


def check_value(name: str, value: str) -> None:
    """Raise `WireError` when `value` cannot be sent as the value of the header `name`."""
    where = f"header:{name}"
    if "\n" in value or "\r" in value:
        raise WireError(f"The value of {name} has a line break in it.", where)
    if _CONTROL.search(value):
        raise WireError(f"The value of {name} has a control character in it.", where)
    if any(ord(character) > 0xFF for character in value):
        raise WireError(
            f"The value of {name} has a character that headers cannot carry (only Latin-1 can).", where
        )


def beta_header(draft: Draft, typed: Iterable[WireHeader]) -> WireHeader | None:
    """Return the one `anthropic-beta` line: ticked betas first, then those of typed rows; None when empty.

    Raises:
        WireError: a beta's name cannot stand in a header.
    """
    rows = [line for line in typed if line.name.lower() == betas.HEADER]
    by_hand = [name for line in rows for name in betas.parse(line.value)]
    names = betas.tidy((*draft.betas, *by_hand))
    if not names:
        return None
    for name in names:
        if not betas.is_sendable(name):
            raise WireError(
                f"“{name}” cannot be a beta: such a name has no blanks or commas.", f"header:{betas.HEADER}"
            )
    value = betas.join(names)
    if not betas.tidy(draft.betas):
        return WireHeader(betas.HEADER, value, rows[0].origin)
    why = "Joined with the row you typed: the API wants one line." if by_hand else ""
    return WireHeader(betas.HEADER, value, Origin.BETAS, why=why)


def merged(ours: Iterable[WireHeader], typed: Iterable[WireHeader]) -> tuple[WireHeader, ...]:
    """Return all lines in the order they go out: `host` first, ours, then what was typed.

    A typed line takes the place of ours of the same name, in any case.
    """
    rows = list(typed)
    names = {line.name.lower() for line in rows}
    lines = [line for line in ours if line.name.lower() not in names] + rows
    return tuple(sorted(lines, key=lambda line: line.name.lower() != "host"))
