"""Auth and version headers, checked as the API does, in its order.

Source of the texts: answers of the API quoted in public reports, and recordings, until 2026-11.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from betadeck.core.catalog import Catalogue
from betadeck.sandbox.errors import ApiFault, invalid

VERSION = "anthropic-version"
BAD_KEY = "practice-invalid-key"
"""A key that the sandbox refuses, to see what happens then."""
_OAUTH_START = "sk-ant-oat"
OAUTH_BETA = "oauth-2025-04-20"


@dataclass(frozen=True, slots=True)
class HeaderView:
    """Request headers, with names in lower case; a name may stand several times."""

    pairs: tuple[tuple[str, str], ...]

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of `name`, which is in lower case."""
        return tuple(value for key, value in self.pairs if key == name)

    def one(self, name: str) -> str:
        """Return the values of `name` joined as HTTP does, or the empty text."""
        return ", ".join(self.all(name))

    def has(self, name: str) -> bool:
        """Tell whether `name` was sent."""
        return any(key == name for key, _ in self.pairs)


def view(pairs: Iterable[tuple[bytes, bytes]]) -> HeaderView:
    """Return the headers of an ASGI scope."""
    return HeaderView(
        tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in pairs)
    )


def check_auth(headers: HeaderView, betas: tuple[str, ...]) -> None:
    """Refuse a request without a key, or with one that is made to be refused. Any other key will do.

    Raises:
        ApiFault: 401.
    """
    key = headers.one("x-api-key").strip()
    bearer = _bearer(headers.one("authorization"))
    if not key and bearer is None:
        raise ApiFault(401, "x-api-key header is required")
    if key == BAD_KEY:
        raise ApiFault(401, "invalid x-api-key")
    if bearer is not None and not key and bearer in ("", BAD_KEY):
        raise ApiFault(401, "Invalid bearer token")
    if bearer and bearer.startswith(_OAUTH_START) and OAUTH_BETA not in betas:
        raise ApiFault(401, "OAuth authentication is currently not supported.")


def keys_of(headers: HeaderView) -> tuple[str, ...]:
    """Return the keys that were sent, by whichever header."""
    sent = (headers.one("x-api-key").strip(), _bearer(headers.one("authorization")) or "")
    return tuple(each for each in sent if each)


def is_oauth(headers: HeaderView) -> bool:
    """Tell whether the credential is an OAuth token."""
    return (_bearer(headers.one("authorization")) or "").startswith(_OAUTH_START)


def check_version(headers: HeaderView, catalogue: Catalogue) -> str:
    """Return the API version that was asked for.

    Raises:
        ApiFault: 400, it is missing or unknown. Two lines of it count as one unknown value.
    """
    if not headers.has(VERSION):
        raise invalid(f"{VERSION}: header is required")
    value = headers.one(VERSION).strip()
    if value not in catalogue.versions:
        raise invalid(f'{VERSION}: "{value}" is not a valid version')
    return value


def _bearer(value: str) -> str | None:
    """Return the token of an `Authorization` header, or None when there is no Bearer."""
    scheme, _, token = value.strip().partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None
