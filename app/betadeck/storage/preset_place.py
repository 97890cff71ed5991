"""The preset folder: ids to paths, free names, and what it looked like when we last looked."""

import errno
import threading
from pathlib import Path

from betadeck.storage import atomic
from betadeck.storage.faults import fault_of
from betadeck.storage.moves import move_new
from betadeck.storage.names import fold, free_stem, path_of
from betadeck.storage.preset_scan import SUFFIX, Changes, compare, scan
from betadeck.storage.stamp import Seen, seen_of

_LIMIT_BYTES = 1_000_000_000


class PresetPlace:
    """What preset files and preset folders have in common.

    `lock` is held around everything that changes files, so that our own doings are not taken for those
    of others.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lock = threading.RLock()
        self._seen: dict[str, Seen] | None = None

    def path(self, id_: str) -> Path:
        """Return the file of the preset `id_`."""
        return path_of(self.root, id_, SUFFIX)

    def folder(self, folder: str) -> Path:
        """Return the path of `folder`; the empty text is the root."""
        return path_of(self.root, folder) if folder else self.root

    def taken(self, folder: str, suffix: str = SUFFIX) -> set[str]:
        """Return the folded names in `folder` that end in `suffix`, without it."""
        place = self.folder(folder)
        try:
            names = [each.name for each in place.iterdir()]
        except FileNotFoundError:
            return set()
        except OSError as error:
            raise fault_of(error, place, "list") from error
        return {fold(name.removesuffix(suffix)) for name in names if name.endswith(suffix)}

    def free(self, folder: str, name: str, *, but: str = "", suffix: str = SUFFIX) -> str:
        """Return the id that something called `name` gets in `folder`; the stem `but` counts as free."""
        return join(folder, free_stem(name, self.taken(folder, suffix) - {fold(but)}))

    def move(self, old: str, new: str) -> None:
        """Move the preset `old` to the free id `new`."""
        source, goal = self.path(old), self.path(new)
        try:
            move_new(source, goal)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise fault_of(error, source, "move") from error
            self._copy(source, goal)
        atomic.sync_folder(goal.parent)
        self.forget(old)
        self.note(new)

    def _copy(self, source: Path, goal: Path) -> None:
        """Move a file to another disk, where a folder may be by a symbolic link."""
        data, _ = atomic.read_bytes(source, _LIMIT_BYTES)
        atomic.create_bytes(goal, data)
        try:
            source.unlink()
        except OSError as error:
            raise fault_of(error, source, "remove") from error

    def changes(self) -> Changes:
        """Return what others did since the last call or `start`."""
        with self.lock:
            found = scan(self.root).presets
            old, self._seen = self._seen, found
        return Changes() if old is None else compare(old, found)

    def start(self, found: dict[str, Seen]) -> None:
        """Take `found` for what `changes` compares with, unless there is something to compare with."""
        if self._seen is None:
            self._seen = dict(found)

    def note(self, id_: str) -> None:
        """Remember the file as it is now: that was our own doing."""
        if self._seen is not None:
            self._seen[id_] = seen_of(self.path(id_).stat())

    def forget(self, id_: str) -> None:
        """Remember that the file is gone by our own doing."""
        if self._seen is not None:
            self._seen.pop(id_, None)

    def note_all(self) -> None:
        """Remember everything as it is now, after a doing of ours that touched many files."""
        if self._seen is not None:
            self._seen = scan(self.root).presets


def join(folder: str, stem: str) -> str:
    """Return the id of `stem` in `folder`."""
    return f"{folder}/{stem}" if folder else stem
