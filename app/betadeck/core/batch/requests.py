"""The requests that a batch takes: sent, looked at, cancelled, its results fetched."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from betadeck.core.draft import Draft
from betadeck.core.exchange import Exchange

PATH = "/v1/messages/batches"
_STATES = ("processing", "succeeded", "errored", "canceled", "expired")


@dataclass(frozen=True, slots=True)
class BatchState:
    """How far a batch is. `counts` are by the API's names; while it runs most of them are zero."""

    id: str
    status: str
    counts: tuple[tuple[str, int], ...] = ()
    has_results: bool = False

    @property
    def is_over(self) -> bool:
        """Tell whether nothing of it will change any more."""
        return self.status == "ended"


def creation(template: Draft, body: str) -> Draft:
    """Return the request that sends `body`; betas, version and headers are the template's.

    Braces in `body` are what a cell says: written twice, no variable is seen in them.
    """
    return _of(template, "messages.batches.create", "POST", PATH, body.replace("{{", "{{{{"))


def look(template: Draft, batch_id: str) -> Draft:
    """Return the request that asks how far a batch is."""
    return _with_id(template, "messages.batches.retrieve", "GET", "", batch_id)


def cancellation(template: Draft, batch_id: str) -> Draft:
    """Return the request that cancels what is left of a batch."""
    return _with_id(template, "messages.batches.cancel", "POST", "/cancel", batch_id)


def results(template: Draft, batch_id: str) -> Draft:
    """Return the request for the results, which are JSON Lines."""
    return _with_id(template, "messages.batches.results", "GET", "/results", batch_id)


def state_of(body: bytes) -> BatchState | None:
    """Return what the API says of a batch, None if `body` is no batch."""
    try:
        value = json.loads(body)
    except ValueError:
        return None
    if not isinstance(value, dict) or not isinstance(value.get("id"), str):
        return None
    counts = value.get("request_counts")
    counts = counts if isinstance(counts, Mapping) else {}
    known = tuple((name, counts[name]) for name in _STATES if isinstance(counts.get(name), int))
    return BatchState(
        value["id"], str(value.get("processing_status", "")), known, bool(value.get("results_url"))
    )


def may_exist(sent: Exchange) -> bool:
    """Tell whether the batch that `sent` carried may be at the API: it was taken, or left whole unrefused."""
    if sent.head is not None and sent.head.status < 500:
        return sent.head.status < 400
    return sent.timings.request_sent_s is not None


def _with_id(template: Draft, operation: str, method: str, tail: str, batch_id: str) -> Draft:
    draft = _of(template, operation, method, f"{PATH}/{{message_batch_id}}{tail}", "")
    return replace(draft, path_params=(("message_batch_id", batch_id.replace("{{", "{{{{")),))


def _of(template: Draft, operation: str, method: str, path: str, body: str) -> Draft:
    return replace(
        template, operation=operation, method=method, path=path, path_params=(), query=(), body_text=body, files=()
    )  # fmt: skip
