"""What "On the wire" shows before a send: the exact request, with the key's name where the key will be."""

from dataclasses import dataclass, replace

from betadeck.core.draft import Draft
from betadeck.core.target import AuthScheme, Platform, Target
from betadeck.core.wire import Origin, WireError, WireHeader, WireRequest
from betadeck.core.wire_build import build

_STAND_IN = "read-from-the-keyring-when-sent"


@dataclass(frozen=True, slots=True)
class Preview:
    """Either the request, or in words why there is none and where the fault lies (see `WireError.where`)."""

    request: WireRequest | None
    problem: str = ""
    where: str = ""


def preview(draft: Draft, target: Target, saved: Draft | None) -> Preview:
    """Return what would go out if it were sent now; no key is needed for it."""
    needs_key = (
        target.auth is not AuthScheme.NONE and target.key_name and target.platform is not Platform.SANDBOX
    )
    try:
        request = build(draft, target, _STAND_IN if needs_key else "", saved=saved)
    except WireError as error:
        return Preview(None, str(error), error.where)
    return Preview(replace(request, headers=tuple(_named(line, target.key_name) for line in request.headers)))


def _needs_key(target: Target) -> bool:
    is_real = target.platform is not Platform.SANDBOX and target.auth is not AuthScheme.NONE
    return is_real and bool(target.key_name)


def _named(line: WireHeader, key_name: str) -> WireHeader:
    if line.origin is not Origin.KEY:
        return line
    shown = line.value.replace(_STAND_IN, f"‹{key_name}›")
    return replace(line, value=shown, secret=False, why="Read from the keyring when you send.")
