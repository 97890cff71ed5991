"""Named sets of betas, in one file."""

from pathlib import Path

from betadeck.core.betas import tidy
from betadeck.core.listing import BetaSet
from betadeck.storage.faults import StorageFault
from betadeck.storage.json_file import JsonFile, items_of
from betadeck.storage.migrate import BETA_SETS, Members

_SETS = "sets"


class BetaSetStore:
    """The beta sets in the file `path`, in the user's order. May be called from any thread.

    Every change is read, made and written at once, so that two windows do not undo each other's. What
    the program does not know of a set survives.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = JsonFile(path, BETA_SETS)

    def list(self) -> list[BetaSet]:
        """Return the sets; items that are none are left out."""
        sets = (_set_of(item) for item in items_of(self._file.read().members, _SETS))
        return [each for each in sets if each is not None]

    def problem(self) -> str:
        """Return what is wrong with the file in a sentence, or the empty text."""
        return self._file.read().problem

    def save(self, beta_set: BetaSet) -> None:
        """Put `beta_set` in the place of the one with its name, else at the end.

        Raises:
            StorageFault: nothing was changed.
        """

        def change(members: Members) -> None:
            items = items_of(members, _SETS)
            item = _find(items, beta_set.name)
            if item is None:
                item = {"name": beta_set.name}
                items.append(item)
            item["betas"] = list(tidy(beta_set.betas))
            members[_SETS] = items

        self._file.update(change)

    def rename(self, old: str, new: str) -> None:
        """Give the set `old` the name `new`.

        Raises:
            StorageFault: code `gone` or `exists`, or nothing could be written.
        """

        def change(members: Members) -> None:
            items = items_of(members, _SETS)
            if new != old and _find(items, new) is not None:
                raise StorageFault("exists", f"There is a beta set “{new}” already.", self._path)
            _found(items, old, self._path)["name"] = new

        self._file.update(change)

    def delete(self, name: str) -> None:
        """Remove the set `name`.

        Raises:
            StorageFault: code `gone`, or nothing could be written.
        """

        def change(members: Members) -> None:
            items = items_of(members, _SETS)
            items.remove(_found(items, name, self._path))

        self._file.update(change)


def _find(items: list[object], name: str) -> Members | None:
    return next((item for item in items if isinstance(item, dict) and item.get("name") == name), None)


def _found(items: list[object], name: str, path: Path) -> Members:
    item = _find(items, name)
    if item is None:
        raise StorageFault("gone", f"There is no beta set “{name}” any more.", path)
    return item


def _set_of(item: object) -> BetaSet | None:
    if not isinstance(item, dict):
        return None
    name, betas = item.get("name"), item.get("betas")
    if not isinstance(name, str) or not isinstance(betas, list):
        return None
    return BetaSet(name, tuple(each for each in betas if isinstance(each, str)))
