"""`/v1/sessions`: sessions of simulated agents, with their threads, resources and events."""

from betadeck.sandbox import generic, lists
from betadeck.sandbox.ask import dicts, part
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.places import Place, here, parents_of, thing_of
from betadeck.sandbox.refusals import archived
from betadeck.sandbox.reply import Reply, json_reply, stream_reply
from betadeck.sandbox.session_stream import steps
from betadeck.sandbox.session_turns import event
from betadeck.sandbox.sessions import AGENT, SESSION, attach, check_named, happen, opened, refreshed
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.things import check_parents, collection, needed

_UPDATED: tuple[str, ...] = ("agent", "budget", "metadata", "title")


def create(sandbox: Sandbox, call: Call) -> Reply:
    """Open a session; events to begin with are answered at once.

    Raises:
        ApiFault: the body is wrong, or it names something that is not there.
    """
    return generic.answer(sandbox, call, opened(sandbox, body_of(sandbox, call)))


def show(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a session as it is now.

    Raises:
        ApiFault: 404.
    """
    return generic.answer(sandbox, call, refreshed(sandbox, needed(sandbox, thing_of(call), SESSION)))


def list_sessions(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a page of sessions as they are now.

    Raises:
        ApiFault: the token is not from here.
    """
    for _, session in collection(sandbox, here(call)).things():
        refreshed(sandbox, session)
    return lists.list_things(sandbox, call)


def update(sandbox: Sandbox, call: Call) -> Reply:
    """Change a session and tell its streams what changed.

    Raises:
        ApiFault: 404, or the body is wrong.
    """
    session = needed(sandbox, thing_of(call), SESSION)
    body = body_of(sandbox, call)
    agent = part(body, "agent")
    before = part(session, "agent")
    reply = generic.update_by(sandbox, call, session, {k: v for k, v in body.items() if k != "agent"})
    if agent:
        bent = sandbox.maker().bend({**before, **agent}, sandbox.pool[AGENT])
        session["agent"] = bent
    told = {name: session[name] for name in _UPDATED if name in body}
    sandbox.sessions.of(str(session["id"])).add([event(sandbox, "session.updated", **told)], sandbox.clock())
    return reply


def delete(sandbox: Sandbox, call: Call) -> Reply:
    """Forget a session and end its streams.

    Raises:
        ApiFault: 404.
    """
    reply = generic.delete(sandbox, call)
    key = thing_of(call).key
    sandbox.sessions.of(key).add([event(sandbox, "session.deleted")], sandbox.clock())
    sandbox.sessions.drop(key)
    return reply


def archive(sandbox: Sandbox, call: Call) -> Reply:
    """Archive a session, which ends it, and answer with it.

    Raises:
        ApiFault: 404.
    """
    place = thing_of(call)
    session = needed(sandbox, place, SESSION)
    if not session.get("archived_at"):
        session["archived_at"] = sandbox.now()
        log = sandbox.sessions.of(place.key)
        log.call_off(sandbox.clock())
        log.add([event(sandbox, "session.status_terminated")], sandbox.clock())
    return generic.answer(sandbox, call, refreshed(sandbox, session))


def send(sandbox: Sandbox, call: Call) -> Reply:
    """Take events and let the agent act on them.

    Raises:
        ApiFault: 404; 400, the session is archived or the body is wrong.
    """
    place = _session_place(call)
    session = needed(sandbox, place, SESSION)
    if session.get("archived_at") and not sandbox.options.lenient:
        raise archived(sandbox, place)
    body = body_of(sandbox, call)
    kept = happen(sandbox, session, dicts(body.get("events")))
    answer = {"data": kept}
    return json_reply(sandbox.maker().bend(answer, sandbox.pool[call.operation.response]))


def list_events(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a page of the events that happened, oldest first unless asked otherwise.

    Raises:
        ApiFault: 404, or the token is not from here.
    """
    check_parents(sandbox, here(call))
    events = sandbox.sessions.of(_session_place(call).key).so_far(sandbox.clock())
    keyed = [(str(each["id"]), {**each, "created_at": each["processed_at"]}) for each in events]
    if call.asked.get("order") == "desc":
        keyed.reverse()
    return json_reply(lists.page_of(sandbox, call, keyed))


def stream_events(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a stream of what happens from now on.

    Raises:
        ApiFault: 404.
    """
    check_parents(sandbox, here(call))
    log = sandbox.sessions.of(_session_place(call).key)
    previewed = call.asked.get("event_deltas[]")
    return stream_reply(steps(sandbox, log, previewed if isinstance(previewed, list) else []))


def add_resource(sandbox: Sandbox, call: Call) -> Reply:
    """Attach a file to a session.

    Raises:
        ApiFault: 404, also for a file that is not there; 400.
    """
    check_parents(sandbox, here(call))
    body = body_of(sandbox, call)
    check_named(sandbox, {"resources": [body]})
    session = needed(sandbox, _session_place(call), SESSION)
    return json_reply(attach(sandbox, session, body))


def _session_place(call: Call) -> Place:
    return [*parents_of(here(call)), here(call)][0]


_ONE = "/v1/sessions/{session_id}"
HANDLERS = {
    "POST /v1/sessions": create,
    "GET /v1/sessions": list_sessions,
    f"GET {_ONE}": show,
    f"POST {_ONE}": update,
    f"DELETE {_ONE}": delete,
    f"POST {_ONE}/archive": archive,
    f"POST {_ONE}/events": send,
    f"GET {_ONE}/events": list_events,
    f"GET {_ONE}/events/stream": stream_events,
    f"POST {_ONE}/resources": add_resource,
    f"GET {_ONE}/threads/{{thread_id}}/events": list_events,
    f"GET {_ONE}/threads/{{thread_id}}/stream": stream_events,
}
