"""Makes the body of a batch: one request filled in for every row of a table, checked before it is sent.

The figures are those of the catalogue's limits `count.batch_requests` and `body.batches`.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from betadeck.core.batch.table import Table
from betadeck.core.json_edit import remove
from betadeck.core.json_text import JsonFault, members, minify, parse
from betadeck.core.variable_fill import fill_body
from betadeck.core.variable_tokens import TokenKind, tokens_in
from betadeck.core.variable_values import Value, Values

MOST_REQUESTS = 100_000
MOST_BYTES = 256 * 1024 * 1024
_STREAMS = re.compile(r'"stream"\s*:\s*true')
_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_FIRST_ONES = 20
"""How many problems are told of; more of the same help nobody."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that stands in the way. `line` is that of the table's file, 0 for the request itself."""

    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Built:
    """The body of the batch, the id of each row, and what stands in the way (then the body is empty).

    `left_out` names fields of the request that no batch takes.
    """

    body: str
    ids: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()


def used_columns(template: str, table: Table) -> tuple[str, ...]:
    """Return the columns that the request makes use of, in their order."""
    names = {token.name for token in tokens_in(template, escaped=True) if token.kind is TokenKind.NAME}
    return tuple(each for each in table.columns if each in names)


def preview(template: str, table: Table, number: int, others: Values) -> str:
    """Return the request for the row `number`, counted from 0, without the wish to stream: no batch can."""
    filled = fill_body(template, {**others, **_values(table, number)})
    return remove(filled, "/stream") if _streams(filled) else filled


def build(template: str, table: Table, others: Values, id_column: str = "") -> Built:
    """Return the batch of `template` over every row; `others` are values besides the columns.

    Without `id_column` the rows are called `row-1`, `row-2` and so on.
    """
    ids = _ids(table, id_column)
    problems = [*_table_problems(table, template, others), *_id_problems(table, ids)]
    if problems:
        return Built("", ids, tuple(problems[:_FIRST_ONES]))
    pieces: list[str] = []
    size = 0
    for number, text in enumerate(_requests(template, table, others)):
        try:
            piece = f'{{"custom_id":{json.dumps(ids[number])},"params":{_checked(text)}}}'
        except JsonFault as fault:
            problems.append(
                Problem(f"The request filled in is no JSON: {fault.message}", table.lines[number])
            )
            continue
        size += len(piece.encode()) + 2
        pieces.append(piece)
    if size + 15 > MOST_BYTES:
        problems.append(
            Problem(f"The batch is {size / 1024 / 1024:,.0f} MB; 256 MB is the most. Make two of it.")
        )
    body = "" if problems else '{"requests":[\n' + ",\n".join(pieces) + "\n]}"
    first = fill_body(template, {**others, **_values(table, 0)})
    left_out = ("stream",) if _streams(first) else ()
    return Built(body, ids, tuple(problems[:_FIRST_ONES]), left_out)


def _streams(text: str) -> bool:
    """Tell whether a request asks for a stream."""
    if not _STREAMS.search(text):
        return False
    span = members(text).get("stream")
    return span is not None and span.of(text) == "true"


def _checked(text: str) -> str:
    """Return the request on one line.

    Raises:
        JsonFault: it is no JSON.
    """
    parse(text)
    return minify(text)


def _requests(template: str, table: Table, others: Values) -> Iterator[str]:
    return (preview(template, table, number, others) for number in range(len(table.rows)))


def _values(table: Table, number: int) -> dict[str, Value]:
    return {name: Value(cell, "from the table") for name, cell in table.row(number).items()}


def _ids(table: Table, id_column: str) -> tuple[str, ...]:
    if not id_column:
        return tuple(f"row-{number}" for number in range(1, len(table.rows) + 1))
    place = table.columns.index(id_column)
    return tuple(cells[place].strip() for cells in table.rows)


def _id_problems(table: Table, ids: tuple[str, ...]) -> Iterator[Problem]:
    counts = Counter(ids)
    for line, name in zip(table.lines, ids, strict=True):
        if not _ID.fullmatch(name):
            shown = name if len(name) <= 70 else f"{name[:70]}…"
            yield Problem(f"“{shown}” is no id: 1 to 64 letters, digits, hyphens and underscores.", line)
        elif counts[name] > 1:
            yield Problem(f"The id “{name}” stands in {counts[name]:,} rows.", line)


def _table_problems(table: Table, template: str, others: Values) -> Iterator[Problem]:
    if len(table.rows) > MOST_REQUESTS:
        yield Problem(f"The table has {len(table.rows):,} rows; a batch takes {MOST_REQUESTS:,}.")
    known = {*table.columns, *others}
    for token in {each.id: each for each in tokens_in(template, escaped=True)}.values():
        if token.kind is TokenKind.NAME and token.name not in known:
            yield Problem(f"{token.written} is no column of the table and no variable.")
        elif token.kind is not TokenKind.NAME and token.id not in others:
            yield Problem(f"{token.written} has no value when a batch is made. Put it into a column.")
