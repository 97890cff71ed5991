"""What the columns of the history table are called, and what they say of an exchange. No Qt here."""

from enum import IntEnum

from betadeck.core.figures import size_words, time_words
from betadeck.core.listing import HistoryRow
from betadeck.ui.library.days import clock, local
from betadeck.ui.library.status import mark_of


class Column(IntEnum):
    """The columns, from left to right."""

    TIME = 0
    STATUS = 1
    REQUEST = 2
    MODEL = 3
    TARGET = 4
    TOOK = 5
    SIZE = 6


HEADS = {
    Column.TIME: "time",
    Column.STATUS: "status",
    Column.REQUEST: "request",
    Column.MODEL: "model",
    Column.TARGET: "target",
    Column.TOOK: "took",
    Column.SIZE: "answer",
}
RIGHT = frozenset({Column.TOOK, Column.SIZE})
"""Columns of figures, which stand at the right."""


def cell(row: HistoryRow, column: Column) -> str:  # noqa: PLR0911  one line a column
    """Return what a cell says."""
    match column:
        case Column.TIME:
            return clock(row.started_at)
        case Column.STATUS:
            return mark_of(row).text or "none"
        case Column.REQUEST:
            return row.title
        case Column.MODEL:
            return row.model
        case Column.TARGET:
            return row.target
        case Column.TOOK:
            return time_words(row.total_ms / 1000) if row.total_ms else ""
        case Column.SIZE:
            return size_words(row.body_bytes) if row.body_bytes else ""


def spoken(row: HistoryRow) -> str:
    """Return the whole row for a screen reader and a tooltip."""
    moment = local(row.started_at)
    parts = (
        row.title,
        mark_of(row).words,
        f"{moment:%Y-%m-%d %H:%M:%S}" if moment else row.started_at,
        row.model,
        row.target,
        cell(row, Column.TOOK),
        "asked beside a request" if row.beside else "",
        "pinned" if row.pinned else "",
        f"note: {row.note}" if row.note else "",
        "" if row.has_body else "the answer is not kept any more",
    )
    return ", ".join(filter(None, parts))
