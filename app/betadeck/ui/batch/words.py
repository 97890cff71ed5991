"""What the batch dialog says."""

from collections.abc import Sequence

from betadeck.core.batch.build import Built, Problem
from betadeck.core.batch.requests import BatchState
from betadeck.core.batch.results import Result
from betadeck.core.batch.table import Table
from betadeck.core.figures import size_words

COUNT_ROWS = "row-1, row-2, …"
_SHOWN = 6
_NAMES = {"processing": "waiting", "canceled": "cancelled"}


def intro() -> str:
    """Return what the dialog is for."""
    return (
        "The request in front is filled in once for each row of a CSV or JSON Lines file: write {{column}} "
        "in it where a cell belongs. All of them go out as one batch, and each answer comes back to its row."
    )


def table_words(name: str, table: Table) -> str:
    """Return what a table holds."""
    rows = f"{len(table.rows):,} row{'s' if len(table.rows) > 1 else ''}"
    return f"{name}: {rows}, columns {', '.join(table.columns)}"


def facts(table: Table, used: Sequence[str], built: Built) -> list[tuple[str, str]]:
    """Return the plan."""
    unused = [name for name in table.columns if name not in used]
    columns = ", ".join(used) if used else "none: every request would be the same"
    left = f" (not used: {', '.join(unused)})" if used and unused else ""
    size = size_words(len(built.body.encode())) if built.body else "not made, see below"
    without = [("Left out", f"{', '.join(built.left_out)}, which no batch takes")] if built.left_out else []
    return [("Requests", f"{len(table.rows):,}"), ("Columns", columns + left), ("Size", size), *without]


def problem_words(problems: Sequence[Problem]) -> str:
    """Return what stands in the way, each with its line in the file."""
    lines = [
        f"Line {each.line:,}: {each.message}" if each.line else each.message for each in problems[:_SHOWN]
    ]
    more = len(problems) - _SHOWN
    return "\n".join([*lines, f"and {more} more" if more > 0 else ""]).strip()


def state_words(state: BatchState) -> str:
    """Return how far a batch is."""
    counts = ", ".join(f"{count:,} {_NAMES.get(name, name)}" for name, count in state.counts if count)
    status = {"in_progress": "At work", "canceling": "Being cancelled", "ended": "Ended"}
    return f"{status.get(state.status, state.status or 'Not known')}: {counts or 'nothing counted yet'}"


def result_words(results: Sequence[Result], lost: int) -> str:
    """Return what came of the rows."""
    kinds = dict.fromkeys(each.kind for each in results)
    counts = [f"{sum(each.kind == kind for each in results):,} {_NAMES.get(kind, kind)}" for kind in kinds]
    tokens = sum(each.input_tokens for each in results), sum(each.output_tokens for each in results)
    spoilt = f" {lost:,} lines could not be read." if lost else ""
    return f"{', '.join(counts)}. {tokens[0]:,} tokens in, {tokens[1]:,} out.{spoilt}"
