"""Keys by name, in the operating system's keyring.

Where there is no keyring that may hold a key, or it stays locked, a key is kept in memory until the
program ends, and `Kept` says so. A key is never written by us, and never part of a repr or an error.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeVar

from betadeck.core.key_search import key_places
from betadeck.storage.key_backend import Choice, KeyringState, KeyringStatus, choose
from betadeck.storage.key_faults import KeyringFault
from betadeck.storage.key_names import KeyKind, KeyName, KeyNames, kind_of
from betadeck.storage.key_thread import KeyThread
from betadeck.storage.key_vault import KeyVault

__all__ = ["Kept", "KeyKind", "KeyName", "Keyring", "KeyringFault", "KeyringState", "KeyringStatus", "Place"]

T = TypeVar("T")

_SLOW_S = 0.5


class Place(Enum):
    """Where a key is kept."""

    KEYRING = "keyring"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a key went, the keyring's name, and in a sentence what the user should know of it."""

    place: Place
    backend: str
    reason: str = ""


class Secret:
    """A key in memory; no repr shows it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the key itself."""
        return self._text


class Keyring:
    """The keys that Betadeck knows. Call it on a running asyncio loop; the work is done in a thread.

    `names_file` lists the names. A call that takes longer than `deadline_s` is given up, though a keyring
    that was asking for its password goes on asking. `waiting` is called on the loop, with a sentence, when
    an answer takes longer than half a second.
    """

    def __init__(
        self,
        names_file: Path,
        *,
        deadline_s: float = 10.0,
        waiting: Callable[[str], None] | None = None,
        choose: Callable[[], Choice] = choose,
    ) -> None:
        self._vault = KeyVault(KeyNames(names_file), choose)
        self._thread = KeyThread()
        self._deadline_s = deadline_s
        self._waiting = waiting
        self._session: dict[str, Secret] = {}
        self._given_up: set[str] = set()

    def names(self) -> list[str]:
        """Return the names of all keys."""
        return [key.name for key in self.entries()]

    def entries(self) -> list[KeyName]:
        """Return name and kind of all keys, those of this session last."""
        held = {name: KeyName(name, kind_of(secret.reveal())) for name, secret in self._session.items()}
        return list((self._vault.known() | held).values())

    def place_of(self, name: str) -> Place | None:
        """Return where the key is kept, None if there is none of that name."""
        if name in self._session:
            return Place.SESSION
        return Place.KEYRING if name in self._vault.known() else None

    async def status(self) -> KeyringStatus:
        """Return which keyring there is and whether it may hold keys; asks nobody to unlock anything."""
        try:
            return await self._call(self._vault.status)
        except KeyringFault as fault:
            state = KeyringState.SILENT if fault.code == "silent" else KeyringState.NONE
            return KeyringStatus(state, self._vault.backend, fault.message)

    async def get(self, name: str) -> str | None:
        """Return the key, or None if there is none of that name.

        Raises:
            KeyringFault: the keyring that should have it gives no answer.
        """
        if name in self._session:
            return self._session[name].reveal()
        if name not in self._vault.known():
            return None
        return await self._call(lambda: self._vault.read(name))

    async def set(self, name: str, secret: str) -> Kept:
        """Keep a key under `name`, in the place of one of that name; white space around both is dropped.

        It is kept for this session when the keyring cannot be used or does not answer. Should a slow
        keyring take it after all, it is there from then on.

        Raises:
            KeyringFault: code `empty` or `secret`; nothing was kept.
        """
        name, held = _checked(name, secret)
        self._session[name] = held
        try:
            note = await self._call(lambda: self._store(name, held))
        except KeyringFault as fault:
            if fault.code == "silent":
                self._given_up.add(name)
            words = f"{fault.message} The key is kept in memory, until you quit."
            return Kept(Place.SESSION, self._vault.backend, words)
        return Kept(Place.KEYRING, self._vault.backend, note)

    async def delete(self, name: str) -> None:
        """Remove the key from the keyring and from this session.

        Raises:
            KeyringFault: it is still in the keyring.
        """
        if name in self._vault.known() or name in self._given_up:
            await self._call(lambda: self._vault.remove(name))
        self._session.pop(name, None)
        self._given_up.discard(name)

    async def rename(self, old: str, new: str) -> Kept:
        """Keep the key `old` under the name `new`.

        Raises:
            KeyringFault: code `gone` or `exists`, or the keyring's reason; the old one is still there.
        """
        if new in self.names():
            raise KeyringFault("exists", f"There is a key named “{new}” already.")
        secret = await self.get(old)
        if secret is None:
            raise KeyringFault("gone", f"There is no key named “{old}”.")
        kept = await self.set(new, secret)
        if kept.place is Place.SESSION and old not in self._session:
            del self._session[new]  # else the key would be gone after this session
            raise KeyringFault("refused", f"“{old}” keeps its name. {kept.reason}")
        await self.delete(old)
        return kept

    def _store(self, name: str, held: Secret) -> str:
        """Run in the thread, perhaps to its end after we gave up."""
        note = self._vault.store(name, held.reveal())
        if self._session.get(name) is held:
            del self._session[name]
        return note

    async def _call(self, work: Callable[[], T]) -> T:
        notice = asyncio.get_running_loop().call_later(_SLOW_S, self._say_waiting)
        try:
            return await self._thread.call(work, self._deadline_s)
        except TimeoutError:
            words = f"{self._who()} did not answer within {self._deadline_s:g} s: it may wait to be unlocked."
            raise KeyringFault("silent", words) from None
        finally:
            notice.cancel()

    def _say_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting(f"Waiting for the keyring to be unlocked ({self._who()})")

    def _who(self) -> str:
        return self._vault.backend or "The keyring"


def _checked(name: str, secret: str) -> tuple[str, Secret]:
    name, secret = name.strip(), secret.strip()
    if not name or not secret:
        raise KeyringFault("empty", "A key needs a name and a value.")
    if key_places(name):
        raise KeyringFault("secret", "The name looks like a key itself; give it another name.")
    return name, Secret(secret)
