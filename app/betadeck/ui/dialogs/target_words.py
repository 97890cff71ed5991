"""Words of the targets' form. No Qt here."""

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from betadeck.core.proxy_password import plain_password
from betadeck.core.target import AuthScheme, Platform, Target

PLATFORMS = (
    (Platform.ANTHROPIC, "Claude API"),
    (Platform.AWS, "Claude on AWS"),
    (Platform.BEDROCK, "Amazon Bedrock"),
    (Platform.GOOGLE, "Google Cloud"),
    (Platform.FOUNDRY, "Microsoft Foundry"),
    (Platform.GATEWAY, "Gateway or proxy of one's own"),
)
SCHEMES = (
    (AuthScheme.BEARER, "Bearer", "Sends  authorization: Bearer …"),
    (AuthScheme.X_API_KEY, "x-api-key", "Sends  x-api-key: …"),
    (AuthScheme.NONE, "None", "Sends no key at all."),
)
PASSWORD_SAID = "A password in the address would be kept in a file, for all to read."
SYSTEM_PROXY, NO_PROXY, OWN_PROXY = "system", "none", "own"

Check = Callable[[str], str]
"""Returns what is wrong with a base address in words, or the empty text."""


def problem_of(target: Target, others: Sequence[str], check: Check) -> str:
    """Return why the target cannot be used, or the empty text. `others` are the other targets' names."""
    if target.platform is Platform.SANDBOX:
        return ""
    if not target.name.strip():
        return "It needs a name."
    if target.name.strip().casefold() in {name.strip().casefold() for name in others}:
        return "Another target has this name."
    return check(target.base_url) or proxy_problem(target.proxy)


def proxy_problem(proxy: str) -> str:
    """Return what is wrong with a proxy's address, or the empty text."""
    if not proxy or proxy == NO_PROXY:
        return ""
    try:
        parts = urlsplit(proxy)
        port = parts.port
    except ValueError:
        return "The proxy's address cannot be read."
    del port
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return "A proxy's address is like http://proxy.example:8080."
    return PASSWORD_SAID if plain_password(proxy) else ""


def proxy_kind(proxy: str) -> str:
    """Return which of the three choices `Target.proxy` means."""
    return SYSTEM_PROXY if not proxy else NO_PROXY if proxy == NO_PROXY else OWN_PROXY


def free_name(wanted: str, taken: Sequence[str]) -> str:
    """Return `wanted`, with a number behind it where that name is taken."""
    used = {name.casefold() for name in taken}
    if wanted.casefold() not in used:
        return wanted
    return next(name for count in range(2, 10_000) if (name := f"{wanted} {count}").casefold() not in used)
