"""Where requests go: address, auth scheme, platform, proxy, trust and time-outs."""

from dataclasses import dataclass, field
from enum import Enum

from betadeck.core.draft import Row


class AuthScheme(Enum):
    """How the key travels. Source: both are accepted by the API; newest SDKs send Bearer (2026-11-22)."""

    BEARER = "bearer"
    X_API_KEY = "x-api-key"
    NONE = "none"


class Platform(Enum):
    """Who answers; betas and versions differ between them."""

    SANDBOX = "sandbox"
    ANTHROPIC = "anthropic"
    AWS = "claude-on-aws"
    BEDROCK = "bedrock"
    GOOGLE = "google"
    FOUNDRY = "foundry"
    GATEWAY = "gateway"


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait at each phase; 0 means for ever. The API itself gives up after 600 s."""

    connect_s: float = 10.0
    write_s: float = 60.0
    first_byte_s: float = 600.0
    idle_s: float = 120.0


@dataclass(frozen=True, slots=True)
class Target:
    """A named place to send to.

    `base_url` may carry a path prefix, as gateways have; empty for the sandbox, whose port is known
    only while it runs. `key_name` names a key in the keyring. `proxy` is empty for the system's,
    `"none"` for a direct connection, else a URL. `ca_file` adds a CA bundle to the system's store.
    `redirects` is on when the user asked to follow them. `variables` are names and what they stand for in
    requests that go here.
    """

    name: str
    base_url: str = "https://api.anthropic.com"
    auth: AuthScheme = AuthScheme.BEARER
    key_name: str = ""
    platform: Platform = Platform.ANTHROPIC
    proxy: str = ""
    ca_file: str = ""
    timeouts: Timeouts = field(default_factory=Timeouts)
    redirects: bool = False
    extra: tuple[tuple[str, str], ...] = ()
    variables: tuple[Row, ...] = ()


SANDBOX = Target(name="Sandbox", base_url="", platform=Platform.SANDBOX)
ANTHROPIC = Target(name="Claude API")
SANDBOX_KEY = "betadeck-sandbox-key"
"""Sent to the sandbox so that it sees an auth header; it opens nothing and is no secret."""
