"""Which keyring this machine has, and whether it may hold a key.

Only called in the keyring's own thread: importing, looking for and asking a keyring may all take long.
"""

from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from betadeck.storage.exit_guard import finished_before_exit

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SECRET_SERVICE = "keyring.backends.SecretService"
_NAMES = {
    _SECRET_SERVICE: "Secret Service",
    "keyring.backends.libsecret": "libsecret",
    "keyring.backends.kwallet": "KWallet",
    "keyring.backends.macOS": "macOS Keychain",
    "keyring.backends.Windows": "Windows Credential Manager",
}
_CHAIN = "keyring.backends.chainer"
_FAIL, _NULL = "keyring.backends.fail", "keyring.backends.null"
_FILES = "keyrings.alt"


class KeyringState(Enum):
    """Whether keys can be kept beyond this session. `LOCKED` will ask for a password at first use."""

    READY = "ready"
    LOCKED = "locked"
    NONE = "none"
    REFUSED = "refused"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class KeyringStatus:
    """The keyring's state, its name, and in a sentence why it is not used (empty when it is)."""

    state: KeyringState
    backend: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The backend to use, None when there is none that may hold a key."""

    backend: "KeyringBackend | None"
    status: KeyringStatus


def choose() -> Choice:
    """Return the machine's keyring; of several that work together, the first that may hold a key."""
    try:
        with finished_before_exit():
            found = _loaded()
    except (ImportError, AttributeError, ValueError, RuntimeError, OSError) as error:
        reason = f"The keyring that is set up for Python cannot be loaded: {error}."
        return Choice(None, KeyringStatus(KeyringState.NONE, "", reason))
    parts = list(getattr(found, "backends", ())) if _is_a(found, _CHAIN) else [found]
    choices = [judge(part) for part in parts] or [judge(found)]
    return next((choice for choice in choices if choice.backend is not None), choices[0])


def _loaded() -> "KeyringBackend":
    import keyring.core

    keyring.core.init_backend()
    return keyring.core.get_keyring()


def judge(backend: "KeyringBackend") -> Choice:
    """Return `backend` as the choice, or why it is none."""
    name = name_of(backend)
    if _is_a(backend, _FAIL) or _is_a(backend, _CHAIN):
        reason = "This system offers no keyring that Betadeck can reach."
        return Choice(None, KeyringStatus(KeyringState.NONE, "", reason))
    reason = _refusal(backend, name)
    if reason:
        return Choice(None, KeyringStatus(KeyringState.REFUSED, name, reason))
    return Choice(backend, KeyringStatus(KeyringState.READY, name))


def name_of(backend: "KeyringBackend") -> str:
    """Return what people call the backend."""
    module = type(backend).__module__
    return _NAMES.get(module) or f"{module}.{type(backend).__qualname__}"


def status_of(choice: Choice) -> KeyringStatus:
    """Return the state now, without asking anybody to unlock anything."""
    if choice.backend is None or not _is_a(choice.backend, _SECRET_SERVICE) or not _is_locked():
        return choice.status
    reason = f"{choice.status.backend} is locked; it will ask for its password when a key is needed."
    return KeyringStatus(KeyringState.LOCKED, choice.status.backend, reason)


def _refusal(backend: "KeyringBackend", name: str) -> str:
    if _is_a(backend, _NULL):
        return f"The keyring “{name}” forgets everything at once."
    if _is_a(backend, _FILES) or "plain" in name.lower():
        return f"The keyring “{name}” keeps keys in a file that other programs can read."
    return ""


def _is_a(backend: object, package: str) -> bool:
    """Tell whether the backend's class, or one that it is made from, comes from `package`."""
    modules = (each.__module__ for each in type(backend).__mro__)
    return any(module == package or module.startswith(f"{package}.") for module in modules)


def _is_locked() -> bool:
    import secretstorage

    try:
        with closing(secretstorage.dbus_init()) as bus:
            return secretstorage.Collection(bus).is_locked()
    except secretstorage.ItemNotFoundException:
        return False  # no keyring was made yet; the first key makes it
