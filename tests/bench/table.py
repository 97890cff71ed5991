"""Rows of the bench table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Peer:
    """Another program at the same work, its samples in the row's unit; `absent` says why there are none."""

    name: str
    samples: Sequence[float]
    absent: str = "not there"


@dataclass(frozen=True)
class Row:
    """What was measured, ours and the floor's samples in `unit`, and the ratio that is the goal."""

    what: str
    ours: Sequence[float]
    floor: Sequence[float]
    floor_name: str
    unit: str
    goal: str
    peers: Sequence[Peer] = field(default_factory=tuple)


def markdown(rows: Sequence[Row]) -> str:
    lines = ["| what | Betadeck | floor | ratio | peers | goal |", "|---|---|---|---|---|---|"]
    lines += [_line(row) for row in rows]
    return "\n".join(lines)


def _line(row: Row) -> str:
    ours, floor = median(row.ours), median(row.floor) if row.floor else None
    ratio = f"{ours / floor:.2f}" if floor else ""
    beside = f"{_figure(row.floor)} {row.unit} ({row.floor_name})" if row.floor else row.floor_name
    peers = "; ".join(_peer(each, row.unit) for each in row.peers)
    return f"| {row.what} | {_figure(row.ours)} {row.unit} | {beside} | {ratio} | {peers} | {row.goal} |"


def _peer(peer: Peer, unit: str) -> str:
    return f"{peer.name} {_figure(peer.samples)} {unit}" if peer.samples else f"{peer.name}: {peer.absent}"


def _figure(samples: Sequence[float]) -> str:
    """Return the median, and in brackets the least and the greatest."""
    if len(samples) == 1:
        return _short(samples[0])
    return f"{_short(median(samples))} ({_short(min(samples))} to {_short(max(samples))})"


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
