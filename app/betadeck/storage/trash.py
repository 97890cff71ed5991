"""Deleted presets, until they are restored or the trash is emptied.

Each item is a folder of its own: `about.json` says what it was, `content.json` or `content` is the thing
itself, just moved. `about.json` is written first, so a kill in between loses nothing.
"""

import json
import os
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from betadeck.storage import atomic
from betadeck.storage.faults import StorageFault, fault_of
from betadeck.storage.names import path_of

_ABOUT, _FILE, _FOLDER = "about.json", "content.json", "content"
_FORMAT = 1
_LIMIT_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class TrashItem:
    """A deleted preset or folder. `original` was its id; `deleted_at` is ISO 8601 in UTC."""

    id: str
    original: str
    name: str
    deleted_at: str
    is_folder: bool = False


class Trash:
    """The items below `folder`, which is made when first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def list(self) -> list[TrashItem]:
        """Return the items, the newest first; half-deleted ones are left out."""
        if not self._folder.is_dir():
            return []
        try:
            found = [_read(Path(entry.path)) for entry in os.scandir(self._folder) if entry.is_dir()]
        except OSError as error:
            raise fault_of(error, self._folder, "list") from error
        return sorted((item for item in found if item), key=lambda item: item.deleted_at, reverse=True)

    def put(self, path: Path, original: str, name: str) -> TrashItem:
        """Move the file or folder `path` here.

        Raises:
            StorageFault: it is still where it was.
        """
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        item = TrashItem(secrets.token_hex(8), original, name, now, path.is_dir())
        place = self._folder / item.id
        atomic.make_folder(place)
        atomic.write_bytes(place / _ABOUT, _about(item))
        try:
            _move_in(path, place / (_FOLDER if item.is_folder else _FILE))
        except OSError as error:
            shutil.rmtree(place, ignore_errors=True)
            raise fault_of(error, path, "delete") from error
        atomic.sync_folder(path.parent)
        return item

    def content(self, item_id: str) -> tuple[TrashItem, Path]:
        """Return the item and where its content is.

        Raises:
            StorageFault: code `gone`; there is no such item.
        """
        place = path_of(self._folder, item_id)
        item = _read(place)
        if item is None:
            raise StorageFault("gone", "That is not in the trash any more.", place)
        return item, place / (_FOLDER if item.is_folder else _FILE)

    def forget(self, item_id: str) -> None:
        """Remove the item for good.

        Raises:
            StorageFault: it could not be removed.
        """
        place = path_of(self._folder, item_id)
        try:
            shutil.rmtree(place)
        except OSError as error:
            raise fault_of(error, place, "remove") from error

    def empty(self) -> int:
        """Remove all items for good and return how many there were.

        Raises:
            StorageFault: one could not be removed.
        """
        items = self.list()
        for item in items:
            self.forget(item.id)
        return len(items)


def _move_in(path: Path, place: Path) -> None:
    if path.is_symlink() and not path.is_dir():
        # The link would lead nowhere from here; what it led to stays where it is.
        shutil.copyfile(path, place)
        path.unlink()
    else:
        shutil.move(path, place)


def _about(item: TrashItem) -> bytes:
    about = {
        "betadeck": _FORMAT,
        "original": item.original,
        "name": item.name,
        "deleted_at": item.deleted_at,
        "folder": item.is_folder,
    }
    return json.dumps(about, indent=2).encode()


def _read(place: Path) -> TrashItem | None:
    """Return the item kept in the folder `place`, None if it is half there or not ours."""
    try:
        about = json.loads(atomic.read_bytes(place / _ABOUT, _LIMIT_BYTES)[0])
        item = TrashItem(
            place.name,
            str(about["original"]),
            str(about["name"]),
            str(about["deleted_at"]),
            bool(about["folder"]),
        )
    except (StorageFault, ValueError, KeyError, TypeError):
        return None
    return item if (place / (_FOLDER if item.is_folder else _FILE)).exists() else None
