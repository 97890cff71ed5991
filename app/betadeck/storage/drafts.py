"""Open tabs with all that was typed in them, kept as the user types.

A file a tab, replaced whole, and one small file with their order. A kill at any moment leaves each tab as
it was at its last or the one before last `save`. Two windows on the same folder do not lose each other's
tabs: the next start shows those of both.
"""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from betadeck.core.open_tab import OpenTab
from betadeck.storage import atomic
from betadeck.storage.faults import StorageFault, fault_of
from betadeck.storage.json_file import JsonFile
from betadeck.storage.migrate import OPEN_TABS, Members
from betadeck.storage.names import by_age, path_of
from betadeck.storage.tab_file import decoded, encoded

_SUFFIX = ".tab"
_LIMIT_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class KeptTabs:
    """The tabs of the last run: open from left to right, the one in front, closed (the last one last).

    `problems` says in sentences what could not be read; such files are left alone.
    """

    open: tuple[OpenTab, ...] = ()
    current: str = ""
    closed: tuple[OpenTab, ...] = ()
    problems: tuple[str, ...] = ()


class DraftStore:
    """The tabs in `folder`. May be called from any thread; of two calls at once the later one counts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._order = JsonFile(folder / "tabs.json", OPEN_TABS)
        self._lock = threading.Lock()
        self._kept: dict[str, OpenTab] = {}
        self._listed: Members = {}

    def save(self, tabs: Sequence[OpenTab], current: str = "", closed: Sequence[OpenTab] = ()) -> None:
        """Keep the open and the lately closed tabs; only what changed is written.

        Raises:
            StorageFault: something could not be written; all else was.
        """
        with self._lock:
            every = {tab.key: tab for tab in (*closed, *tabs)}
            faults = [fault for tab in every.values() if (fault := self._put(tab)) is not None]
            self._drop([key for key in self._kept if key not in every])
            listed: Members = {
                "open": [tab.key for tab in tabs],
                "current": current,
                "closed": [tab.key for tab in closed],
            }
            if listed != self._listed:
                self._order.update(lambda members: members.update(listed))
                self._listed = listed
        if faults:
            raise faults[0]

    def load(self) -> KeptTabs:
        """Return what was kept. A tab that the order does not know was new at a kill, and comes last.

        Raises:
            StorageFault: the folder cannot be read.
        """
        with self._lock:
            atomic.sweep(self._folder)
            problems: list[str] = []
            keys = [path.stem for path in by_age(self._folder, _SUFFIX)]
            found = {key: tab for key in keys if (tab := self._get(key, problems)) is not None}
            self._kept = dict(found)
            kept = self._order.read()
            closed = _taken(found, kept.members.get("closed"))
            opened = _taken(found, kept.members.get("open"))
        if kept.problem:
            problems.append(kept.problem)
        current = kept.members.get("current")
        return KeptTabs((*opened, *found.values()), str(current or ""), tuple(closed), tuple(problems))

    def _put(self, tab: OpenTab) -> StorageFault | None:
        if self._kept.get(tab.key) == tab:
            return None
        try:
            atomic.make_folder(self._folder)
            atomic.write_bytes(self._path(tab.key), encoded(tab))
        except StorageFault as fault:
            return fault
        self._kept[tab.key] = tab
        return None

    def _drop(self, keys: Iterable[str]) -> None:
        """Forget tabs that are neither open nor among those to reopen."""
        for key in keys:
            try:
                self._path(key).unlink(missing_ok=True)
            except OSError as error:
                raise fault_of(error, self._path(key), "remove") from error
            del self._kept[key]

    def _get(self, key: str, problems: list[str]) -> OpenTab | None:
        path = self._path(key)
        try:
            return decoded(atomic.read_bytes(path, _LIMIT_BYTES)[0])
        except StorageFault as fault:
            problems.append(fault.message)
        except ValueError as error:
            problems.append(f"{path} cannot be read: {error}.")
        return None

    def _path(self, key: str) -> Path:
        return path_of(self._folder, key, _SUFFIX)


def _taken(found: dict[str, OpenTab], keys: object) -> list[OpenTab]:
    """Return the tabs of `keys` and take them out of `found`."""
    wanted = keys if isinstance(keys, list) else []
    return [found.pop(key) for key in wanted if isinstance(key, str) and key in found]
