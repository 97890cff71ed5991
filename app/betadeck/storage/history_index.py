"""The full-text index of the history: SQLite's FTS5, without a copy of the texts in it.

Where this build of SQLite has no FTS5, nothing is indexed and a search looks at the rows alone.
"""

import sqlite3
import zlib
from collections.abc import Iterable

from betadeck.core.search_text import SearchText

_SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5(request, answer, error, content='', "
    "tokenize='unicode61 remove_diacritics 2')"
)
_COLUMNS = "rowid, request, answer, error"
_INDEX_SHARE = 0.6
"""What the index takes for each byte of text, beside the packed text. Measured on prose and JSON."""

_SEPARATOR = "\x00"


def prepare(connection: sqlite3.Connection) -> None:
    """Make the index if there is none and can be one; what is not in it is `missing` then."""
    if _has_table(connection) or not _has_fts5(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _has_table(connection):
            connection.execute(_SEARCH)
            connection.execute("DELETE FROM texts")
            connection.execute("UPDATE exchanges SET index_size = 0")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def is_there(connection: sqlite3.Connection) -> bool:
    """Tell whether texts can be searched."""
    return _has_table(connection) and _has_fts5(connection)


def put(connection: sqlite3.Connection, id_: str, texts: SearchText) -> None:
    """Index the texts of an exchange that has a row, in place of what was indexed for it."""
    if not is_there(connection):
        return
    remove(connection, (id_,))
    fields = [_storable(each) for each in (texts.request, texts.answer, texts.error)]
    raw = _SEPARATOR.join(fields).encode()
    packed = zlib.compress(raw)
    number = connection.execute("INSERT INTO texts (id, packed) VALUES (?, ?)", (id_, packed)).lastrowid
    connection.execute(f"INSERT INTO search ({_COLUMNS}) VALUES (?, ?, ?, ?)", (number, *fields))
    size = len(packed) + round(len(raw) * _INDEX_SHARE)
    connection.execute("UPDATE exchanges SET index_size = ? WHERE id = ?", (size, id_))


def remove(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Forget the texts of exchanges, whether they have any or not."""
    if not is_there(connection):
        return
    for id_ in ids:
        query = "SELECT number, packed FROM texts WHERE id = ?"
        for number, packed in connection.execute(query, (id_,)).fetchall():
            fields = zlib.decompress(packed).decode().split(_SEPARATOR)
            connection.execute(
                f"INSERT INTO search (search, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?)", (number, *fields)
            )
            connection.execute("DELETE FROM texts WHERE number = ?", (number,))
            connection.execute("UPDATE exchanges SET index_size = 0 WHERE id = ?", (id_,))


def clear(connection: sqlite3.Connection) -> None:
    """Forget all texts."""
    if is_there(connection):
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    connection.execute("DELETE FROM texts")
    connection.execute("UPDATE exchanges SET index_size = 0")


def missing(connection: sqlite3.Connection, limit: int) -> list[str]:
    """Return at most `limit` exchanges that still have files and are not indexed yet, the newest first."""
    if not is_there(connection):
        return []
    query = (
        "SELECT id FROM exchanges WHERE request_size > 0 AND id NOT IN (SELECT id FROM texts) "
        "ORDER BY started_at DESC LIMIT ?"
    )
    return [id_ for (id_,) in connection.execute(query, (limit,))]


def _has_table(connection: sqlite3.Connection) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE name = 'search'"
    return connection.execute(query).fetchone() is not None


def _has_fts5(connection: sqlite3.Connection) -> bool:
    query = "SELECT 1 FROM pragma_module_list WHERE name = 'fts5'"
    return connection.execute(query).fetchone() is not None


def _storable(text: str) -> str:
    """Return `text` without what SQLite or our separator cannot hold."""
    return text.replace(_SEPARATOR, " ").encode(errors="replace").decode()
