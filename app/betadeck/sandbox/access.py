"""Who may ask what: the kind of key that an address wants, and the betas that it does not answer without.

Source: the vendor's pages on authentication and on the Admin API, and SDK 2.12.0, 2026-11. That a key of the
wrong kind is answered as a wrong key is our reading: no source tells the text.
"""

from collections.abc import Sequence

from betadeck.core.catalog import Beta
from betadeck.core.target import SANDBOX_KEY
from betadeck.sandbox.errors import ApiFault, invalid
from betadeck.sandbox.headers import BAD_KEY, HeaderView, check_auth, is_oauth, keys_of

ADMIN_START = "sk-ant-admin"
"""What keys for the Admin API start with."""
_EITHER = {"agent-memory-2026-07-22": ("managed-agents-2026-04-01",)}
"""Betas that open the same as another one. Source: SDK 2.12.0."""


def check_key(kind: str, headers: HeaderView, betas: tuple[str, ...]) -> None:
    """Refuse a request whose key does not open an address of `kind` (`Operation.key_kind`).

    The key that the window sends to its own sandbox opens everything.

    Raises:
        ApiFault: 401.
    """
    if kind == "none":
        return
    keys = keys_of(headers)
    if kind == "compliance" and BAD_KEY in keys:
        raise ApiFault(401, "The API key provided is invalid or has been revoked.")
    check_auth(headers, betas)
    if kind == "compliance" or SANDBOX_KEY in keys or is_oauth(headers):
        return
    if any(each.startswith(ADMIN_START) for each in keys) != (kind == "admin"):
        bearer = not headers.has("x-api-key")
        raise ApiFault(401, "Invalid bearer token" if bearer else "invalid x-api-key")


def check_needed(needs: Sequence[Beta], sent: Sequence[str]) -> None:
    """Refuse a request without a beta that its address needs.

    Raises:
        ApiFault: 404 where the beta hides the address, else 400 that names it.
    """
    for beta in needs:
        if beta.name in sent or not set(_EITHER.get(beta.name, ())).isdisjoint(sent):
            continue
        if beta.hides_path:
            raise ApiFault(404, "Not Found")
        raise invalid(f"this API is in beta: add `{beta.name}` to the `anthropic-beta` header to use it")
