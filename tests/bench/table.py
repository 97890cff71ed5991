"""Rows of the bench table."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """What was measured, ours and the floor's samples in `unit`, and the ratio that is the goal."""

    what: str
    ours: Sequence[float]
    floor: Sequence[float]
    floor_name: str
    unit: str
    goal: str


def markdown(rows: Sequence[Row]) -> str:
    lines = ["| what | Betadeck | floor | ratio | goal |", "|---|---|---|---|---|"]
    lines += [_line(row) for row in rows]
    return "\n".join(lines)


def _line(row: Row) -> str:
    ours, floor = median(row.ours), median(row.floor) if row.floor else None
    ratio = f"{ours / floor:.2f}" if floor else ""
    beside = f"{_figure(row.floor)} {row.unit} ({row.floor_name})" if row.floor else row.floor_name
    return f"| {row.what} | {_figure(row.ours)} {row.unit} | {beside} | {ratio} | {row.goal} |"


def _figure(samples: Sequence[float]) -> str:
    if len(samples) == 1:
        return f"{samples[0]:.3g}"
    return f"{median(samples):.3g} ({min(samples):.3g}-{max(samples):.3g})"
