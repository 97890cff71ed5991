"""Lines from a table: one request, filled in for each row."""

from collections.abc import Iterator
from dataclasses import dataclass

from betadeck.core.batch.lines import Problem
from betadeck.core.batch.table import Table
from betadeck.core.variable_fill import fill_body
from betadeck.core.variable_tokens import TokenKind, tokens_in
from betadeck.core.variable_values import Value, Values


@dataclass(frozen=True, slots=True)
class Rows:
    """The request `template` for each row of `table`; `others` are values besides its columns."""

    template: str
    table: Table
    others: Values
    ids: tuple[str, ...]

    def place(self, number: int) -> str:
        """Return the row's line in the file."""
        return f"Line {self.table.lines[number]:,}"

    def filled(self, number: int) -> str:
        """Return the request with the cells of the row `number` in it."""
        cells = {name: Value(cell, "from the table") for name, cell in self.table.row(number).items()}
        return fill_body(self.template, {**self.others, **cells})

    def problems(self) -> Iterator[Problem]:
        """Yield variables without a value, and rows that do not fit their table."""
        known = {*self.table.columns, *self.others}
        for token in {each.id: each for each in tokens_in(self.template, escaped=True)}.values():
            if token.kind is TokenKind.NAME and token.name not in known:
                yield Problem(f"{token.written} is no column of the table and no variable.")
            elif token.kind is not TokenKind.NAME and token.id not in self.others:
                yield Problem(no_value_words(token.kind, token.written))
        yield from (Problem(why, number) for number, why in self.table.faults)


def rows_of(template: str, table: Table, others: Values, id_column: str = "") -> Rows:
    """Return the lines of a table; without `id_column` they are called `row-1`, `row-2` and so on."""
    if id_column:
        place = table.columns.index(id_column)
        ids = tuple(cells[place].strip() for cells in table.rows)
    else:
        ids = tuple(f"row-{number}" for number in range(1, len(table.rows) + 1))
    return Rows(template, table, others, ids)


def used_columns(template: str, table: Table) -> tuple[str, ...]:
    """Return the columns that the request makes use of, in their order."""
    names = {token.name for token in tokens_in(template, escaped=True) if token.kind is TokenKind.NAME}
    return tuple(each for each in table.columns if each in names)


def no_value_words(kind: TokenKind, written: str) -> str:
    """Return in words that a variable that is no name has no value in a batch."""
    if kind is TokenKind.KEY:
        return f"{written}: a key goes into no batch, where it would be kept with the requests."
    if kind is TokenKind.ASK:
        return f"{written} is asked for, and has no answer yet."
    return f"There is no value for {written}."
