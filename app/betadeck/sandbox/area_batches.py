"""`/v1/messages/batches`: batches that are worked on while the sandbox runs, and end.

What the requests say is judged when they are worked on, as the API does it: a wrong one ends as an error in
the results. Source of the shapes: recorded batches of 2026-08.
"""

import copy
from collections.abc import Iterator

from betadeck.sandbox import paging
from betadeck.sandbox.ask import dicts
from betadeck.sandbox.asked_body import json_of
from betadeck.sandbox.batch_book import Batch, Request
from betadeck.sandbox.batch_work import work
from betadeck.sandbox.errors import invalid
from betadeck.sandbox.explain import Explainer
from betadeck.sandbox.generic import example
from betadeck.sandbox.places import thing_of
from betadeck.sandbox.refusals import missing
from betadeck.sandbox.reply import Reply, dumps, json_reply, stream_of
from betadeck.sandbox.schema_finder import drop_bounds
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json

_LINES = 100
"""How many results are sent at once."""
_SHAPE: Json = {
    "type": "object",
    "required": ["requests"],
    "additionalProperties": False,
    "properties": {
        "requests": {
            "type": "array",
            "minItems": 1,
            "maxItems": 100_000,
            "items": {
                "type": "object",
                "required": ["custom_id", "params"],
                "additionalProperties": False,
                "properties": {
                    "custom_id": {"type": "string", "minLength": 1},
                    "params": {"type": "object"},
                },
            },
        }
    },
}


def create(sandbox: Sandbox, call: Call) -> Reply:
    """Take a batch and begin to work on it.

    Raises:
        ApiFault: it is no list of requests with different names.
    """
    body = json_of(call)
    shape = drop_bounds(copy.deepcopy(_SHAPE)) if sandbox.options.lenient else _SHAPE
    if problem := Explainer(shape).first(body):
        raise invalid(problem.text())
    requests = tuple(
        Request(str(each["custom_id"]), dumps(each["params"])) for each in dicts(body["requests"])
    )
    if len({each.custom_id for each in requests}) < len(requests):
        raise invalid("requests: custom_id must be different for every request")
    batch = Batch(
        sandbox.ids.next("msgbatch"), requests, len(call.body), call.betas, call.version, sandbox.clock()
    )
    sandbox.batches.put(batch)
    sandbox.batches.start(work(sandbox, batch))
    return _shown(batch, call)


def retrieve(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with one batch.

    Raises:
        ApiFault: 404.
    """
    return _shown(_needed(sandbox, call), call)


def list_batches(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a page of batches, the newest first.

    Raises:
        ApiFault: the cursor is not from here.
    """
    told = [(each.id, each.told(_results_url(each, call))) for each in reversed(sandbox.batches.all())]
    page = paging.cut(told, call.asked, cursor=True, lenient=sandbox.options.lenient)
    return json_reply(page.listed())


def cancel(sandbox: Sandbox, call: Call) -> Reply:
    """Begin to cancel a batch; one that has ended stays as it is.

    Raises:
        ApiFault: 404.
    """
    batch = _needed(sandbox, call)
    if batch.ended_s is None and batch.cancelled_s is None:
        batch.cancelled_s = sandbox.clock()
    return _shown(batch, call)


def delete(sandbox: Sandbox, call: Call) -> Reply:
    """Forget a batch that has ended.

    Raises:
        ApiFault: 404, or 400 while it is worked on, in our own words.
    """
    batch = _needed(sandbox, call)
    if batch.ended_s is None and not sandbox.options.lenient:
        raise invalid(f"Batch `{batch.id}` is still being processed; cancel it first.")
    sandbox.batches.drop(batch.id)
    return example(sandbox, call)


def results(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with the results as JSON Lines.

    Raises:
        ApiFault: 404, or 400 while the batch is worked on, in our own words.
    """
    batch = _needed(sandbox, call)
    if batch.ended_s is None:
        raise invalid(f"Batch `{batch.id}` is still being processed; it has no results yet.")
    name = f"attachment; filename*=utf-8''{batch.id}_results.jsonl"
    size = sum(len(line) for line in batch.lines)
    return stream_of(_pieces(batch), size, "application/x-jsonl", (("content-disposition", name),))


def _pieces(batch: Batch) -> Iterator[bytes]:
    for start in range(0, len(batch.lines), _LINES):
        yield b"".join(batch.lines[start : start + _LINES])


def _needed(sandbox: Sandbox, call: Call) -> Batch:
    place = thing_of(call)
    if batch := sandbox.batches.get(place.key):
        return batch
    if not sandbox.options.lenient:
        raise missing(sandbox, place)
    batch = Batch(place.key, (), 0, call.betas, call.version, sandbox.clock())
    batch.ended_s = batch.created_s
    return batch


def _shown(batch: Batch, call: Call) -> Reply:
    return json_reply(batch.told(_results_url(batch, call)))


def _results_url(batch: Batch, call: Call) -> str:
    return f"http://{call.headers.one('host')}/v1/messages/batches/{batch.id}/results"


HANDLERS = {
    "POST /v1/messages/batches": create,
    "GET /v1/messages/batches": list_batches,
    "GET /v1/messages/batches/{message_batch_id}": retrieve,
    "DELETE /v1/messages/batches/{message_batch_id}": delete,
    "POST /v1/messages/batches/{message_batch_id}/cancel": cancel,
    "GET /v1/messages/batches/{message_batch_id}/results": results,
}
