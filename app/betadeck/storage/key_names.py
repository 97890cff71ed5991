"""The names of the keys that are in the keyring, which cannot be listed on every system. No key is here."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from betadeck.storage.json_file import JsonFile, items_of
from betadeck.storage.migrate import KEY_NAMES, Members

_KEYS = "keys"


class KeyKind(Enum):
    """What a key opens, guessed from how it begins. Source: the vendor's key prefixes, 2026-11-22."""

    API = "api"
    ADMIN = "admin"
    OAUTH = "oauth"
    OTHER = "other"


_PREFIXES = {"sk-ant-api": KeyKind.API, "sk-ant-admin": KeyKind.ADMIN, "sk-ant-oat": KeyKind.OAUTH}


@dataclass(frozen=True, slots=True)
class KeyName:
    """A key's name and kind."""

    name: str
    kind: KeyKind


def kind_of(secret: str) -> KeyKind:
    """Return the kind of key that begins as `secret` does."""
    return next((kind for prefix, kind in _PREFIXES.items() if secret.startswith(prefix)), KeyKind.OTHER)


class KeyNames:
    """The names in the file `path`, in the order in which they were added. May be called from any thread."""

    def __init__(self, path: Path) -> None:
        self._file = JsonFile(path, KEY_NAMES)

    def list(self) -> list[KeyName]:
        """Return the names."""
        found = (_key_name(item) for item in items_of(self._file.read().members, _KEYS))
        return [each for each in found if each is not None]

    def add(self, name: str, kind: KeyKind) -> None:
        """Add a name, or give it another kind.

        Raises:
            StorageFault: nothing was changed.
        """

        def change(members: Members) -> None:
            items = items_of(members, _KEYS)
            item = next((each for each in items if _named(each, name)), None)
            if isinstance(item, dict):
                item["kind"] = kind.value
            else:
                items.append({"name": name, "kind": kind.value})
            members[_KEYS] = items

        self._file.update(change)

    def remove(self, name: str) -> None:
        """Remove a name, if it is there.

        Raises:
            StorageFault: nothing was changed.
        """

        def change(members: Members) -> None:
            members[_KEYS] = [item for item in items_of(members, _KEYS) if not _named(item, name)]

        self._file.update(change)


def _named(item: object, name: str) -> bool:
    return isinstance(item, dict) and item.get("name") == name


def _key_name(item: object) -> KeyName | None:
    if not isinstance(item, dict) or not isinstance(name := item.get("name"), str):
        return None
    kinds = {kind.value: kind for kind in KeyKind}
    return KeyName(name, kinds.get(str(item.get("kind")), KeyKind.OTHER))
