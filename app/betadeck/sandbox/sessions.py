"""Sessions: how they are opened, what happens in them, and what they tell of themselves."""

from collections.abc import Iterator

from betadeck.sandbox import generic
from betadeck.sandbox.area_agents import agent_of
from betadeck.sandbox.area_work import enqueue
from betadeck.sandbox.ask import dicts, part
from betadeck.sandbox.moments import seconds_of
from betadeck.sandbox.places import Place
from betadeck.sandbox.refusals import archived, missing
from betadeck.sandbox.session_turns import reaction, receipt
from betadeck.sandbox.state import Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import collection, find, made

SESSION = "BetaManagedAgentsSession"
AGENT = "BetaManagedAgentsSessionAgent"
_THREAD = "BetaManagedAgentsSessionThread"
_SESSIONS = Place("/v1/sessions", "/v1/sessions")
_GAP = 20
"""How many pauses of a stream lie between two events of a session."""
_COUNTED = ("input_tokens", "output_tokens", "cache_read_input_tokens")


def opened(sandbox: Sandbox, body: Json, **more: object) -> Json:
    """Make a session as `body` asks for it, and return it.

    Raises:
        ApiFault: it names something that is not there or is archived.
    """
    check_named(sandbox, body)
    taken = agent_of(sandbox, body.get("agent"))
    if taken.get("archived_at") and not sandbox.options.lenient:
        raise archived(sandbox, _place("agents", "agent_id", taken["id"]))
    agent = sandbox.maker().bend(taken, sandbox.pool[AGENT])
    plain = {name: value for name, value in body.items() if name not in ("agent", "resources")}
    session = made(sandbox, {**plain, **more}, SESSION, {})
    session |= {"agent": agent, "status": "idle"}
    generic.keep(sandbox, _SESSIONS, session)
    for given in dicts(body.get("resources")):
        attach(sandbox, session, given)
    _open_thread(sandbox, session)
    enqueue(sandbox, session)
    happen(sandbox, session, dicts(body.get("initial_events")))
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


def happen(sandbox: Sandbox, session: Json, sent: list[Json]) -> list[Json]:
    """Let the agent act on what was sent, and return it as it is kept."""
    log, now_s = sandbox.sessions.of(str(session["id"])), sandbox.clock()
    kept: list[Json] = []
    for each in sent:
        if each["type"] == "user.interrupt":
            log.call_off(now_s)
        taken = receipt(sandbox, each)
        before = log.so_far(now_s)
        log.add([taken, *reaction(sandbox, session, taken, before)], now_s, sandbox.delay_s * _GAP)
        kept.append(taken)
    return kept


def attach(sandbox: Sandbox, session: Json, given: Json) -> Json:
    """Attach a file, a repository or a memory store to a session, and return it."""
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


def check_named(sandbox: Sandbox, body: Json) -> None:
    """Refuse a session with something that is not there or is archived.

    Raises:
        ApiFault: 404; 400, it is archived.
    """
    if sandbox.options.lenient:
        return
    for place in _named(body):
        found = find(sandbox, place)
        if found is None:
            raise missing(sandbox, place)
        if found.get("archived_at"):
            raise archived(sandbox, place)


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
