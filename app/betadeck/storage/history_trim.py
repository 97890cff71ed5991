"""What has to go so that the history stays within its limits, the oldest first."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from betadeck.storage import history_index


@dataclass(frozen=True, slots=True)
class Trimmed:
    """Ids of exchanges that lost their answer, their request too, or their row as well."""

    answers: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()


def trim(connection: sqlite3.Connection, cap_bytes: int, cap_rows: int) -> Trimmed:
    """Take out rows above `cap_rows`, then answers, then requests, until the rest has at most `cap_bytes`.

    Requests are small and worth more than answers: a request can be sent again. What is pinned stays,
    whatever it takes; the words of a request can be searched for as long as it is kept.
    """
    rows = _drop_rows(connection, cap_rows)
    excess = _total(connection) - cap_bytes
    answers = _drop_files(connection, "answer_size", excess)
    excess = _total(connection) - cap_bytes
    requests = _drop_files(connection, "request_size + index_size", excess)
    history_index.remove(connection, requests)
    return Trimmed(tuple(answers), (*rows, *requests))


def drop_all_files(connection: sqlite3.Connection) -> None:
    """Take note that no exchange has files any more; the rows stay."""
    connection.execute("UPDATE exchanges SET request_size = 0, answer_size = 0")
    history_index.clear(connection)


def drop_everything(connection: sqlite3.Connection) -> None:
    """Take out all rows and all that was indexed."""
    history_index.clear(connection)
    connection.execute("DELETE FROM exchanges")


def _total(connection: sqlite3.Connection) -> int:
    query = "SELECT COALESCE(SUM(request_size + answer_size + index_size), 0) FROM exchanges"
    total: int = connection.execute(query).fetchone()[0]
    return total


def _drop_rows(connection: sqlite3.Connection, cap_rows: int) -> list[str]:
    count: int = connection.execute("SELECT COUNT(*) FROM exchanges").fetchone()[0]
    if count <= cap_rows:
        return []
    query = "SELECT id FROM exchanges WHERE pinned = 0 ORDER BY started_at, id LIMIT ?"
    old = [id_ for (id_,) in connection.execute(query, (count - cap_rows,))]
    history_index.remove(connection, old)
    connection.executemany("DELETE FROM exchanges WHERE id = ?", [(id_,) for id_ in old])
    return old


def _drop_files(connection: sqlite3.Connection, column: str, excess: int) -> list[str]:
    if excess <= 0:
        return []
    query = f"SELECT id, {column} FROM exchanges WHERE {column} > 0 AND NOT pinned ORDER BY started_at, id"
    old = list(_until(connection.execute(query), excess))
    gone = column.partition(" ")[0]
    connection.executemany(f"UPDATE exchanges SET {gone} = 0 WHERE id = ?", [(id_,) for id_ in old])
    return old


def _until(found: Iterable[tuple[str, int]], excess: int) -> Iterator[str]:
    """Yield ids until their sizes make up for `excess` bytes."""
    for id_, size in found:
        if excess <= 0:
            return
        excess -= size
        yield id_
