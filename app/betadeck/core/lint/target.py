"""The place to send to: is there an address, and is the way safe for a key."""

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from betadeck.core.finding import Finding
from betadeck.core.fixes import change_target
from betadeck.core.lint.codes import found
from betadeck.core.lint.subject import Subject
from betadeck.core.target import AuthScheme, Platform
from betadeck.core.wire import WireError
from betadeck.core.wire_url import check_base_url


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the target."""
    target = subject.target
    if target.platform is Platform.SANDBOX:
        return
    try:
        address = check_base_url(target.base_url)
    except WireError as error:
        yield found("target-address", "target", str(error), change_target())
        return
    host = urlsplit(address).hostname or ""
    sends_key = bool(target.key_name) and target.auth is not AuthScheme.NONE
    if address.startswith("http://") and sends_key and not _is_local(host):
        text = f"The key would go to {host} unencrypted: use https."
        yield found("target-plain", "target", text, change_target("Change the address"))


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
