"""Joins the results of a batch to the rows that they belong to, and writes both as CSV or JSON Lines."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from betadeck.core.batch.table import Table
from betadeck.core.body import Body

COLUMNS = ("custom_id", "result", "text", "stop_reason", "input_tokens", "output_tokens", "error")
"""The columns that results add; one that the table has too gets `batch_` before its name."""


_PIECE_ROWS = 200


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one request. `kind` is succeeded, errored, canceled, expired, or missing.

    `span` is where its line stands in the results; what the model said is read from there when it is needed.
    """

    custom_id: str
    kind: str
    input_tokens: int = 0
    output_tokens: int = 0
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Joined:
    """Rows with their results, which stand in `content`.

    `lost` lines could not be read, `strange` results belong to no row.
    """

    table: Table
    results: tuple[Result, ...]
    content: Body
    lost: int = 0
    strange: int = 0


def joined(table: Table, ids: Sequence[str], content: Body) -> Joined:
    """Return the rows with the results in `content`, which are JSON Lines in any order.

    Without `ids` nothing is known of the rows, and the results stand for themselves.
    """
    found, lost = _read(content)
    if not ids:
        bare = Table((), ((),) * len(found), (0,) * len(found))
        return Joined(bare, tuple(found.values()), content, lost)
    results = tuple(found.get(each, Result(each, "missing")) for each in ids)
    return Joined(table, results, content, lost, len(found.keys() - set(ids)))


def csv_pieces(found: Joined) -> Iterator[bytes]:
    """Yield the rows of the table with the results' columns behind them, as CSV."""
    yield _csv([[*found.table.columns, *_headings(found.table)]])
    pairs = zip(found.table.rows, found.results, strict=True)
    while some := list(islice(pairs, _PIECE_ROWS)):
        yield _csv([*cells, *_cells(each, _line(found.content, each))] for cells, each in some)


def line_pieces(found: Joined) -> Iterator[bytes]:
    """Yield each row as an object: its cells under `row`, the API's line as it came under `result`."""
    for cells, each in zip(found.table.rows, found.results, strict=True):
        row = json.dumps(dict(zip(found.table.columns, cells, strict=True)), ensure_ascii=False)
        yield _encoded(f'{{"row":{row},"result":{_line(found.content, each) or "null"}}}\n')


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return _encoded(out.getvalue())


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _line(content: Body, result: Result) -> str:
    return content[slice(*result.span)].decode("utf-8", "replace").strip()


def _headings(table: Table) -> list[str]:
    return [f"batch_{name}" if name in table.columns else name for name in COLUMNS]


def _read(content: Body) -> tuple[dict[str, Result], int]:
    """Return the results by their id, and how many lines could not be read."""
    found: dict[str, Result] = {}
    lost = start = 0
    while start < len(content):
        end = content.find(b"\n", start)
        end = len(content) if end < 0 else end
        line = content[start:end].decode("utf-8", "replace").strip()
        result = _result(line, (start, end)) if line else None
        lost += bool(line) and result is None
        if result is not None:
            found[result.custom_id] = result
        start = end + 1
    return found, lost


def _result(line: str, span: tuple[int, int]) -> Result | None:
    value = _value(line)
    name, outcome = value.get("custom_id"), _mapping(value.get("result"))
    kind = outcome.get("type")
    if not isinstance(name, str) or not isinstance(kind, str):
        return None
    usage = _mapping(_mapping(outcome.get("message")).get("usage"))
    return Result(name, kind, _count(usage.get("input_tokens")), _count(usage.get("output_tokens")), span)


def _cells(result: Result, line: str) -> tuple[str, ...]:
    """Return the cells under `COLUMNS`."""
    outcome = _mapping(_value(line).get("result"))
    message = _mapping(outcome.get("message"))
    good = result.kind == "succeeded"
    return (
        result.custom_id,
        result.kind,
        _text(message.get("content")),
        str(message.get("stop_reason") or ""),
        str(result.input_tokens) if good else "",
        str(result.output_tokens) if good else "",
        _error(_mapping(outcome.get("error"))),
    )


def _value(line: str) -> Mapping[str, object]:
    try:
        return _mapping(json.loads(line)) if line else {}
    except (ValueError, RecursionError):
        return {}


def _text(content: object) -> str:
    blocks = content if isinstance(content, list) else []
    texts = (each.get("text") for each in blocks if isinstance(each, dict) and each.get("type") == "text")
    return "".join(each for each in texts if isinstance(each, str))


def _error(error: Mapping[str, object]) -> str:
    inner = _mapping(error.get("error")) or error
    return ": ".join(str(inner[name]) for name in ("type", "message") if inner.get(name))


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
