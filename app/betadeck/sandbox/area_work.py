"""`/v1/environments/{environment_id}/work`: what a self-hosted environment is to do for its sessions.

Source of the states and of who sets them: the vendor's SDK 2.12.0.
"""

from betadeck.sandbox import generic
from betadeck.sandbox.ask import part
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.errors import ApiFault
from betadeck.sandbox.places import Place, here, parents_of, thing_of
from betadeck.sandbox.reply import Reply, json_reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import check_parents, collection, find, made, needed

_WORK = "BetaSelfHostedWork"
_ENVIRONMENT = "/v1/environments/{environment_id}"
_TTL_S = 60
_NONE_YET = "NO_HEARTBEAT"
"""What a worker expects that is the first to take the work."""


def enqueue(sandbox: Sandbox, session: Json) -> None:
    """Queue the work that a session makes in its environment, if that is self-hosted."""
    path = f"/v1/environments/{session['environment_id']}"
    environment = find(sandbox, Place(_ENVIRONMENT, path))
    if environment is None or part(environment, "config").get("type") != "self_hosted":
        return
    given: Json = {"data": {"id": session["id"], "type": "session"}, "state": "queued"}
    work = made(sandbox, given, _WORK, {"environment_id": session["environment_id"]})
    generic.keep(sandbox, Place(f"{_ENVIRONMENT}/work", f"{path}/work"), work)


def poll(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with the oldest work in the queue, or null; does not wait for some to come.

    Raises:
        ApiFault: 404.
    """
    check_parents(sandbox, here(call))
    queued = _queue(sandbox, call)
    return json_reply({**queued[0], "secret": sandbox.ids.next("secret")} if queued else None)


def stats(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with how much work waits and is done.

    Raises:
        ApiFault: 404.
    """
    check_parents(sandbox, here(call))
    queued = _queue(sandbox, call)
    every = [each for _, each in collection(sandbox, _list(call)).things()]
    oldest = queued[0]["created_at"] if queued else None
    pending = sum(each["state"] == "starting" for each in every)
    told = {"depth": len(queued), "pending": pending, "oldest_queued_at": oldest, "workers_polling": 0}
    return json_reply({"type": "work_queue_stats", **told})


def acknowledge(sandbox: Sandbox, call: Call) -> Reply:
    """Take work out of the queue.

    Raises:
        ApiFault: 404.
    """
    work = _needed(sandbox, call)
    if work["state"] == "queued":
        work |= {"state": "starting", "acknowledged_at": sandbox.now()}
    return json_reply(work)


def heartbeat(sandbox: Sandbox, call: Call) -> Reply:
    """Note that work goes on, unless the last note is not the one that is expected.

    Raises:
        ApiFault: 404; 412, another worker may have it.
    """
    work = _needed(sandbox, call)
    expected, last = call.asked.get("expected_last_heartbeat"), work["latest_heartbeat_at"]
    held = work["state"] not in ("stopping", "stopped") and not sandbox.options.lenient
    if held and expected and expected != (last or _NONE_YET):
        text = f"expected_last_heartbeat: the last heartbeat was {last}"
        raise ApiFault(412, text, kind="invalid_request_error", code="heartbeat_precondition_failed")
    if work["state"] == "starting":
        work |= {"state": "active", "started_at": sandbox.now()}
    work["latest_heartbeat_at"] = sandbox.now()
    asked = call.asked.get("desired_ttl_seconds")
    told = {"last_heartbeat": work["latest_heartbeat_at"], "lease_extended": True, "state": work["state"]}
    ttl = asked if isinstance(asked, int) else _TTL_S
    return json_reply({"type": "work_heartbeat", **told, "ttl_seconds": ttl})


def stop(sandbox: Sandbox, call: Call) -> Reply:
    """Ask for work to be stopped; by force it is stopped at once, as is work that nobody took.

    Raises:
        ApiFault: 404, or the body is wrong.
    """
    work = _needed(sandbox, call)
    body = body_of(sandbox, call)
    work["stop_requested_at"] = work["stop_requested_at"] or sandbox.now()
    if body.get("force") is True or work["state"] == "queued":
        work |= {"state": "stopped", "stopped_at": sandbox.now()}
    elif work["state"] != "stopped":
        work["state"] = "stopping"
    return json_reply(work)


def _queue(sandbox: Sandbox, call: Call) -> list[Json]:
    things = collection(sandbox, _list(call)).things()
    return [each for _, each in things if each["state"] == "queued"]


def _list(call: Call) -> Place:
    environment = parents_of(here(call))[0]
    return Place(f"{environment.template}/work", f"{environment.path}/work")


def _needed(sandbox: Sandbox, call: Call) -> Json:
    check_parents(sandbox, here(call))
    return needed(sandbox, thing_of(call), _WORK)


HANDLERS = {
    f"GET {_ENVIRONMENT}/work/poll": poll,
    f"GET {_ENVIRONMENT}/work/stats": stats,
    f"POST {_ENVIRONMENT}/work/{{work_id}}/ack": acknowledge,
    f"POST {_ENVIRONMENT}/work/{{work_id}}/heartbeat": heartbeat,
    f"POST {_ENVIRONMENT}/work/{{work_id}}/stop": stop,
}
