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


def add_search(connection: sqlite3.Connection) -> None:
    """Add what the user says of an exchange, what filters ask for, and the words that a search looks in.

    `texts` holds the indexed words packed, because the index itself keeps none of them and must be told
    what to forget. `index_size` is about what both take on the disk.
    """
    for column in (
        "pinned INTEGER NOT NULL DEFAULT 0",
        "note TEXT NOT NULL DEFAULT ''",
        "betas TEXT NOT NULL DEFAULT ''",
        "preset TEXT NOT NULL DEFAULT ''",
        "input_tokens INTEGER NOT NULL DEFAULT 0",
        "output_tokens INTEGER NOT NULL DEFAULT 0",
        "index_size INTEGER NOT NULL DEFAULT 0",
    ):
        connection.execute(f"ALTER TABLE exchanges ADD COLUMN {column}")
    connection.execute("DROP INDEX sizes")
    connection.execute(
        "CREATE INDEX sizes ON exchanges (started_at, id, request_size, answer_size, index_size, pinned)"
    )
    connection.execute(
        "CREATE TABLE texts (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, packed BLOB)"
    )


def add_beside(connection: sqlite3.Connection) -> None:
    """Add whether an exchange was asked beside a request, as a count of its tokens is."""
    connection.execute("ALTER TABLE exchanges ADD COLUMN beside INTEGER NOT NULL DEFAULT 0")


STEPS: tuple[Step, ...] = (make_table, add_search, add_beside)
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
