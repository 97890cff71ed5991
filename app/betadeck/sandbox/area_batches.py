"""`/v1/messages/batches`: batches that are worked on while the sandbox runs, and end.

What the requests say is judged when they are worked on, as the API does it: a wrong one ends as an error in
the results. Source of the shapes: recorded batches of 2026-08.
"""

import asyncio
import copy
import json
from collections.abc import Iterator

from betadeck.sandbox import paging
from betadeck.sandbox.area_messages import answered, judged
from betadeck.sandbox.asked_body import json_of
from betadeck.sandbox.batch_book import Batch
from betadeck.sandbox.errors import ApiFault, envelope, invalid
from betadeck.sandbox.explain import Explainer
from betadeck.sandbox.generic import example
from betadeck.sandbox.places import thing_of
from betadeck.sandbox.practise import practised
from betadeck.sandbox.reply import Reply, dumps, json_reply, whole
from betadeck.sandbox.schema_finder import drop_bounds
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import missing

_SLICE_S = 0.01
"""How long requests are worked on before others get their turn."""
_STEPS = 20
_CANCELLING = 0.2
"""How much of a batch's time passes between its being cancelled and its end."""
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
    given = body["requests"]
    requests = [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []
    if len({each["custom_id"] for each in requests}) < len(requests):
        raise invalid("requests: custom_id must be different for every request")
    batch = Batch(
        sandbox.ids.next("msgbatch"), requests, len(call.body), call.betas, call.version, sandbox.clock()
    )
    sandbox.batches.put(batch)
    sandbox.batches.start(_work(sandbox, batch))
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
    return json_reply({"data": page.items(), **page.told(("has_more", "first_id", "last_id"))})


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
    return whole(b"".join(batch.lines), "application/x-jsonl", 200, (("content-disposition", name),))


def _needed(sandbox: Sandbox, call: Call) -> Batch:
    place = thing_of(call)
    if batch := sandbox.batches.get(place.key):
        return batch
    if not sandbox.options.lenient:
        raise missing(sandbox, place)
    batch = Batch(place.key, [], 0, call.betas, call.version, sandbox.clock())
    batch.ended_s = batch.created_s
    return batch


def _shown(batch: Batch, call: Call) -> Reply:
    return json_reply(batch.told(_results_url(batch, call)))


def _results_url(batch: Batch, call: Call) -> str:
    return f"http://{call.headers.one('host')}/v1/messages/batches/{batch.id}/results"


async def _work(sandbox: Sandbox, batch: Batch) -> None:
    """Work on `batch` evenly over its time, in slices that let other requests in between."""
    lasts_s = sandbox.options.batch_s
    while batch.left and batch.cancelled_s is None:
        passed = (sandbox.clock() - batch.created_s) / lasts_s if lasts_s else 1.0
        _work_on(sandbox, batch, int(len(batch.requests) * min(passed, 1.0)))
        await asyncio.sleep(min(lasts_s / _STEPS, 0.1) if passed < 1 else 0)
    if batch.cancelled_s is not None:
        await asyncio.sleep(lasts_s * _CANCELLING)
        for request in batch.requests[len(batch.lines) :]:
            batch.add("canceled", _line(request, {"type": "canceled"}))
    batch.ended_s = sandbox.clock()


def _work_on(sandbox: Sandbox, batch: Batch, due: int) -> None:
    loop = asyncio.get_running_loop()
    until = loop.time() + _SLICE_S
    while len(batch.lines) < due and loop.time() < until:
        request = batch.requests[len(batch.lines)]
        result = _result(sandbox, batch, request["params"])
        batch.add(str(result["type"]), _line(request, result))


def _line(request: Json, result: Json) -> bytes:
    return dumps({"custom_id": request["custom_id"], "result": result}) + b"\n"


def _result(sandbox: Sandbox, batch: Batch, params: object) -> Json:
    request_id = sandbox.ids.next("req")
    try:
        return {"type": "succeeded", "message": _message(sandbox, batch, params)}
    except ApiFault as fault:
        return {"type": "errored", "error": envelope(fault, request_id)}


def _message(sandbox: Sandbox, batch: Batch, params: object) -> Json:
    body = dict(params) if isinstance(params, dict) else {}
    body.pop("stream", None)
    ask = judged(sandbox, body, batch.betas, batch.version, "messages.create")
    made = _played(practised(sandbox, ask, ask.practice)) if ask.practice else answered(sandbox, ask)
    usage = made.get("usage")
    return {**made, "usage": {**usage, "service_tier": "batch"}} if isinstance(usage, dict) else made


def _played(reply: Reply) -> Json:
    """Return the message of a practised answer; one that is none is a fault of the server in a batch."""
    steps: Iterator[object] = iter(reply.steps)
    body = b"".join(each for each in steps if isinstance(each, bytes)) if reply.status == 200 else b""
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ApiFault(500, "Internal server error")
    return found


HANDLERS = {
    "POST /v1/messages/batches": create,
    "GET /v1/messages/batches": list_batches,
    "GET /v1/messages/batches/{message_batch_id}": retrieve,
    "DELETE /v1/messages/batches/{message_batch_id}": delete,
    "POST /v1/messages/batches/{message_batch_id}/cancel": cancel,
    "GET /v1/messages/batches/{message_batch_id}/results": results,
}
