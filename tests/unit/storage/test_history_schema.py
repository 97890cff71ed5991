"""The database's formats, step by step."""

import sqlite3
from contextlib import closing

import pytest

from betadeck.storage import history_schema
from betadeck.storage.history_schema import NEWEST, STEPS, make_table, number_of, upgrade


@pytest.fixture
def connection():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        yield made


def columns(connection):
    return [row[1] for row in connection.execute("PRAGMA table_info(exchanges)")]


def add_cost(connection):
    connection.execute("ALTER TABLE exchanges ADD COLUMN cost REAL")


def insert_old(connection):
    told = ("started_at", "name", "operation", "ending", "error_type", "request_id", "model", "target")
    counted = ("status", "total_ms", "body_bytes", "request_size", "answer_size")
    names = ", ".join(("id", *told, *counted))
    values = ("x", *[""] * len(told), *[0] * len(counted))
    connection.execute(f"INSERT INTO exchanges ({names}) VALUES ({', '.join('?' * len(values))})", values)


def fail(connection):
    connection.execute("CREATE TABLE half (a)")
    connection.execute("nonsense")


def test_make_table(connection):
    make_table(connection)
    assert {"id", "started_at", "answer_size"} <= set(columns(connection))


def test_add_search(connection):
    """A row of format 1 comes through, neither pinned nor noted, and trimming still reads an index alone."""
    upgrade(connection, STEPS[:1])
    insert_old(connection)
    upgrade(connection)
    told = connection.execute(
        "SELECT id, pinned, note, betas, preset, input_tokens, index_size FROM exchanges"
    )
    assert told.fetchall() == [("x", 0, "", "", "", 0, 0)]
    query = "EXPLAIN QUERY PLAN SELECT SUM(answer_size + index_size) FROM exchanges WHERE NOT pinned"
    assert "COVERING INDEX sizes" in connection.execute(query).fetchone()[3]


def test_add_beside(connection):
    """What was kept before was sent from a tab."""
    upgrade(connection, STEPS[:2])
    insert_old(connection)
    upgrade(connection)
    assert connection.execute("SELECT id, beside FROM exchanges").fetchall() == [("x", 0)]


def test_an_empty_database_gets_the_newest_format(connection):
    upgrade(connection)
    upgrade(connection)
    assert number_of(connection) == NEWEST


def test_an_old_database_keeps_its_rows(connection):
    upgrade(connection)
    insert_old(connection)
    upgrade(connection, (*STEPS, add_cost))
    assert number_of(connection) == NEWEST + 1
    assert "cost" in columns(connection)
    assert connection.execute("SELECT id FROM exchanges").fetchall() == [("x",)]


def test_a_step_that_fails_changes_nothing(connection):
    upgrade(connection)
    with pytest.raises(sqlite3.Error):
        upgrade(connection, (*STEPS, add_cost, fail))
    assert number_of(connection) == NEWEST
    assert "cost" not in columns(connection)


def test_a_newer_database_is_left_alone(connection):
    connection.execute("PRAGMA user_version = 99")
    upgrade(connection)
    assert (number_of(connection), columns(connection)) == (99, [])


def test_every_step_has_a_test_of_its_own():
    wanted = [f"test_{step.__name__}" for step in history_schema.STEPS]
    assert [name for name in wanted if name not in globals()] == []
