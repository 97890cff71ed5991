"""Which rows of a query belong to which known parameter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from betadeck.core.draft import Row
from betadeck.core.param_spec import ParamSpec


@dataclass(frozen=True, slots=True)
class PlannedParam:
    """A line for one value of `spec`: the row at `place`, or None for one that is required and missing."""

    spec: ParamSpec
    place: int | None


def plan_query(rows: Sequence[Row], specs: Sequence[ParamSpec]) -> tuple[PlannedParam, ...]:
    """Return a line for every row of a known parameter: required ones first, values of one name together."""
    found: list[PlannedParam] = []
    for spec in sorted(specs, key=lambda each: _rank(each, rows)):
        places = [place for place, row in enumerate(rows) if row.name.strip() == spec.name]
        found += [PlannedParam(spec, place) for place in places]
        if spec.required and not places:
            found.append(PlannedParam(spec, None))
    return tuple(found)


def other_rows(rows: Sequence[Row], specs: Sequence[ParamSpec]) -> tuple[Row, ...]:
    """Return the rows that belong to no known parameter, in their order."""
    known = {spec.name for spec in specs}
    return tuple(row for row in rows if row.name.strip() not in known)


def with_others(rows: Sequence[Row], others: Sequence[Row], specs: Sequence[ParamSpec]) -> tuple[Row, ...]:
    """Return `rows` with `others` in the places of those that belong to no known parameter."""
    known = {spec.name for spec in specs}
    left = list(others)
    kept: list[Row] = []
    for row in rows:
        if row.name.strip() in known:
            kept.append(row)
        elif left:
            kept.append(left.pop(0))
    return (*kept, *left)


def with_value(rows: Sequence[Row], planned: PlannedParam, value: str) -> tuple[Row, ...]:
    """Return `rows` with the value of one line; a line that had no row gets one at the end."""
    if planned.place is None:
        return (*rows, Row(planned.spec.name, value))
    changed = replace(rows[planned.place], value=value)
    return (*rows[: planned.place], changed, *rows[planned.place + 1 :])


def with_another(rows: Sequence[Row], name: str) -> tuple[Row, ...]:
    """Return `rows` with one more, empty row of this name behind the last one of it."""
    places = [place for place, row in enumerate(rows) if row.name.strip() == name]
    at = places[-1] + 1 if places else len(rows)
    return (*rows[:at], Row(name, ""), *rows[at:])


def _rank(spec: ParamSpec, rows: Sequence[Row]) -> tuple[bool, int]:
    places = [place for place, row in enumerate(rows) if row.name.strip() == spec.name]
    return not spec.required, places[0] if places else len(rows)
