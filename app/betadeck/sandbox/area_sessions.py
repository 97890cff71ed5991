"""`/v1/sessions`: sessions of simulated agents, with their threads, resources and events."""

from collections.abc import Iterator

from betadeck.sandbox import generic
from betadeck.sandbox.area_agents import agent_of
from betadeck.sandbox.area_work import enqueue
from betadeck.sandbox.ask import dicts, part
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.moments import seconds_of
from betadeck.sandbox.places import Place, here, parents_of, thing_of
from betadeck.sandbox.reply import Reply, json_reply, stream_reply
from betadeck.sandbox.session_log import SessionLog
from betadeck.sandbox.session_stream import steps
from betadeck.sandbox.session_turns import event, reaction, receipt
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import check_parents, collection, find, made, missing, needed

_SESSION = "BetaManagedAgentsSession"
_AGENT = "BetaManagedAgentsSessionAgent"
_THREAD = "BetaManagedAgentsSessionThread"
_SESSIONS = Place("/v1/sessions", "/v1/sessions")
_GAP = 20
"""How many pauses of a stream lie between two events of a session."""
_UPDATED: tuple[str, ...] = ("agent", "budget", "metadata", "title")
_COUNTED = ("input_tokens", "output_tokens", "cache_read_input_tokens")


def create(sandbox: Sandbox, call: Call) -> Reply:
    """Open a session; events to begin with are answered at once.

    Raises:
        ApiFault: the body is wrong, or it names something that is not there.
    """
    return generic.answer(sandbox, call, opened(sandbox, body_of(sandbox, call)))


def opened(sandbox: Sandbox, body: Json, **more: object) -> Json:
    """Make a session as `body` asks for it, and return it.

    Raises:
        ApiFault: it names something that is not there.
    """
    _check_named(sandbox, body)
    agent = sandbox.maker().bend(agent_of(sandbox, body.get("agent")), sandbox.pool[_AGENT])
    plain = {name: value for name, value in body.items() if name not in ("agent", "resources")}
    session = made(sandbox, {**plain, **more}, _SESSION, {})
    session |= {"agent": agent, "status": "idle"}
    generic.keep(sandbox, _SESSIONS, session)
    for given in dicts(body.get("resources")):
        _attach(sandbox, session, given)
    _open_thread(sandbox, session)
    enqueue(sandbox, session)
    _happen(sandbox, session, dicts(body.get("initial_events")))
    return refreshed(sandbox, session)


def refreshed(sandbox: Sandbox, session: Json) -> Json:
    """Bring what `session` tells of its state and its costs up to date, and return it."""
    log, now_s = sandbox.sessions.of(str(session["id"])), sandbox.clock()
    events = log.so_far(now_s)
    used = [part(each, "model_usage") for each in events if each["type"] == "span.model_request_end"]
    session["status"] = log.status(now_s)
    session["usage"] = {
        **part(session, "usage"),
        **{name: sum(int(str(each[name])) for each in used) for name in _COUNTED},
    }
    lasted_s = now_s - seconds_of(str(session["created_at"]))
    session["stats"] = {**part(session, "stats"), "duration_seconds": round(lasted_s, 3)}
    session["outcome_evaluations"] = list(_outcomes(events))
    session["resources"] = [each for _, each in collection(sandbox, _below(session, "resources")).things()]
    return session


