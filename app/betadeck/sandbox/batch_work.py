"""Works on message batches while the sandbox runs, as Messages would answer each of their requests.

What the requests say is judged here, as the API does it: a wrong one ends as an error in the results.
"""

import asyncio
import json
from collections.abc import Iterator

from betadeck.sandbox.area_messages import answered, judged
from betadeck.sandbox.batch_book import Batch
from betadeck.sandbox.errors import ApiFault, envelope
from betadeck.sandbox.practise import practised
from betadeck.sandbox.reply import Reply, dumps
from betadeck.sandbox.state import Sandbox
from betadeck.sandbox.store import Json

_SLICE_S = 0.01
"""How long requests are worked on before others get their turn."""
_BREATH_S = 0.005
"""How long others have their turn when there is much to do: the window shares the processor."""
_STEPS = 20
_CANCELLING = 0.2
"""How much of a batch's time passes between its being cancelled and its end."""


async def work(sandbox: Sandbox, batch: Batch) -> None:
    """Work on `batch` evenly over its time, in slices that let other requests in between."""
    lasts_s = sandbox.options.batch_s
    while batch.left and batch.cancelled_s is None:
        passed = (sandbox.clock() - batch.created_s) / lasts_s if lasts_s else 1.0
        _work_on(sandbox, batch, int(len(batch.requests) * min(passed, 1.0)))
        await asyncio.sleep(min(lasts_s / _STEPS, 0.1) if passed < 1 else _BREATH_S)
    if batch.cancelled_s is not None:
        await asyncio.sleep(lasts_s * _CANCELLING)
        for request in batch.requests[len(batch.lines) :]:
            batch.add("canceled", _line(request.custom_id, {"type": "canceled"}))
    batch.ended_s = sandbox.clock()


def _work_on(sandbox: Sandbox, batch: Batch, due: int) -> None:
    loop = asyncio.get_running_loop()
    until = loop.time() + _SLICE_S
    while len(batch.lines) < due and loop.time() < until:
        request = batch.requests[len(batch.lines)]
        result = _result(sandbox, batch, json.loads(request.params))
        batch.add(str(result["type"]), _line(request.custom_id, result))


def _line(custom_id: str, result: Json) -> bytes:
    return dumps({"custom_id": custom_id, "result": result}) + b"\n"


def _result(sandbox: Sandbox, batch: Batch, params: Json) -> Json:
    request_id = sandbox.ids.next("req")
    try:
        return {"type": "succeeded", "message": _message(sandbox, batch, params)}
    except ApiFault as fault:
        return {"type": "errored", "error": envelope(fault, request_id)}


def _message(sandbox: Sandbox, batch: Batch, params: Json) -> Json:
    params.pop("stream", None)
    ask = judged(sandbox, params, batch.betas, batch.version, "messages.create")
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
