"""What a row of the history tells of an exchange, and the questions that are asked of the table."""

import sqlite3
from collections import Counter
from typing import Any

from betadeck.core.answer import Answer
from betadeck.core.api_error import error_of
from betadeck.core.cost_rates import prompt_tokens, token_count
from betadeck.core.exchange import Exchange
from betadeck.core.json_text import JsonFault, locate, parse
from betadeck.core.listing import HistoryFacets, HistoryRow, HistoryUsage
from betadeck.storage.history_search import Condition

_SHOWN = (
    "id, started_at, name, operation, status, ending, error_type, request_id, model, target, total_ms, "
    "body_bytes, pinned, note, betas, preset, input_tokens, output_tokens, beside"
)
_MOST_CHOICES = 40
_STREAM_ERROR = b"event: error\n"
_BIG_BODY_CHARS = 1_000_000
_TAIL_BYTES = 1_000_000


def row_of(exchange: Exchange, error_type: str, model: str, preset: str, answer: Answer | None) -> HistoryRow:
    """Return the row for `exchange`; what is not told is read from the answer and the draft."""
    timings = exchange.timings
    usage = answer.counted() if answer else {}
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
        betas=exchange.draft.betas,
        preset=preset,
        input_tokens=prompt_tokens(usage),
        output_tokens=token_count(usage.get("output_tokens")) or 0,
    )


def insert(row: HistoryRow, request_size: int, answer_size: int, connection: sqlite3.Connection) -> None:
    """Add `row`, in the place of one with its id."""
    told = (row.id, row.started_at, row.name, row.operation, row.status, row.ending, row.error_type)
    told_too = (
        row.request_id,
        row.model,
        row.target,
        row.total_ms,
        row.body_bytes,
        int(row.pinned),
        row.note,
    )
    more = (",".join(row.betas), row.preset, row.input_tokens, row.output_tokens, int(row.beside))
    values = tuple(_storable(each) for each in (*told, *told_too, *more, request_size, answer_size))
    connection.execute(
        f"INSERT OR REPLACE INTO exchanges ({_SHOWN}, request_size, answer_size) VALUES ({_marks(values)})",
        values,
    )


def select(
    connection: sqlite3.Connection, limit: int, before: HistoryRow | None, condition: Condition
) -> list[HistoryRow]:
    """Return the newest rows older than `before` that fulfil `condition`."""
    where, values = [condition[0]], list(condition[1])
    if before is not None:
        where.append("(started_at, id) < (?, ?)")
        values += [before.started_at, before.id]
    query = f"SELECT {_SHOWN}, answer_size FROM exchanges WHERE {' AND '.join(where)}"
    newest_first = f"{query} ORDER BY started_at DESC, id DESC LIMIT ?"
    return [_row(found) for found in connection.execute(newest_first, (*values, limit))]


def set_pinned(connection: sqlite3.Connection, id_: str, pinned: bool) -> None:
    """Keep an exchange from being removed to make room, or let it be again."""
    connection.execute("UPDATE exchanges SET pinned = ? WHERE id = ?", (int(pinned), id_))


def set_note(connection: sqlite3.Connection, id_: str, note: str) -> None:
    """Keep what the user says of an exchange."""
    connection.execute("UPDATE exchanges SET note = ? WHERE id = ?", (_storable(note), id_))


def usage(connection: sqlite3.Connection, cap_bytes: int = 0) -> HistoryUsage:
    """Return how much is kept."""
    query = (
        "SELECT COUNT(*), COUNT(NULLIF(answer_size, 0)), COALESCE(SUM(request_size), 0), "
        "COALESCE(SUM(answer_size), 0), COALESCE(SUM(index_size), 0), COALESCE(SUM(pinned), 0), "
        "COALESCE(SUM((request_size + answer_size) * pinned), 0) FROM exchanges"
    )
    rows, answers, request, answer, index, pinned, held = connection.execute(query).fetchone()
    return HistoryUsage(rows, answers, request + answer, request, answer, index, pinned, held, cap_bytes)


def facets(connection: sqlite3.Connection) -> HistoryFacets:
    """Return what filters can be set to."""
    betas: Counter[str] = Counter()
    for names, count in connection.execute("SELECT betas, COUNT(*) FROM exchanges GROUP BY betas"):
        betas.update({name: count for name in names.split(",") if name})
    return HistoryFacets(
        statuses=_choices(connection, "CASE status WHEN 0 THEN 'none' ELSE CAST(status AS TEXT) END"),
        models=_choices(connection, "model"),
        operations=_choices(connection, "operation"),
        targets=_choices(connection, "target"),
        presets=_choices(connection, "preset"),
        betas=tuple(betas.most_common(_MOST_CHOICES)),
    )


def ids(connection: sqlite3.Connection) -> set[str]:
    """Return the ids of all rows."""
    return {id_ for (id_,) in connection.execute("SELECT id FROM exchanges")}


def _row(found: tuple[Any, ...]) -> HistoryRow:
    pinned, note, betas, *rest, beside, answer_size = found[12:]
    has_body = bool(answer_size) or not found[11]
    names = tuple(betas.split(",")) if betas else ()
    values = (*found[:12], has_body, bool(pinned), note, names, *rest, bool(beside))
    return HistoryRow(*values)


def _choices(connection: sqlite3.Connection, column: str) -> tuple[tuple[str, int], ...]:
    query = (
        f"SELECT {column} AS value, COUNT(*) FROM exchanges WHERE value <> '' GROUP BY value ORDER BY 2 DESC"
    )
    return tuple(connection.execute(f"{query} LIMIT {_MOST_CHOICES}"))


def _error_type(exchange: Exchange) -> str:
    """Return the type of the API's error in the answer, also of one in the middle of a stream."""
    head = exchange.head
    if head is None:
        return ""
    if head.media_type == "text/event-stream":
        body = exchange.body[-_TAIL_BYTES:]
        start = body.rfind(_STREAM_ERROR)
        body = (
            b""
            if start < 0
            else body[start + len(_STREAM_ERROR) :].partition(b"\n")[0].removeprefix(b"data:")
        )
    elif head.status < 400 or len(exchange.body) > _TAIL_BYTES:
        return ""
    else:
        body = exchange.body[:]
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


def _marks(values: tuple[object, ...]) -> str:
    return ", ".join("?" * len(values))
