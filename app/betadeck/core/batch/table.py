"""A table of values from a CSV or JSON Lines file, every cell as it was written."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_DELIMITERS = ",;\t|"
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts under `columns`. `lines` are where the rows begin in the file, counted from 1."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def row(self, number: int) -> dict[str, str]:
        """Return the row `number`, counted from 0, by the names of its columns."""
        return dict(zip(self.columns, self.rows[number], strict=True))


class TableFault(ValueError):  # noqa: N818  (a fault is what this project calls it)
    """The file is no table that can be used. `line` is the place in the file, 0 when it is all of it."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(f"Line {line:,}: {message}" if line else message)
        self.line = line


def read_table(content: bytes, *, json_lines: bool) -> Table:
    """Return the table in `content`, UTF-8 with or without a byte order mark.

    In JSON Lines each line is an object; values that are no texts keep the JSON they have, and a missing
    member is an empty cell.

    Raises:
        TableFault: it is no UTF-8, no table, or has a row that does not fit.
    """
    try:
        text = content.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TableFault("this is no UTF-8. Save the file as UTF-8.", line) from None
    return _from_json_lines(text) if json_lines else _from_csv(text)


def _from_csv(text: str) -> Table:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        columns = _columns(next(reader, []))
        placed = list(_csv_rows(reader, len(columns)))
    except csv.Error as error:
        raise TableFault(
            f"the quotes do not close or stand in the wrong place ({error}).", reader.line_num
        ) from None
    return _table(columns, placed)


def _csv_rows(reader: "Iterator[list[str]]", width: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    begins = reader.line_num + 1  # type: ignore[attr-defined]  # csv's reader has it, its stub calls it so too
    for cells in reader:
        if cells and len(cells) != width:
            raise TableFault(f"it has {len(cells)} cells, the first line has {width}.", begins)
        if cells:
            yield begins, tuple(cells)
        begins = reader.line_num + 1  # type: ignore[attr-defined]


def _delimiter(text: str) -> str:
    """Return what separates the names in the first line: whatever of the usual ones is there most often."""
    first = text[: text.find("\n")] if "\n" in text else text
    return max(_DELIMITERS, key=first.count)


def _columns(names: Sequence[str]) -> tuple[str, ...]:
    tidy = tuple(name.strip() for name in names)
    if not any(tidy):
        raise TableFault("The first line must name the columns.", 1)
    if "" in tidy:
        raise TableFault(f"column {tidy.index('') + 1} has no name.", 1)
    if twice := next((name for name in tidy if tidy.count(name) > 1), ""):
        raise TableFault(f"two columns are called “{twice}”.", 1)
    return tidy


def _from_json_lines(text: str) -> Table:
    objects = [
        (number, _object(line, number)) for number, line in enumerate(text.split("\n"), 1) if line.strip()
    ]
    columns = tuple(dict.fromkeys(name for _, each in objects for name in each))
    rows = [(number, tuple(_cell(each.get(name, "")) for name in columns)) for number, each in objects]
    return _table(_columns(columns), rows)


def _object(line: str, number: int) -> dict[str, object]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise TableFault(f"this is no JSON ({error}).", number) from None
    if not isinstance(value, dict):
        raise TableFault("each line must be an object, with the columns as its members.", number)
    return value


def _cell(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _table(columns: tuple[str, ...], placed: Iterable[tuple[int, tuple[str, ...]]]) -> Table:
    kept = tuple(placed)
    if not kept:
        raise TableFault("There are no rows under the names of the columns.")
    return Table(columns, tuple(cells for _, cells in kept), tuple(line for line, _ in kept))
