"""What "On the wire" shows before a send: the exact request, with the key's name where the key will be."""

from dataclasses import dataclass, replace

from betadeck.core.catalog import Operation
from betadeck.core.draft import Draft
from betadeck.core.target import AuthScheme, Platform, Target
from betadeck.core.variable_fill import tokens_of
from betadeck.core.variable_values import stand_ins, table_values
from betadeck.core.wire import Origin, WireError, WireHeader, WireRequest
from betadeck.core.wire_filled import build_filled, late_uses

_STAND_IN = "read-from-the-keyring-when-sent"


@dataclass(frozen=True, slots=True)
class Preview:
    """Either the request, or in words why there is none and where the fault lies (see `WireError.where`)."""

    request: WireRequest | None
    problem: str = ""
    where: str = ""


def preview(draft: Draft, target: Target, saved: Draft | None, operation: Operation | None) -> Preview:
    """Return what would go out if `draft`, which calls `operation`, were sent now; no key is needed for it."""
    needs_key = (
        target.auth is not AuthScheme.NONE and target.key_name and target.platform is not Platform.SANDBOX
    )
    try:
        values = table_values(draft.variables, target.variables) | stand_ins(tokens_of(draft))
        key = _STAND_IN if needs_key else ""
        request = build_filled(draft, target, key, values, saved=saved, operation=operation)
    except WireError as error:
        return Preview(None, str(error), error.where)
    headers = [_named(line, target.key_name) for line in request.headers]
    if late_uses(request.uses):
        headers = [_uncounted(line) for line in headers]
    return Preview(replace(request, headers=tuple(headers)))


def _named(line: WireHeader, key_name: str) -> WireHeader:
    if line.origin is not Origin.KEY:
        return line
    shown = line.value.replace(_STAND_IN, f"‹{key_name}›")
    return replace(line, value=shown, secret=False, why="Read from the keyring when you send.")


def _uncounted(line: WireHeader) -> WireHeader:
    if line.name.lower() != "content-length":
        return line
    return replace(line, value="", why="Counted when the variables have their values.")
