"""What a row of the history tells of an exchange, and the questions that are asked of the table."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from betadeck.core.api_error import error_of
from betadeck.core.exchange import Exchange
from betadeck.core.json_text import JsonFault, locate, parse
from betadeck.core.listing import HistoryRow

_SHOWN = (
    "id, started_at, name, operation, status, ending, error_type, request_id, model, target, total_ms, "
    "body_bytes"
)
_SEARCHED = ("name", "operation", "model", "target", "request_id", "error_type", "status", "started_at")
_STREAM_ERROR = b"event: error\n"
_BIG_BODY_CHARS = 1_000_000


@dataclass(frozen=True, slots=True)
class HistoryUsage:
    """How much is kept: exchanges, those with an answer, and the bytes of all their files."""

    rows: int
    with_answer: int
    kept_bytes: int


def row_of(exchange: Exchange, error_type: str = "", model: str = "") -> HistoryRow:
    """Return the row for `exchange`; what is not told is read from the answer and the draft."""
    timings = exchange.timings
    return HistoryRow(
        id=exchange.id,
        started_at=exchange.started_at,
        name=exchange.draft.name,
        operation=exchange.draft.operation or f"{exchange.sent.method} {exchange.draft.path}",
        status=exchange.head.status if exchange.head else 0,
        ending=exchange.ending.value,
        error_type=error_type or _error_type(exchange),
        request_id=exchange.request_id,
        model=model or _model(exchange.draft.body_text),
        target=exchange.target_name,
        total_ms=round((timings.ended_s or timings.last_byte_s or 0.0) * 1000),
        body_bytes=len(exchange.body),
        has_body=True,
    )


def insert(row: HistoryRow, request_size: int, answer_size: int, connection: sqlite3.Connection) -> None:
    """Add `row`, in the place of one with its id."""
    told = (row.id, row.started_at, row.name, row.operation, row.status, row.ending, row.error_type)
    told_too = (row.request_id, row.model, row.target, row.total_ms, row.body_bytes)
    values = tuple(_storable(each) for each in (*told, *told_too, request_size, answer_size))
    connection.execute(
        f"INSERT OR REPLACE INTO exchanges ({_SHOWN}, request_size, answer_size) VALUES ({_marks(values)})",
        values,
    )


def select(
    connection: sqlite3.Connection, limit: int, before: HistoryRow | None, text: str
) -> list[HistoryRow]:
    """Return the newest rows older than `before` in which `text` is found."""
    where, values = ["1"], []
    if before is not None:
        where.append("(started_at, id) < (?, ?)")
        values += [before.started_at, before.id]
    for word in text.split():
        where.append("(" + " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in _SEARCHED) + ")")
        values += [f"%{_escaped(word)}%"] * len(_SEARCHED)
    query = f"SELECT {_SHOWN}, answer_size FROM exchanges WHERE {' AND '.join(where)}"
    newest_first = f"{query} ORDER BY started_at DESC, id DESC LIMIT ?"
    return [_row(found) for found in connection.execute(newest_first, (*values, limit))]


def usage(connection: sqlite3.Connection) -> HistoryUsage:
    """Return how much is kept."""
    query = "SELECT COUNT(*), COUNT(NULLIF(answer_size, 0)), COALESCE(SUM(request_size + answer_size), 0)"
    return HistoryUsage(*connection.execute(f"{query} FROM exchanges").fetchone())


def ids(connection: sqlite3.Connection) -> set[str]:
    """Return the ids of all rows."""
    return {id_ for (id_,) in connection.execute("SELECT id FROM exchanges")}


def _row(found: tuple[Any, ...]) -> HistoryRow:
    body_bytes, answer_size = found[-2:]
    values = (*found[:-1], bool(answer_size) or not body_bytes)
    return HistoryRow(*values)


def _error_type(exchange: Exchange) -> str:
    """Return the type of the API's error in the answer, also of one in the middle of a stream."""
    head = exchange.head
    if head is None:
        return ""
    body = exchange.body
    if head.media_type == "text/event-stream":
        start = body.rfind(_STREAM_ERROR)
        body = (
            b""
            if start < 0
            else body[start + len(_STREAM_ERROR) :].partition(b"\n")[0].removeprefix(b"data:")
        )
    elif head.status < 400:
        return ""
    error = error_of(body) if body else None
    return error.type if error else ""


def _model(body_text: str) -> str:
    if len(body_text) > _BIG_BODY_CHARS:
        body_text = body_text[:_BIG_BODY_CHARS]
    span = locate(body_text, "/model")
    try:
        value = parse(span.of(body_text)) if span else ""
    except JsonFault:
        return ""
    return value if isinstance(value, str) else ""


def _storable(value: str | int) -> str | int:
    """Return `value`; half a surrogate pair, which SQLite's UTF-8 cannot hold, becomes a question mark."""
    return value if isinstance(value, int) else value.encode(errors="replace").decode()


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _marks(values: tuple[object, ...]) -> str:
    return ", ".join("?" * len(values))