def show(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a session as it is now.

    Raises:
        ApiFault: 404.
    """
    return generic.answer(sandbox, call, refreshed(sandbox, needed(sandbox, thing_of(call), _SESSION)))


def list_sessions(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a page of sessions as they are now.

    Raises:
        ApiFault: the token is not from here.
    """
    for _, session in collection(sandbox, here(call)).things():
        refreshed(sandbox, session)
    return generic.list_things(sandbox, call)


def update(sandbox: Sandbox, call: Call) -> Reply:
    """Change a session and tell its streams what changed.

    Raises:
        ApiFault: 404, or the body is wrong.
    """
    session = needed(sandbox, thing_of(call), _SESSION)
    body = body_of(sandbox, call)
    agent = part(body, "agent")
    before = part(session, "agent")
    reply = generic.update_by(sandbox, call, session, {k: v for k, v in body.items() if k != "agent"})
    if agent:
        bent = sandbox.maker().bend({**before, **agent}, sandbox.pool[_AGENT])
        session["agent"] = bent
    told = {name: session[name] for name in _UPDATED if name in body}
    _log(sandbox, session).add([event(sandbox, "session.updated", **told)], sandbox.clock())
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


def send(sandbox: Sandbox, call: Call) -> Reply:
    """Take events and let the agent act on them.

    Raises:
        ApiFault: 404, or the body is wrong.
    """
    session = needed(sandbox, _session_place(call), _SESSION)
    body = body_of(sandbox, call)
    kept = _happen(sandbox, session, dicts(body.get("events")))
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
    return json_reply(generic.page_of(sandbox, call, keyed))


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
    _check_named(sandbox, {"resources": [body]})
    session = needed(sandbox, _session_place(call), _SESSION)
    return json_reply(_attach(sandbox, session, body))


def _happen(sandbox: Sandbox, session: Json, sent: list[Json]) -> list[Json]:
    """Let the agent act on what was sent, and return it as it is kept."""
    log, now_s = _log(sandbox, session), sandbox.clock()
    kept: list[Json] = []
    for each in sent:
        if each["type"] == "user.interrupt":
            log.call_off(now_s)
        taken = receipt(sandbox, each)
        before = log.so_far(now_s)
        log.add([taken, *reaction(sandbox, session, taken, before)], now_s, sandbox.delay_s * _GAP)
        kept.append(taken)
    return kept


def _attach(sandbox: Sandbox, session: Json, given: Json) -> Json:
    place = _below(session, "resources")
    known = {"id": sandbox.ids.next("sesrsc")} if given.get("type") != "memory_store" else {}
    named = {k: v for k, v in given.items() if v is not None}
    thing = made(sandbox, named, "ResourceUpdateResponse", known)
    collection(sandbox, place).put(str(thing.get("id", thing.get("memory_store_id"))), thing)
    return thing


def _open_thread(sandbox: Sandbox, session: Json) -> None:
    """Give a session the thread that its agent works in."""
    known = {"session_id": session["id"]}
    thread = made(sandbox, {"agent": session["agent"], "status": "idle"}, _THREAD, known)
    collection(sandbox, _below(session, "threads")).put(str(thread["id"]), thread)


def _check_named(sandbox: Sandbox, body: Json) -> None:
    if sandbox.options.lenient:
        return
    for place in _named(body):
        if find(sandbox, place) is None:
            raise missing(sandbox, place)


def _named(body: Json) -> Iterator[Place]:
    """Yield the places of what a session is made with, but for its agent."""
    if "environment_id" in body:
        yield _place("environments", "environment_id", body["environment_id"])
    vaults = body.get("vault_ids")
    for vault in vaults if isinstance(vaults, list) else []:
        yield _place("vaults", "vault_id", vault)
    for given in dicts(body.get("resources")):
        if "file_id" in given:
            yield _place("files", "file_id", given["file_id"])
        if "memory_store_id" in given:
            yield _place("memory_stores", "memory_store_id", given["memory_store_id"])


def _place(words: str, param: str, key: object) -> Place:
    return Place(f"/v1/{words}/{{{param}}}", f"/v1/{words}/{key}")


def _outcomes(events: list[Json]) -> Iterator[Json]:
    asked = {each["outcome_id"]: each for each in events if each["type"] == "user.define_outcome"}
    for each in events:
        if each["type"] == "span.outcome_evaluation_end" and each["outcome_id"] in asked:
            yield {
                "type": "outcome_evaluation",
                "outcome_id": each["outcome_id"],
                "description": asked[each["outcome_id"]]["description"],
                "iteration": each["iteration"],
                "result": each["result"],
                "explanation": each["explanation"],
                "completed_at": each["processed_at"],
            }


def _below(session: Json, words: str) -> Place:
    return Place(f"/v1/sessions/{{session_id}}/{words}", f"/v1/sessions/{session['id']}/{words}")


def _session_place(call: Call) -> Place:
    return [*parents_of(here(call)), here(call)][0]


def _log(sandbox: Sandbox, session: Json) -> SessionLog:
    return sandbox.sessions.of(str(session["id"]))


_ONE = "/v1/sessions/{session_id}"
HANDLERS = {
    "POST /v1/sessions": create,
    "GET /v1/sessions": list_sessions,
    f"GET {_ONE}": show,
    f"POST {_ONE}": update,
    f"DELETE {_ONE}": delete,
    f"POST {_ONE}/events": send,
    f"GET {_ONE}/events": list_events,
    f"GET {_ONE}/events/stream": stream_events,
    f"POST {_ONE}/resources": add_resource,
    f"GET {_ONE}/threads/{{thread_id}}/events": list_events,
    f"GET {_ONE}/threads/{{thread_id}}/stream": stream_events,
}
