"""A look at the preset folder: which files are there, and what changed since the last look."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from betadeck.storage.stamp import Seen, seen_of

SUFFIX = ".json"
_NOT_THERE = Seen(0, 0, 0, 0)


@dataclass(slots=True)
class Scan:
    """What one look found: preset ids, folders (with `/`), and folders that could not be read, with why."""

    presets: dict[str, Seen] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened to the presets from outside, by id. `moved` holds (old, new) pairs."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.moved)


def scan(root: Path) -> Scan:
    """Return what stands below `root`; nothing is read but names and stats. Hidden names do not count.

    A folder that a symbolic link leads to counts, but only once, so that circles end.
    """
    found = Scan()
    _look(root, "", found, set())
    return found


def compare(old: Mapping[str, Seen], new: Mapping[str, Seen]) -> Changes:
    """Return what happened between two looks. The same file under another id has been moved."""
    removed = {id_: seen for id_, seen in old.items() if id_ not in new}
    added = {id_: seen for id_, seen in new.items() if id_ not in old}
    moved = tuple(_moves(removed, added))
    gone, came = {old_id for old_id, _ in moved}, {new_id for _, new_id in moved}
    return Changes(
        added=tuple(id_ for id_ in added if id_ not in came),
        changed=tuple(id_ for id_, seen in new.items() if id_ in old and old[id_] != seen),
        removed=tuple(id_ for id_ in removed if id_ not in gone),
        moved=moved,
    )


def _look(path: Path, folder: str, found: Scan, visited: set[tuple[int, int]]) -> None:
    try:
        here = path.stat()
        if (here.st_dev, here.st_ino) in visited:
            return
        visited.add((here.st_dev, here.st_ino))
        with os.scandir(path) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        found.unreadable[folder] = error.strerror or type(error).__name__
        return
    for entry in listed:
        _sort_in(entry, folder, found, visited)


def _sort_in(entry: os.DirEntry[str], folder: str, found: Scan, visited: set[tuple[int, int]]) -> None:
    id_ = f"{folder}/{entry.name}" if folder else entry.name
    if entry.name.startswith(".") or "\\" in entry.name:
        return
    if entry.is_dir():
        found.folders.append(id_)
        _look(Path(entry.path), id_, found, visited)
    elif entry.name.endswith(SUFFIX) and len(entry.name) > len(SUFFIX):
        found.presets[id_.removesuffix(SUFFIX)] = _seen(entry)


def _seen(entry: os.DirEntry[str]) -> Seen:
    try:
        return seen_of(entry.stat())
    except OSError:  # a symbolic link to nothing; reading it will say so
        return _NOT_THERE


def _moves(removed: Mapping[str, Seen], added: Mapping[str, Seen]) -> Iterator[tuple[str, str]]:
    by_file = {(seen.device, seen.inode, seen.size): id_ for id_, seen in added.items() if seen.inode}
    for id_, seen in removed.items():
        new_id = by_file.pop((seen.device, seen.inode, seen.size), None)
        if new_id is not None:
            yield id_, new_id
