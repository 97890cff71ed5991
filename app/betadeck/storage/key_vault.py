"""Keys in the system's keyring, and the list of their names. Every call may block: see `key_thread`."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from betadeck.storage.faults import StorageFault
from betadeck.storage.key_backend import Choice, KeyringStatus, status_of
from betadeck.storage.key_faults import KeyringFault, Translated
from betadeck.storage.key_names import KeyName, KeyNames, kind_of

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "betadeck"


class KeyVault:
    """The keyring that `choose` finds. All but `known` raises `KeyringFault`."""

    def __init__(self, names: KeyNames, choose: Callable[[], Choice]) -> None:
        self._names = names
        self._choose = choose
        self._choice: Choice | None = None
        self._known: dict[str, KeyName] | None = None

    @property
    def backend(self) -> str:
        """The keyring's name, empty as long as none was found."""
        return self._choice.status.backend if self._choice else ""

    def known(self) -> dict[str, KeyName]:
        """Return the keys that are in the keyring, by name; quick, as only the list is read, once."""
        if self._known is None:
            self._known = {key.name: key for key in self._names.list()}
        return dict(self._known)

    def status(self) -> KeyringStatus:
        """Return the keyring's state; without one, look again, as one may have come since."""
        if self._choice is None or self._choice.backend is None:
            self._choice = self._choose()
        with Translated(self.backend):
            return status_of(self._choice)

    def read(self, name: str) -> str | None:
        """Return the key, or None if the keyring has none of that name."""
        usable = self._usable()
        with Translated(self.backend):
            return usable.get_password(SERVICE, name)

    def store(self, name: str, secret: str) -> str:
        """Put the key in the keyring, make sure that it is there, and note its name.

        The answer is what the user should know: that the name could not be noted, else nothing.
        """
        usable = self._usable()
        with Translated(self.backend, secret):
            usable.set_password(SERVICE, name, secret)
            if usable.get_password(SERVICE, name) != secret:
                raise KeyringFault("refused", f"{self.backend} took the key, but does not give it back.")
        key = KeyName(name, kind_of(secret))
        self._known = {**self.known(), name: key}
        try:
            self._names.add(name, key.kind)
        except StorageFault as fault:
            return (
                f"The key is in the keyring, but Betadeck will not list it after a restart. {fault.message}"
            )
        return ""

    def remove(self, name: str) -> None:
        """Take the key out of the keyring, if it is there, and forget its name."""
        usable = self._usable()
        with Translated(self.backend):
            if usable.get_password(SERVICE, name) is not None:
                usable.delete_password(SERVICE, name)
        self._known = {each: key for each, key in self.known().items() if each != name}
        try:
            self._names.remove(name)
        except StorageFault as fault:
            raise KeyringFault("refused", f"The key is removed, but not its name. {fault.message}") from fault

    def _usable(self) -> "KeyringBackend":
        if self._choice is None:
            self._choice = self._choose()
        if self._choice.backend is None:
            raise KeyringFault("unusable", self._choice.status.reason)
        return self._choice.backend
