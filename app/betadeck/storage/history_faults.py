"""What SQLite complains of, in our words."""

import sqlite3
from pathlib import Path

from betadeck.storage.faults import StorageFault

_CODES = {
    sqlite3.SQLITE_FULL: ("full", "the disk is full, or a size limit is reached"),
    sqlite3.SQLITE_READONLY: ("read_only", "the disk or folder is read-only"),
    sqlite3.SQLITE_CANTOPEN: ("denied", "its database cannot be opened"),
    sqlite3.SQLITE_PERM: ("denied", "permission was denied"),
    sqlite3.SQLITE_BUSY: ("io", "another program holds its database"),
    sqlite3.SQLITE_LOCKED: ("io", "another program holds its database"),
}
# SQLITE_ERROR is "no such table" and the like: a database, but not ours.
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_FORMAT}


def is_broken(error: sqlite3.Error) -> bool:
    """Tell whether `error` means that the database itself is unusable."""
    return _primary(error) in _BROKEN


def is_unwritable(error: sqlite3.Error) -> bool:
    """Tell whether `error` means that the database may still be read where it is."""
    return _primary(error) in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}


def fault_of(error: sqlite3.Error, path: Path) -> StorageFault:
    """Return `error` as a fault of the history at `path`."""
    code, words = _CODES.get(_primary(error), ("io", str(error)))
    return StorageFault(code, f"History at {path}: {words}.", path)


def _primary(error: sqlite3.Error) -> int:
    """Return the kind of `error` without SQLite's finer distinction, 0 for one without a code."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
