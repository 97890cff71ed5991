"""Keys by name: in the system's keyring where there is a sound one, else for this session only."""

import asyncio
from collections.abc import Coroutine

from PySide6.QtCore import QObject, Signal

from betadeck.storage.key_backend import KeyringStatus
from betadeck.storage.secrets import Kept, KeyKind, Keyring, Place

_KINDS = {
    KeyKind.API: "API key",
    KeyKind.ADMIN: "Admin key",
    KeyKind.OAUTH: "OAuth token",
    KeyKind.OTHER: "Key",
}


class KeysController(QObject):
    """Adds, deletes and reads keys without ever showing one.

    Signals:
        changed(): there are other names.
        added(str): there is a key of this name now, a new one or another than before.
        kept(str, Kept): where the key of that name is kept.
        renamed(str, str): the old name and the new one, for whoever refers to it.
        status_known(KeyringStatus): which keyring there is, or why none.
        refused(str): why something was not done, in words.
    """

    changed = Signal()
    added = Signal(str)
    kept = Signal(str, object)
    renamed = Signal(str, str)
    status_known = Signal(object)
    refused = Signal(str)

    def __init__(self, keyring: Keyring, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keyring = keyring
        self._tasks: set[asyncio.Task[None]] = set()

    def names(self) -> list[str]:
        """Return the names of the keys."""
        return self._keyring.names()

    def entries(self) -> list[tuple[str, str, str]]:
        """Return name, kind and place of every key, in words."""
        return [(key.name, _KINDS[key.kind], self._place(key.name)) for key in self._keyring.entries()]

    def kind_of(self, name: str) -> str:
        """Return what kind of key `name` is, as `admin`; empty when nobody knows it."""
        return next((key.kind.value for key in self._keyring.entries() if key.name == name), "")

    async def read(self, name: str) -> str | None:
        """Return the key `name` for a send, or None when there is none."""
        return await self._keyring.get(name)

    def add(self, name: str, secret: str) -> None:
        """Keep a key; `kept` follows."""
        self._start(self._add(name, secret))

    def delete(self, name: str) -> None:
        """Remove a key from the keyring and from this session."""
        self._start(self._delete(name))

    def ask_status(self) -> None:
        """Find out which keyring there is; `status_known` follows."""
        self._start(self._ask())

    def rename(self, old: str, new: str) -> None:
        """Give a key another name; `renamed` and `kept` follow."""
        self._start(self._rename(old, new))

    async def aclose(self) -> None:
        """Forget what waits for the keyring."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _add(self, name: str, secret: str) -> None:
        kept: Kept = await self._keyring.set(name, secret)
        self.changed.emit()
        self.added.emit(name)
        self.kept.emit(name, kept)

    async def _rename(self, old: str, new: str) -> None:
        kept: Kept = await self._keyring.rename(old, new)
        self.renamed.emit(old, new)
        self.changed.emit()
        self.kept.emit(new, kept)

    async def _delete(self, name: str) -> None:
        await self._keyring.delete(name)
        self.changed.emit()

    async def _ask(self) -> None:
        status: KeyringStatus = await self._keyring.status()
        self.status_known.emit(status)

    def _place(self, name: str) -> str:
        return "this session only" if self._keyring.place_of(name) is Place.SESSION else "keyring"

    def _start(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(work, name="keyring")
        self._tasks.add(task)
        task.add_done_callback(self._settle)

    def _settle(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.refused.emit(str(error))
