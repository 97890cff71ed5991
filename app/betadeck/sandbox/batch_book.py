"""The message batches of a sandbox and how far each has come."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field

from betadeck.sandbox.moments import DAY_S, stamp
from betadeck.sandbox.store import Json

MOST_BYTES = 512 * 1024 * 1024
"""How much the requests and results of all batches may take; the oldest ended one goes first."""
MOST_BATCHES = 1_000
_KINDS = ("succeeded", "errored", "canceled", "expired")


@dataclass(frozen=True, slots=True)
class Request:
    """One request of a batch. `params` is JSON: as objects it would take many times the room."""

    custom_id: str
    params: bytes


@dataclass(slots=True)
class Batch:
    """One batch. `lines` are the results so far, as JSON Lines; moments are seconds since 1970."""

    id: str
    requests: tuple[Request, ...]
    size_bytes: int
    betas: tuple[str, ...]
    version: str
    created_s: float
    lines: list[bytes] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_KINDS, 0))
    cancelled_s: float | None = None
    ended_s: float | None = None

    @property
    def left(self) -> int:
        """How many requests have no result yet."""
        return len(self.requests) - len(self.lines)

    def add(self, kind: str, line: bytes) -> None:
        """Keep the result of the next request; `kind` is how it ended."""
        self.lines.append(line)
        self.counts[kind] += 1
        self.size_bytes += len(line)

    def told(self, results_url: str) -> Json:
        """Return the batch as the API shows it; `results_url` is where its results are, once it has ended."""
        state = "ended" if self.ended_s else "canceling" if self.cancelled_s else "in_progress"
        waiting = 0 if self.ended_s else len(self.requests)
        counts = self.counts if self.ended_s else dict.fromkeys(_KINDS, 0)
        return {
            "id": self.id,
            "type": "message_batch",
            "processing_status": state,
            "request_counts": {"processing": waiting, **counts},
            "ended_at": _at(self.ended_s),
            "created_at": stamp(self.created_s),
            "expires_at": stamp(self.created_s + DAY_S),
            "archived_at": None,
            "cancel_initiated_at": _at(self.cancelled_s),
            "results_url": results_url if self.ended_s else None,
        }


def _at(seconds: float | None) -> str | None:
    return None if seconds is None else stamp(seconds)


class BatchBook:
    """All batches, oldest first, and the tasks that work on them."""

    def __init__(self) -> None:
        self._batches: dict[str, Batch] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, batch: Batch) -> None:
        """Keep a batch and make room for it."""
        self._batches[batch.id] = batch
        taken = sum(each.size_bytes for each in self._batches.values())
        for old in list(self._batches.values()):
            if taken <= MOST_BYTES and len(self._batches) <= MOST_BATCHES:
                return
            if old.ended_s and old is not batch:
                del self._batches[old.id]
                taken -= old.size_bytes

    def get(self, key: str) -> Batch | None:
        """Return a batch, or None."""
        return self._batches.get(key)

    def drop(self, key: str) -> None:
        """Forget a batch, if it is there."""
        self._batches.pop(key, None)

    def all(self) -> list[Batch]:
        """Return all batches, oldest first."""
        return list(self._batches.values())

    def start(self, work: Coroutine[None, None, None]) -> None:
        """Run `work` in the loop that runs now."""
        task = asyncio.get_running_loop().create_task(work, name="sandbox batch")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
