"""How the key travels: one header, from the target's scheme."""

import re

from betadeck.core.target import SANDBOX_KEY, AuthScheme, Platform, Target
from betadeck.core.wire import Origin, WireError, WireHeader

_KEY = re.compile(r"[\x21-\x7e]+")
_PREFIX = re.compile(r"bearer\s+", re.IGNORECASE)


def auth_header(target: Target, key: str) -> WireHeader | None:
    """Return the header that carries `key` for `target`, or None when there is nothing to send.

    Raises:
        WireError: the key cannot stand in a header. The message never holds the key.
    """
    name = _header_name(target.auth)
    value, origin, why = _usable(key, name), Origin.KEY, ""
    if not value and target.platform is Platform.SANDBOX:
        value, origin, why = SANDBOX_KEY, Origin.ADDED, "The sandbox takes any key; this one opens nothing."
    if not name or not value:
        return None
    text = f"Bearer {value}" if target.auth is AuthScheme.BEARER else value
    return WireHeader(name, text, origin, secret=True, why=why)


def _header_name(scheme: AuthScheme) -> str:
    return {AuthScheme.BEARER: "authorization", AuthScheme.X_API_KEY: "x-api-key", AuthScheme.NONE: ""}[
        scheme
    ]


def _usable(key: str, name: str) -> str:
    """Return `key` without the blanks, quotes or `Bearer` that came along when it was copied."""
    bare = _PREFIX.sub("", key.strip().strip("\"'"), count=1).strip()
    if bare and name and not _KEY.fullmatch(bare):
        raise WireError(
            "The key has a blank, a line break or a character outside ASCII in it. Copy it again.",
            f"header:{name}",
        )
    return bare
