"""A question to the history put into SQL."""

import sqlite3
from datetime import UTC, date, datetime, time, tzinfo

from betadeck.core.history_query import Filter, HistoryQuery, Term, days
from betadeck.core.search_text import written
from betadeck.storage import history_index

LISTED_COLUMNS = ("name", "operation", "model", "target", "request_id", "error_type", "status", "started_at")
_ROW_COLUMNS = (*LISTED_COLUMNS, "note", "preset", "betas")
_TEXT_COLUMNS = {
    "model": ("model",),
    "beta": ("betas",),
    "op": ("operation",),
    "preset": ("preset",),
    "target": ("target",),
    "id": ("request_id", "id"),
}
_ONE_OF = ("status", "model", "op", "preset", "target", "id")
_STATES = {
    "error": "(status >= 400 OR error_type <> '' OR ending = 'failed')",
    "ok": "(status BETWEEN 200 AND 299 AND error_type = '' AND ending = 'finished')",
    "pinned": "pinned",
    "beside": "beside",
    "cancelled": "ending = 'cancelled'",
    "failed": "ending = 'failed'",
    "noted": "note <> ''",
}
_IN_TEXTS = "id IN (SELECT id FROM texts WHERE number IN (SELECT rowid FROM search WHERE search MATCH ?))"
Condition = tuple[str, list[object]]


def conditions(
    connection: sqlite3.Connection, query: HistoryQuery, today: date, zone: tzinfo | None = None
) -> Condition:
    """Return what rows must fulfil, with its values. `zone` is where days begin, by default the system's."""
    texts = history_index.is_there(connection)
    found = [_term(each, texts) for each in query.terms]
    either: dict[str, list[Condition]] = {}
    for each in query.filters:
        made = _filter(each, today, zone)
        if each.wanted and each.key in _ONE_OF:
            either.setdefault(each.key, []).append(made)
        else:
            found.append(made if each.wanted else _not(made))
    found += [_joined(group, " OR ") for group in either.values()]
    return all_of(found) if found else ("1", [])


def contains(columns: tuple[str, ...], text: str) -> Condition:
    """Return the condition that one of `columns` has `text` somewhere in it, in any case."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    words = " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in columns)
    return f"({words})", [f"%{escaped}%"] * len(columns)


def all_of(made: list[Condition]) -> Condition:
    """Return the condition that all of them hold."""
    return _joined(made, " AND ")


def _term(term: Term, texts: bool) -> Condition:
    made = contains(_ROW_COLUMNS, term.text)
    if texts:
        made = _joined([(_IN_TEXTS, [_phrase(term)]), made], " OR ")
    return made if term.wanted else _not(made)


def _phrase(term: Term) -> str:
    """Return `term` as FTS5 wants it: quoted, so that nothing in it is an operator."""
    quoted = written(term.text).replace("\x00", " ").strip().replace('"', '""')
    return f'"{quoted}"{"*" if term.prefix else ""}'


def _filter(each: Filter, today: date, zone: tzinfo | None) -> Condition:
    if each.key == "is":
        return _STATES[each.value], []
    if each.key == "status":
        return _status(each.value)
    if each.key in _TEXT_COLUMNS:
        return contains(_TEXT_COLUMNS[each.key], each.value)
    return _time(each, today, zone)


def _status(value: str) -> Condition:
    if value == "none":
        return "status = 0", []
    if value.endswith("xx"):
        return "status BETWEEN ? AND ?", [int(value[0]) * 100, int(value[0]) * 100 + 99]
    return "status = ?", [int(value)]


def _time(each: Filter, today: date, zone: tzinfo | None) -> Condition:
    """Return the condition for a day on the user's clock, with which `after` begins."""
    found = days(each.value, today)
    if found is None:
        return "1", []
    start, end = (_utc_text(day, zone) for day in found)
    if each.key == "before":
        return "started_at < ?", [start]
    if each.key == "after":
        return "started_at >= ?", [start]
    return "(started_at >= ? AND started_at < ?)", [start, end]


def _utc_text(day: date, zone: tzinfo | None) -> str:
    return datetime.combine(day, time(), zone).astimezone(UTC).isoformat()[:19]


def _not(made: Condition) -> Condition:
    return f"NOT ({made[0]})", made[1]


def _joined(made: list[Condition], word: str) -> Condition:
    return f"({word.join(each[0] for each in made)})", [value for each in made for value in each[1]]
