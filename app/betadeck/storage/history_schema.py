"""The history's database: its table, and the way up from one format to the next.

The format's number is SQLite's `user_version`; an empty file has 0. To change the table, add a step at the
end and a test for it in `tests/unit/storage/test_history_schema.py`, which insists on one.
"""

import sqlite3
from collections.abc import Callable

Step = Callable[[sqlite3.Connection], None]


def make_table(connection: sqlite3.Connection) -> None:
    """Make the table of an empty database. Sizes are bytes on disk, 0 once removed."""
    # By time, because that is how all rows are read; without a rowid they lie on the disk in that order.
    connection.execute(
        """
        CREATE TABLE exchanges (
            started_at TEXT NOT NULL, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, operation TEXT NOT NULL,
            status INTEGER NOT NULL, ending TEXT NOT NULL, error_type TEXT NOT NULL,
            request_id TEXT NOT NULL, model TEXT NOT NULL, target TEXT NOT NULL, total_ms INTEGER NOT NULL,
            body_bytes INTEGER NOT NULL, request_size INTEGER NOT NULL, answer_size INTEGER NOT NULL,
            PRIMARY KEY (started_at, id)
        ) WITHOUT ROWID
        """
    )
    # Holds all that trimming asks for, so that it never reads the table.
    connection.execute("CREATE INDEX sizes ON exchanges (started_at, id, request_size, answer_size)")


STEPS: tuple[Step, ...] = (make_table,)
NEWEST = len(STEPS)


def number_of(connection: sqlite3.Connection) -> int:
    """Return the database's format."""
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number


def upgrade(connection: sqlite3.Connection, steps: tuple[Step, ...] = STEPS) -> None:
    """Bring the database to the newest format, all of it or nothing; a newer one stays as it is.

    Raises:
        sqlite3.Error: it stays as it was.
    """
    if number_of(connection) >= len(steps):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another window may have done it while this one waited.
        for step in steps[number_of(connection) :]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
