"""What the batch dialog says."""

from collections.abc import Sequence
from dataclasses import dataclass

from betadeck.core.batch.build import Built
from betadeck.core.batch.carrier import Carrier
from betadeck.core.batch.check import MOST_CHECKED, Told
from betadeck.core.batch.lines import Lines, Problem
from betadeck.core.batch.requests import BatchState
from betadeck.core.batch.results import Joined
from betadeck.core.batch.table import UTF_8, Table
from betadeck.core.figures import count_words, size_words
from betadeck.core.finding import Severity

COUNT_ROWS = "row-1, row-2, …"
TABLE_INTRO = (
    "The request in front is filled in once for each row of a CSV or JSON Lines file: write {{column}} "
    "in it where a cell belongs. All of them go out as one batch, and each answer comes back to its row."
)
PRESETS_INTRO = (
    "Each preset that is ticked is sent once, as it is saved. All of them go out as one batch, with the "
    "betas of all of them, and each answer comes back beside its preset's name."
)
NO_PRESETS = "There are no presets yet. Save requests with Ctrl+S; then they can be sent together from here."
SENT_INTRO = (
    "Batches go on when this window or the program is closed. Watch one again to see how far it is, and to "
    "fetch its results when it has ended; they are joined to the rows that were sent."
)
UNANSWERED = "No answer came, so the batch may exist. It stands under Sent before; look there before you send it again."
LOST = "A batch was sent and no answer came: it may exist. See under Sent before."
_SHOWN = 6
_NAMES = {"processing": "waiting", "canceled": "cancelled"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be sent, for the window: its lines, what carries them, which columns are in use if there are any."""

    lines: Lines
    carrier: Carrier
    built: Built
    told: tuple[Told, ...] = ()
    used: tuple[str, ...] | None = None
    asked: tuple[str, ...] = ()


def table_words(name: str, table: Table) -> str:
    """Return what a table holds."""
    rows = count_words(len(table.rows), "row")
    out = f", {table.left_out:,} left out" if table.left_out else ""
    read = f" It was read as {table.encoding}; look at a row." if table.encoding != UTF_8 else ""
    return f"{name}: {rows}{out}, columns {', '.join(table.columns)}.{read}"


def facts(plan: Plan) -> list[tuple[str, str]]:
    """Return what is to be sent; a fact with no text has nothing to say."""
    built, count = plan.built, len(plan.lines.ids)
    checked = f"the first {MOST_CHECKED:,} of them" if count > MOST_CHECKED else "all of them"
    return [
        ("Requests", f"{count:,}"),
        ("Columns", _column_words(plan.lines.table, plan.used) if plan.used is not None else ""),
        ("Betas", ", ".join(plan.carrier.draft.betas) if plan.used is None else ""),
        ("Together", "\n".join(plan.carrier.notes)),
        ("Size", size_words(built.size) if built.body else "not made, see below"),
        ("Left out", f"{', '.join(built.left_out)}, which no batch takes" if built.left_out else ""),
        ("Checked", f"{checked}, {_worst_words(plan.told)}" if built.body else ""),
    ]


def problem_words(lines: Lines, problems: Sequence[Problem]) -> str:
    """Return what stands in the way, each with the line that it is about."""
    said = [
        each.message if each.number is None else f"{lines.place(each.number)}: {each.message}"
        for each in problems[:_SHOWN]
    ]
    more = len(problems) - _SHOWN
    return "\n".join([*said, f"and {more:,} more" if more > 0 else ""]).strip()


def block_words(built: Built) -> str:
    """Return that something stands in the way, for whoever does not see what."""
    count = len(built.problems)
    return f"{count_words(count, 'thing stands', 'things stand')} in the way, see above." if count else ""


def told_words(lines: Lines, told: Sequence[Told]) -> str:
    """Return what is known of the requests before they are sent."""
    said = [f"{_place_words(lines, each)}: {each.message}" for each in told[:_SHOWN]]
    more = len(told) - _SHOWN
    return "\n".join([*said, f"and {more:,} more" if more > 0 else ""]).strip()


def state_words(state: BatchState) -> str:
    """Return how far a batch is."""
    counts = ", ".join(f"{count:,} {_NAMES.get(name, name)}" for name, count in state.counts if count)
    status = {"in_progress": "At work", "canceling": "Being cancelled", "ended": "Ended"}
    return f"{status.get(state.status, state.status or 'Not known')}: {counts or 'nothing counted yet'}"


def unanswered_words(count: int) -> str:
    """Return how to find a batch of so many requests whose id no answer has told."""
    return (
        "No answer told the id of this batch, so it may exist or not. Send GET /v1/messages/batches to its target: "
        f"one of that time with {count_words(count, 'request')} is it. Choose this one again, put that id in its "
        "place and watch it: its results are joined to these rows. If none is listed, there is no such batch."
    )


def result_words(found: Joined) -> str:
    """Return what came of the lines."""
    results = found.results
    kinds = dict.fromkeys(each.kind for each in results)
    counts = [f"{sum(each.kind == kind for each in results):,} {_NAMES.get(kind, kind)}" for kind in kinds]
    tokens = sum(each.input_tokens for each in results), sum(each.output_tokens for each in results)
    spoilt = f" {count_words(found.lost, 'line')} could not be read." if found.lost else ""
    others = f" {count_words(found.strange, 'result')} belong to none of these rows." if found.strange else ""
    said = ", ".join(counts) or "No results"
    return f"{said}. {tokens[0]:,} tokens in, {tokens[1]:,} out.{spoilt}{others}"


def _column_words(table: Table, used: Sequence[str]) -> str:
    unused = [name for name in table.columns if name not in used]
    columns = ", ".join(used) if used else "none: every request would be the same"
    return columns + (f" (not used: {', '.join(unused)})" if used and unused else "")


def _place_words(lines: Lines, told: Told) -> str:
    count = len(told.numbers)
    if count == len(lines.ids) > 1:
        return "All"
    rest = f" and {count - 1:,} more" if count > 1 else ""
    return f"{lines.place(told.numbers[0])}{rest}"


def _worst_words(told: Sequence[Told]) -> str:
    if errors := _errors(told):
        return f"{count_words(errors, 'finding')} for which requests will be refused"
    return f"{count_words(len(told), 'warning')}" if told else "nothing found"


def _errors(told: Sequence[Told]) -> int:
    return sum(each.severity is Severity.ERROR for each in told)
