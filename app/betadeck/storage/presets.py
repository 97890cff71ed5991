"""The user's presets: a folder of JSON files and folders, which others may edit too."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from betadeck.core.draft import Draft
from betadeck.core.listing import PresetEntry
from betadeck.storage import atomic
from betadeck.storage.faults import StorageFault
from betadeck.storage.names import fold, free_stem
from betadeck.storage.preset_file import (
    Conflict,
    LoadedPreset,
    PresetProblem,
    check_replaceable,
    encoded,
    entry_of,
    read_preset,
)
from betadeck.storage.preset_folders import PresetFolders
from betadeck.storage.preset_place import PresetPlace, join
from betadeck.storage.preset_scan import Changes, scan
from betadeck.storage.stamp import Seen, Stamp, stamp_of
from betadeck.storage.trash import Trash, TrashItem

__all__ = [
    "Changes", "Conflict", "LoadedPreset", "PresetProblem", "PresetStore", "Saved", "Stamp", "TrashItem",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a preset stands now, and as what."""

    id: str
    stamp: Stamp


class PresetStore:
    """Presets below `folder`; deleted ones go to `trash`. May be called from any thread.

    An id is the file's path below `folder` without `.json`, with `/`. A folder is named the same way; the
    empty text is `folder` itself. Everything raises `StorageFault`, and then nothing was changed.
    `folders` makes, renames and deletes folders; `trash` lists and empties the trash.
    """

    def __init__(self, folder: Path, trash: Path) -> None:
        self._place = PresetPlace(folder)
        self.trash = Trash(trash)
        self.folders = PresetFolders(self._place, self.trash)
        self._rows: dict[str, tuple[Seen, PresetEntry]] = {}
        self._swept = False

    def list(self) -> list[PresetEntry]:
        """Return a row for every preset file, also for one with a problem, by folder and name.

        A file that did not change since the last time is not read again.
        """
        with self._place.lock:
            found = scan(self._place.root)
            if not self._swept:
                self._sweep(found.folders)
            self._rows = {id_: (seen, self._row(id_, seen)) for id_, seen in found.presets.items()}
            self._place.start(found.presets)
            rows = [row for _, row in self._rows.values()]
        rows += [_unreadable(folder, why) for folder, why in found.unreadable.items()]
        return sorted(rows, key=lambda row: (row.folder.casefold(), row.name.casefold(), row.id))

    def changes(self) -> Changes:
        """Return what others did since the last call (or the first `list`); our own doings do not count."""
        return self._place.changes()

    def load(self, id_: str) -> LoadedPreset:
        """Return the preset `id_`; one of a newer format is `read_only`. Raises `PresetProblem` too."""
        return read_preset(self._place.path(id_), id_)

    def save(self, id_: str, draft: Draft, *, expected: Stamp | None) -> Stamp:
        """Replace the preset `id_`, which must still be as `expected`; None replaces it anyway.

        Raises:
            Conflict: it is not as expected; it carries both.
            StorageFault: also with code `secret`, `too_big`, `newer_format`.
        """
        path = self._place.path(id_)
        data = encoded(draft, path)

        def check() -> None:
            check_replaceable(path, id_, draft, data, expected)

        with self._place.lock:
            check()
            atomic.make_folder(path.parent)
            found = atomic.write_bytes(path, data, check=check)
            self._place.note(id_)
        return stamp_of(data, found)

    def create(self, folder: str, name: str, draft: Draft) -> Saved:
        """Save `draft` under `name` as a new preset in `folder`, which is made if it is not there."""
        place = self._place.folder(folder)
        data = encoded(replace(draft, name=name), place)
        with self._place.lock:
            atomic.make_folder(place)
            id_, stamp = self._create(folder, name, data)
            self._place.note(id_)
        return Saved(id_, stamp)

    def rename(self, id_: str, name: str, *, expected: Stamp | None = None) -> Saved:
        """Give the preset the new `name`, in the file and as the file's name; return its new id.

        Raises:
            Conflict: it is not as `expected`.
            StorageFault: also a `PresetProblem`; what cannot be read cannot be renamed.
        """
        folder, _, stem = id_.rpartition("/")
        with self._place.lock:
            loaded = self.load(id_)
            stamp = self.save(id_, replace(loaded.draft, name=name), expected=expected or loaded.stamp)
            new = self._place.free(folder, name, but=stem)
            if new != id_:
                self._place.move(id_, new)
        return Saved(new, stamp)

    def duplicate(self, id_: str) -> Saved:
        """Copy the preset into the same folder under a name of its own."""
        loaded = self.load(id_)
        folder, _, stem = id_.rpartition("/")
        return self.create(folder, f"{loaded.draft.name or stem} copy", loaded.draft)

    def move(self, id_: str, folder: str) -> str:
        """Move the preset to `folder`, also one with a problem, and return its new id."""
        old_folder, _, stem = id_.rpartition("/")
        if old_folder == folder:
            return id_
        with self._place.lock:
            atomic.make_folder(self._place.folder(folder))
            new = self._place.free(folder, stem)
            self._place.move(id_, new)
        return new

    def delete(self, id_: str) -> TrashItem:
        """Move the preset to the trash."""
        with self._place.lock:
            row = self._rows.get(id_)
            name = row[1].name if row else id_.rpartition("/")[2]
            item = self.trash.put(self._place.path(id_), id_, name)
            self._place.forget(id_)
        return item

    def restore(self, item_id: str) -> str:
        """Put a preset or a folder back from the trash and return its id; see `PresetFolders.restore`."""
        return self.folders.restore(item_id)

    def _create(self, folder: str, name: str, data: bytes) -> tuple[str, Stamp]:
        taken = self._place.taken(folder)
        while True:
            id_ = join(folder, free_stem(name, taken))
            try:
                return id_, stamp_of(data, atomic.create_bytes(self._place.path(id_), data))
            except StorageFault as fault:
                if fault.code != "exists":
                    raise
                taken.add(fold(id_.rpartition("/")[2]))  # made by others a moment ago

    def _sweep(self, folders: Iterable[str]) -> None:
        """Once a run, remove what killed writers left."""
        for folder in ("", *folders):
            atomic.sweep(self._place.folder(folder))
        self._swept = True

    def _row(self, id_: str, seen: Seen) -> PresetEntry:
        known = self._rows.get(id_)
        return known[1] if known and known[0] == seen else entry_of(self._place.path(id_), id_, seen)


def _unreadable(folder: str, why: str) -> PresetEntry:
    parent, _, name = folder.rpartition("/")
    return PresetEntry(folder, name or "presets", parent, problem=f"This folder cannot be read: {why}.")
