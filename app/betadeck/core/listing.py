"""Rows of the library: what a list needs to know of a preset, a beta set, an exchange, and of them all."""

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
    that failed after a 200. `preset` is the id of the preset that was sent, as in `PresetEntry`. Tokens are
    as the answer's usage told them, 0 if it did not; `input_tokens` counts cached ones too. One `beside` was
    asked by the window for a request, as a count of its tokens, and sent from no tab.
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
    pinned: bool = False
    note: str = ""
    betas: tuple[str, ...] = ()
    preset: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    beside: bool = False

    @property
    def title(self) -> str:
        """What the exchange is called: its name, else the call that it made."""
        return self.name or self.operation.removeprefix("beta.")


@dataclass(frozen=True, slots=True)
class HistoryUsage:
    """How much is kept: exchanges, those with an answer, and the bytes of all their files.

    `index_bytes` is about what the search takes on top. Pinned exchanges are never removed to keep within
    `cap_bytes`.
    """

    rows: int
    with_answer: int
    kept_bytes: int
    request_bytes: int = 0
    answer_bytes: int = 0
    index_bytes: int = 0
    pinned: int = 0
    pinned_bytes: int = 0
    cap_bytes: int = 0


@dataclass(frozen=True, slots=True)
class HistoryFacets:
    """What filters can be set to: each value with the number of exchanges that have it, the most first."""

    statuses: tuple[tuple[str, int], ...] = ()
    models: tuple[tuple[str, int], ...] = ()
    operations: tuple[tuple[str, int], ...] = ()
    targets: tuple[tuple[str, int], ...] = ()
    presets: tuple[tuple[str, int], ...] = ()
    betas: tuple[tuple[str, int], ...] = ()
