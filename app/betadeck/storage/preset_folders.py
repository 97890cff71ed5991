"""Folders of presets: made, renamed, deleted and restored whole."""

import shutil

from betadeck.storage import atomic
from betadeck.storage.faults import fault_of
from betadeck.storage.names import path_of
from betadeck.storage.preset_place import PresetPlace
from betadeck.storage.preset_scan import SUFFIX, scan
from betadeck.storage.trash import Trash, TrashItem


class PresetFolders:
    """The folders below the preset folder. A folder is named by its path there, with `/`.

    Everything raises `StorageFault`, and then nothing was changed.
    """

    def __init__(self, place: PresetPlace, trash: Trash) -> None:
        self._place = place
        self._trash = trash

    def list(self) -> list[str]:
        """Return all folders, also empty ones, parents first."""
        return scan(self._place.root).folders

    def make(self, parent: str, name: str) -> str:
        """Make a new folder in `parent` (empty: at the top) and return it; a taken name gets a number."""
        with self._place.lock:
            folder = self._place.free(parent, name, suffix="")
            atomic.make_folder(self._place.folder(folder))
        return folder

    def rename(self, folder: str, name: str) -> str:
        """Give the folder another name and return it; the ids of its presets change with it."""
        parent, _, stem = folder.rpartition("/")
        with self._place.lock:
            old = path_of(self._place.root, folder)
            new = self._place.free(parent, name, but=stem, suffix="")
            try:
                old.rename(self._place.folder(new))
            except OSError as error:
                raise fault_of(error, old, "rename") from error
            self._place.note_all()
        return new

    def delete(self, folder: str) -> TrashItem:
        """Move the folder with all that is in it to the trash."""
        with self._place.lock:
            item = self._trash.put(path_of(self._place.root, folder), folder, folder.rpartition("/")[2])
            self._place.note_all()
        return item

    def restore(self, item_id: str) -> str:
        """Put a preset or a folder back from the trash and return its id.

        Its folder is made again if it is gone; if its name is taken meanwhile, it gets a number.
        """
        with self._place.lock:
            item, content = self._trash.content(item_id)
            folder, _, stem = item.original.rpartition("/")
            atomic.make_folder(self._place.folder(folder))
            suffix = "" if item.is_folder else SUFFIX
            new = self._place.free(folder, stem, suffix=suffix)
            try:
                shutil.move(content, path_of(self._place.root, new, suffix))
            except OSError as error:
                raise fault_of(error, content, "restore") from error
            self._trash.forget(item_id)
            self._place.note_all()
        return new
