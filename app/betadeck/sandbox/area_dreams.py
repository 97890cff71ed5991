"""`/v1/dreams`: dreams that end after the time that a batch takes, with a new memory store as their output.

Source of the states and of what they allow: the vendor's SDK 2.12.0.
"""

from betadeck.sandbox import generic, lists
from betadeck.sandbox.ask import part
from betadeck.sandbox.errors import invalid
from betadeck.sandbox.moments import seconds_of, stamp
from betadeck.sandbox.places import Place, here, thing_of
from betadeck.sandbox.reply import Reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import collection, made, needed

_DREAM, _STORE = "BetaDream", "BetaManagedAgentsMemoryStore"
_OPEN = ("pending", "running")
_BEGUN = 0.2
"""The part of its time after which a dream is running."""


def show(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a dream as it is now.

    Raises:
        ApiFault: 404.
    """
    return generic.answer(sandbox, call, _needed(sandbox, call))


def list_dreams(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a page of dreams as they are now.

    Raises:
        ApiFault: the token is not from here.
    """
    for _, dream in collection(sandbox, here(call)).things():
        _advance(sandbox, dream)
    return lists.list_things(sandbox, call)


def cancel(sandbox: Sandbox, call: Call) -> Reply:
    """Stop a dream that has not ended.

    Raises:
        ApiFault: 404; 400, it has completed or failed.
    """
    dream = _needed(sandbox, call)
    if dream["status"] in ("completed", "failed"):
        raise invalid(f"Dream `{dream['id']}` has ended as {dream['status']} and cannot be canceled.")
    dream |= {"status": "canceled", "ended_at": dream["ended_at"] or sandbox.now()}
    return generic.answer(sandbox, call, dream)


def archive(sandbox: Sandbox, call: Call) -> Reply:
    """Archive a dream that has ended.

    Raises:
        ApiFault: 404; 400, it has not ended.
    """
    dream = _needed(sandbox, call)
    if dream["status"] in _OPEN and not sandbox.options.lenient:
        raise invalid(f"Dream `{dream['id']}` is {dream['status']}; cancel it before it is archived.")
    return generic.archive(sandbox, call)


def _needed(sandbox: Sandbox, call: Call) -> Json:
    return _advance(sandbox, needed(sandbox, thing_of(call), _DREAM))


def _advance(sandbox: Sandbox, dream: Json) -> Json:
    """Let a dream be as far as its time says."""
    if dream["status"] not in _OPEN or sandbox.options.lenient:
        return dream
    lasts_s = sandbox.options.batch_s
    passed_s = sandbox.clock() - seconds_of(str(dream["created_at"]))
    if passed_s >= lasts_s:
        ended = seconds_of(str(dream["created_at"])) + lasts_s
        dream |= {"status": "completed", "ended_at": stamp(ended), "outputs": [_output(sandbox, dream)]}
    elif passed_s >= lasts_s * _BEGUN:
        dream["status"] = "running"
    return dream


def _output(sandbox: Sandbox, dream: Json) -> Json:
    behaviour = part(dream, "output_behavior")
    if behaviour.get("type") == "update_existing":
        return {"type": "memory_store", "memory_store_id": behaviour["memory_store_id"]}
    store = made(sandbox, {"name": "Dreamt in the sandbox"}, _STORE, {})
    generic.keep(sandbox, Place("/v1/memory_stores", "/v1/memory_stores"), store)
    return {"type": "memory_store", "memory_store_id": store["id"]}


_ONE = "/v1/dreams/{dream_id}"
HANDLERS = {
    "GET /v1/dreams": list_dreams,
    f"GET {_ONE}": show,
    f"POST {_ONE}/cancel": cancel,
    f"POST {_ONE}/archive": archive,
}
