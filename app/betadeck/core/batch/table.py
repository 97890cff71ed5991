"""A table of values from a CSV or JSON Lines file, every cell as it was written."""

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from betadeck.core.figures import count_words

_DELIMITERS = ",;\t|"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
UTF_8, WINDOWS = "UTF-8", "Windows-1252"
"""What Excel saves in western countries when it is not told to save as UTF-8."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts under `columns`. `lines` are where the rows begin in the file, counted from 1.

    `faults` are rows that do not fit, by their number counted from 0, and why. `encoding` is how the file
    was read, `left_out` how many of its rows are not here any more.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    faults: tuple[tuple[int, str], ...] = ()
    encoding: str = UTF_8
    left_out: int = 0

    def row(self, number: int) -> dict[str, str]:
        """Return the row `number`, counted from 0, by the names of its columns."""
        return dict(zip(self.columns, self.rows[number], strict=True))

    def without(self, numbers: Collection[int]) -> "Table":
        """Return the table without the rows `numbers`."""
        kept = [number for number in range(len(self.rows)) if number not in numbers]
        places = {number: place for place, number in enumerate(kept)}
        return Table(
            self.columns,
            tuple(self.rows[number] for number in kept),
            tuple(self.lines[number] for number in kept),
            tuple((places[number], why) for number, why in self.faults if number in places),
            self.encoding,
            self.left_out + len(self.rows) - len(kept),
        )


class TableFault(ValueError):  # noqa: N818  (a fault is what this project calls it)
    """The file is no table that can be used. `line` is the place in the file, 0 when it is all of it."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(f"Line {line:,}: {message}" if line else message)
        self.line = line


def read_table(content: bytes, *, json_lines: bool) -> Table:
    """Return the table in `content`: UTF-8, UTF-16 with its byte order mark, else Windows-1252.

    In JSON Lines each line is an object; values that are no texts keep the JSON they have, and a missing
    member is an empty cell.

    Raises:
        TableFault: it is no text or no table.
    """
    text, encoding = _text(content)
    columns, placed = _from_json_lines(text) if json_lines else _from_csv(text)
    if not placed:
        raise TableFault("There are no rows under the names of the columns.")
    faults = tuple((number, each.fault) for number, each in enumerate(placed) if each.fault)
    rows, lines = tuple(each.cells for each in placed), tuple(each.line for each in placed)
    return Table(columns, rows, lines, faults, encoding)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row with its line in the file, and why it does not fit."""

    line: int
    cells: tuple[str, ...]
    fault: str = ""


def _text(content: bytes) -> tuple[str, str]:
    encodings = ("utf-16",) if content.startswith(_UTF_16) else ("utf-8-sig", "cp1252")
    names = {"utf-16": "UTF-16", "utf-8-sig": UTF_8, "cp1252": WINDOWS}
    fault: UnicodeDecodeError | None = None
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            fault = fault or error
            continue
        if "\0" not in text:
            return text, names[encoding]
    line = content.count(b"\n", 0, fault.start) + 1 if fault else 0
    raise TableFault("this is no text. Save the file as CSV or JSON Lines in UTF-8.", line)


def _from_csv(text: str) -> tuple[tuple[str, ...], list[_Placed]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        columns = _columns(next(reader, []))
        return columns, list(_csv_rows(reader, len(columns)))
    except csv.Error as error:
        raise TableFault(
            f"the quotes do not close or stand in the wrong place ({error}).", reader.line_num
        ) from None


def _csv_rows(reader: "Iterator[list[str]]", width: int) -> Iterator[_Placed]:
    begins = reader.line_num + 1  # type: ignore[attr-defined]  # csv's reader has it, its stub calls it so too
    for cells in reader:
        if len(cells) == width:
            yield _Placed(begins, tuple(cells))
        elif cells:
            fault = f"it has {count_words(len(cells), 'cell')}, the first line has {width:,}."
            yield _Placed(begins, tuple([*cells, *[""] * width][:width]), fault)
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


def _from_json_lines(text: str) -> tuple[tuple[str, ...], list[_Placed]]:
    found = [(number, *_object(line)) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    columns = tuple(dict.fromkeys(name for _, each, _ in found for name in each))
    if not columns and found:
        number, _, fault = found[0]
        raise TableFault(fault or "this object has no members, so there are no columns.", number)
    cells = (
        (number, tuple(_cell(each.get(name, "")) for name in columns), why) for number, each, why in found
    )
    return _columns(columns), [_Placed(*each) for each in cells]


def _object(line: str) -> tuple[dict[str, object], str]:
    """Return the object in `line`, or an empty one and what is wrong."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {}, f"this is no JSON ({error})."
    if not isinstance(value, dict):
        return {}, "each line must be an object, with the columns as its members."
    return value, ""


def _cell(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def names_table(column: str, names: Iterable[str]) -> Table:
    """Return a table of one column, for things that come from no file."""
    rows = tuple((name,) for name in names)
    return Table((column,), rows, (0,) * len(rows))
