"""Joins the results of a batch to the rows that they belong to, and writes both as CSV or JSON Lines."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from betadeck.core.batch.table import Table
from betadeck.core.body import Body

COLUMNS = ("custom_id", "result", "text", "stop_reason", "input_tokens", "output_tokens", "error")
"""The columns that results add; one that the table has too gets `batch_` before its name."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one request. `kind` is succeeded, errored, canceled, expired, or missing."""

    custom_id: str
    kind: str
    text: str = ""
    stop_reason: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    error: str = ""
    raw: str = ""

    def cells(self) -> tuple[str, ...]:
        """Return the cells under `COLUMNS`."""
        tokens = (str(self.input_tokens), str(self.output_tokens)) if self.kind == "succeeded" else ("", "")
        return (self.custom_id, self.kind, self.text, self.stop_reason, *tokens, self.error)


def read_results(content: Body) -> tuple[dict[str, Result], int]:
    """Return the results in JSON Lines by their id, and how many lines could not be read."""
    found: dict[str, Result] = {}
    lost = 0
    for line in _lines(content):
        if line:
            result = _result(line)
            lost += result is None
            if result is not None:
                found[result.custom_id] = result
    return found, lost


def joined(ids: Iterable[str], results: Mapping[str, Result]) -> tuple[Result, ...]:
    """Return the result of each id in the order of the rows; the API gives them in any order."""
    return tuple(results.get(each, Result(each, "missing")) for each in ids)


def as_csv(table: Table, results: Iterable[Result]) -> str:
    """Return the rows of the table with the results' columns behind them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*table.columns, *_headings(table)])
    writer.writerows([*cells, *each.cells()] for cells, each in zip(table.rows, results, strict=True))
    return out.getvalue()


def as_json_lines(table: Table, results: Iterable[Result]) -> str:
    """Return each row as an object: its cells under `row`, the API's line as it came under `result`."""
    pairs = zip(table.rows, results, strict=True)
    return "".join(_line(dict(zip(table.columns, cells, strict=True)), each) for cells, each in pairs)


def _line(row: Mapping[str, str], result: Result) -> str:
    return f'{{"row":{json.dumps(row, ensure_ascii=False)},"result":{result.raw or "null"}}}\n'


def _headings(table: Table) -> list[str]:
    return [f"batch_{name}" if name in table.columns else name for name in COLUMNS]


def _lines(content: Body) -> Iterator[str]:
    start = 0
    while start < len(content):
        end = content.find(b"\n", start)
        end = len(content) if end < 0 else end
        yield content[start:end].decode("utf-8", "replace").strip()
        start = end + 1


def _result(line: str) -> Result | None:
    try:
        value = json.loads(line)
        name, outcome = value["custom_id"], value["result"]
        kind = outcome["type"]
    except (ValueError, KeyError, TypeError):
        return None
    if not isinstance(name, str) or not isinstance(kind, str):
        return None
    message = _mapping(outcome.get("message"))
    usage = _mapping(message.get("usage"))
    return Result(
        name,
        kind,
        _text(message.get("content")),
        str(message.get("stop_reason") or ""),
        _count(usage.get("input_tokens")),
        _count(usage.get("output_tokens")),
        _error(_mapping(outcome.get("error"))),
        line,
    )


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
