"""Rows of the library: what a list needs to know of a preset, a beta set, an exchange."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PresetEntry:
    """A preset file. `id` is its path below the preset folder without `.json`, with `/`.

    `problem` says in words why it cannot be opened, empty when it can.
    """

    id: str
    name: str
    folder: str = ""
    operation: str = ""
    modified_ns: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class BetaSet:
    """A named set of betas."""

    name: str
    betas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One past exchange. `started_at` is ISO 8601 in UTC; `ending` is an `Ending` value.

    `status` is 0 when there was no answer; `error_type` is set for an error answer and for a stream
    that failed after a 200.
    """

    id: str
    started_at: str
    name: str
    operation: str
    status: int
    ending: str
    error_type: str = ""
    request_id: str = ""
    model: str = ""
    target: str = ""
    total_ms: int = 0
    body_bytes: int = 0
    has_body: bool = True
