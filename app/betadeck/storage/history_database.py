"""The history's database: opened when first needed, set aside when it is broken."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from betadeck.storage import atomic, history_index, history_schema
from betadeck.storage.faults import StorageFault
from betadeck.storage.faults import fault_of as system_fault_of
from betadeck.storage.history_faults import fault_of, is_broken, is_unwritable

T = TypeVar("T")

_FILE = "history.db"
_PATIENCE_S = 5.0


class HistoryDatabase:
    """One connection, used by one thread at a time.

    WAL with `synchronous=NORMAL`: a kill loses nothing, the database is sound after a power failure too,
    and only the last rows may be missing then. A full sync for each send would buy just that.
    """

    def __init__(self, folder: Path, moved_with: tuple[str, ...]) -> None:
        """Keep the database in `folder`; the files `moved_with` go with it when it is put aside."""
        self._folder = folder
        self._moved_with = moved_with
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self.notice = ""
        self._newer = False

    def run(self, work: Callable[[sqlite3.Connection], T], *, writing: bool = False) -> T:
        """Return `work(connection)`, in a transaction when `writing`.

        A broken database is put aside, `notice` says so, and `work` gets a new one.

        Raises:
            StorageFault: it cannot be opened, read or written; nothing was changed.
        """
        with self._lock:
            try:
                return self._run(work, writing)
            except sqlite3.Error as error:
                if not is_broken(error) or self._newer:
                    raise self._fault_of(error) from error
                self._put_aside(str(error))
            try:
                return self._run(work, writing)
            except sqlite3.Error as error:
                raise self._fault_of(error) from error

    def shrink(self) -> None:
        """Give back the room of what was deleted, so that nothing of it stays on the disk.

        Left for another time when another window uses the database.
        """
        with suppress(StorageFault):
            self.run(lambda connection: connection.execute("VACUUM"))
            self.run(lambda connection: connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())

    def close(self) -> None:
        """Close the connection; the next `run` opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _run(self, work: Callable[[sqlite3.Connection], T], writing: bool) -> T:
        if self._connection is None:
            self._connection = self._open()
        connection = self._connection
        if not writing:
            return work(connection)
        if self._newer:
            raise StorageFault("newer_format", self.notice, self._folder)
        connection.execute("BEGIN IMMEDIATE")
        try:
            result = work(connection)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                with suppress(sqlite3.Error):  # the first error is the one to tell
                    connection.execute("ROLLBACK")
        return result

    def _open(self) -> sqlite3.Connection:
        path = self._folder / _FILE
        try:
            return self._open_to_write(path)
        except (sqlite3.Error, StorageFault) as error:
            unwritable = not isinstance(error, sqlite3.Error) or is_unwritable(error)
            if not unwritable or not path.exists():
                raise
            return self._open_to_read(path)

    def _open_to_write(self, path: Path) -> sqlite3.Connection:
        atomic.make_folder(self._folder)
        try:
            path.touch(mode=0o600)
        except OSError as error:
            raise system_fault_of(error, path, "open") from error
        connection = _connect(str(path))
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            history_schema.upgrade(connection)
            self._newer = history_schema.number_of(connection) > history_schema.NEWEST
            if not self._newer:
                history_index.prepare(connection)
        except sqlite3.Error:
            connection.close()
            raise
        if self._newer:
            self.notice = f"History at {self._folder} was made by a newer Betadeck: nothing new is kept."
        return connection

    def _open_to_read(self, path: Path) -> sqlite3.Connection:
        """Open a database that nobody can write to, so that no lock or log is needed beside it.

        One of an older format is read into memory and brought to the newest there.
        """
        self.notice = f"History at {self._folder} can only be read: nothing new is kept."
        connection = _connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1")
        if history_schema.number_of(connection) < history_schema.NEWEST:
            copy = _connect(":memory:")
            connection.backup(copy)
            connection.close()
            history_schema.upgrade(copy)
            copy.execute("PRAGMA query_only = ON")
            connection = copy
        return connection

    def _put_aside(self, why: str) -> None:
        self.close()
        aside = self._folder / datetime.now(UTC).strftime("broken-%Y%m%d-%H%M%S-%f")
        names = (_FILE, f"{_FILE}-wal", f"{_FILE}-shm", *self._moved_with)
        try:
            aside.mkdir(mode=0o700)
            for name in names:
                with suppress(FileNotFoundError):
                    (self._folder / name).rename(aside / name)
        except OSError as error:
            raise system_fault_of(error, self._folder / _FILE, "put aside the broken history") from error
        self.notice = f"The history was damaged ({why}). It was put aside as {aside}, and a new one begun."

    def _fault_of(self, error: sqlite3.Error) -> StorageFault:
        if self._newer:
            return StorageFault("newer_format", self.notice, self._folder)
        return fault_of(error, self._folder)


def _connect(address: str) -> sqlite3.Connection:
    """Connect; transactions are begun by hand, and one lock guards the use from several threads."""
    is_uri = address.startswith("file:")
    return sqlite3.connect(
        address, timeout=_PATIENCE_S, isolation_level=None, check_same_thread=False, uri=is_uri
    )
