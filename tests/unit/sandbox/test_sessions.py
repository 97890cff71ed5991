"""Sessions of simulated agents: events that are sent, acted on, listed and streamed."""

import json

import httpx
import pytest

from betadeck.sandbox.server import SandboxServer
from helpers.catalogue import pool, shipped
from helpers.rest import Refused, Rest
from helpers.sandbox_walk import broken

TOOL = {
    "type": "custom",
    "name": "get_weather",
    "description": "Tells the weather.",
    "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
}
TURN = [
    "user.message",
    "session.status_running",
    "span.model_request_start",
    "agent.thinking",
    "agent.message",
    "span.model_request_end",
    "session.status_idle",
]


@pytest.fixture(scope="module")
def rest(server):
    with Rest(server.base_url) as made:
        yield made


def opened(rest, agent=None, config=None, **more):
    made = rest.post("/v1/agents", **{"name": "A", "model": "claude-opus-5-5", **(agent or {})})
    body = {"name": "e"} if config is None else {"name": "e", "config": config}
    environment = rest.post("/v1/environments", **body)
    return rest.post("/v1/sessions", agent=made["id"], environment_id=environment["id"], **more)


def said(text):
    return {"type": "user.message", "content": [{"type": "text", "text": text}]}


def events(rest, session, **params):
    return rest.get(f"/v1/sessions/{session['id']}/events", limit=100, **params)["data"]


def types(found):
    return [each["type"] for each in found]


def test_a_message_is_taken_and_the_agent_acts_on_it(rest):
    session = opened(rest)
    assert session["status"] == "idle"
    sent = rest.post(f"/v1/sessions/{session['id']}/events", events=[said("Hello agent")])
    assert sent["data"][0]["id"].startswith("sevt_")
    assert sent["data"][0]["processed_at"]
    found = events(rest, session)
    assert types(found) == TURN
    assert "Hello agent" in found[4]["content"][0]["text"]
    assert found[-1]["stop_reason"] == {"type": "end_turn"}
    assert types(events(rest, session, order="desc")) == TURN[::-1]
    assert types(events(rest, session, **{"types[]": ["agent.message"]})) == ["agent.message"]
    after = rest.get(f"/v1/sessions/{session['id']}")
    assert after["usage"]["output_tokens"] > 0
    assert after["stats"]["duration_seconds"] >= 0


def test_events_to_begin_with_are_acted_on(rest):
    assert types(events(rest, opened(rest, initial_events=[said("Begin")]))) == TURN


def test_an_own_tool_is_called_and_its_result_goes_on(rest):
    session = opened(rest, {"tools": [TOOL]})
    path = f"/v1/sessions/{session['id']}/events"
    rest.post(path, events=[said("How is the weather?")])
    found = events(rest, session)
    call = next(each for each in found if each["type"] == "agent.custom_tool_use")
    assert (call["name"], call["input"]) == ("get_weather", {"city": "Paris"})
    assert found[-1]["stop_reason"] == {"type": "requires_action", "event_ids": [call["id"]]}
    result = {
        "type": "user.custom_tool_result",
        "custom_tool_use_id": call["id"],
        "content": [{"type": "text", "text": "18 degrees"}],
    }
    rest.post(path, events=[result])
    last = events(rest, session)
    assert (
        "18 degrees"
        in next(each for each in last[::-1] if each["type"] == "agent.message")["content"][0]["text"]
    )
    assert last[-1]["stop_reason"] == {"type": "end_turn"}


def test_built_in_tools_are_used(rest):
    session = opened(rest, {"tools": [{"type": "agent_toolset_20260401"}]})
    rest.post(f"/v1/sessions/{session['id']}/events", events=[said("Say hello")])
    found = {each["type"]: each for each in events(rest, session)}
    assert found["agent.tool_result"]["tool_use_id"] == found["agent.tool_use"]["id"]


def test_an_outcome_is_evaluated(rest):
    session = opened(rest)
    outcome = {
        "type": "user.define_outcome",
        "description": "Done",
        "rubric": {"type": "text", "content": "R"},
    }
    rest.post(f"/v1/sessions/{session['id']}/events", events=[outcome])
    assert "span.outcome_evaluation_end" in types(events(rest, session))
    told = rest.get(f"/v1/sessions/{session['id']}")["outcome_evaluations"]
    assert [each["description"] for each in told] == ["Done"]


def test_a_session_needs_what_it_names(rest):
    environment = rest.post("/v1/environments", name="e")["id"]
    agent = rest.post("/v1/agents", name="A", model="claude-opus-5-5")["id"]
    for body, message in (
        ({"agent": "agent_none", "environment_id": environment}, "Agent `agent_none` not found."),
        ({"agent": agent, "environment_id": "env_none"}, "Environment `env_none` not found."),
        ({"agent": agent, "environment_id": environment, "vault_ids": ["vlt_none"]}, "Vault `vlt_none` not"),
        (
            {"agent": agent, "environment_id": environment, "resources": [{"type": "file", "file_id": "f"}]},
            "File `f` not found.",
        ),
    ):
        with pytest.raises(Refused) as refused:
            rest.post("/v1/sessions", **body)
        assert refused.value.status == 404
        assert refused.value.error["message"].startswith(message)


def test_no_session_begins_with_what_is_archived(rest):
    def refused_with(path, made, **body):
        rest.post(f"{path}/{made['id']}/archive")
        with pytest.raises(Refused) as refused:
            rest.post("/v1/sessions", **body)
        assert refused.value.error["message"].endswith(f"`{made['id']}` is archived.")
        return refused.value.error.get("details", {}).get("error_code")

    agent = rest.post("/v1/agents", name="A", model="claude-opus-5-5")
    environment = rest.post("/v1/environments", name="e")
    named = {"agent": agent["id"], "environment_id": environment["id"]}
    deployment = rest.post(
        "/v1/deployments", name="d", **named, initial_events=[{"type": "user.message", "content": []}]
    )
    vault, store = rest.post("/v1/vaults", display_name="v"), rest.post("/v1/memory_stores", name="m")
    kept = [{"type": "memory_store", "memory_store_id": store["id"]}]
    assert refused_with("/v1/vaults", vault, **named, vault_ids=[vault["id"]]) is None
    assert refused_with("/v1/memory_stores", store, **named, resources=kept) is None
    assert refused_with("/v1/environments", environment, **named) == "environment_archived"
    run = rest.post(f"/v1/deployments/{deployment['id']}/run")
    assert (run["session_id"], run["error"]["type"]) == (None, "environment_archived_error")
    other = rest.post("/v1/environments", name="e")["id"]
    assert refused_with("/v1/agents", agent, agent=agent["id"], environment_id=other) is None


def test_archiving_a_session_ends_it(rest):
    session = opened(rest)
    path = f"/v1/sessions/{session['id']}"
    rest.post(f"{path}/events", events=[said("Say hello")])
    archived = rest.post(f"{path}/archive")
    assert archived["status"] == rest.get(path)["status"] == "terminated"
    assert types(events(rest, session))[-1] == "session.status_terminated"
    assert rest.post(f"{path}/archive")["archived_at"] == archived["archived_at"]
    with pytest.raises(Refused) as refused:
        rest.post(f"{path}/events", events=[said("More")])
    assert refused.value.error["message"] == f"Session `{session['id']}` is archived."


def test_a_session_keeps_the_agent_as_it_was_and_what_differs_from_it(rest):
    agent = rest.post("/v1/agents", name="First", model="claude-opus-5-5")["id"]
    environment = rest.post("/v1/environments", name="e")["id"]
    rest.post(f"/v1/agents/{agent}", name="Second")
    old = rest.post(
        "/v1/sessions", agent={"type": "agent", "id": agent, "version": 1}, environment_id=environment
    )
    assert (old["agent"]["name"], old["agent"]["version"]) == ("First", 1)
    other = {"type": "agent_with_overrides", "id": agent, "system": "Be brief."}
    made = rest.post("/v1/sessions", agent=other, environment_id=environment)
    assert (made["agent"]["name"], made["agent"]["system"]) == ("Second", "Be brief.")


def test_resources_threads_and_updates_belong_to_the_session(rest):
    store = rest.post("/v1/memory_stores", name="m")["id"]
    session = opened(rest, resources=[{"type": "memory_store", "memory_store_id": store}], title="T")
    path = f"/v1/sessions/{session['id']}"
    file = rest.post("/v1/files", files={"file": ("a.txt", b"a", "text/plain")})["id"]
    added = rest.post(f"{path}/resources", type="file", file_id=file, mount_path="/mnt/a.txt")
    assert added["mount_path"] == "/mnt/a.txt"
    assert [each["type"] for each in rest.get(path)["resources"]] == ["memory_store", "file"]
    rest.delete(f"{path}/resources/{added['id']}")
    assert [each["type"] for each in rest.get(path)["resources"]] == ["memory_store"]
    (thread,) = rest.get(f"{path}/threads")["data"]
    assert thread["session_id"] == session["id"]
    assert rest.get(f"{path}/threads/{thread['id']}/events")["data"] == []
    assert rest.post(path, title="New", metadata={"a": "b"})["title"] == "New"
    assert events(rest, session)[-1]["title"] == "New"


def test_a_deployment_runs_sessions(rest):
    agent = rest.post("/v1/agents", name="D", model="claude-opus-5-5")["id"]
    environment = rest.post("/v1/environments", name="e")["id"]
    made = rest.post(
        "/v1/deployments", agent=agent, environment_id=environment, name="n", initial_events=[said("Go")]
    )
    path = f"/v1/deployments/{made['id']}"
    assert made["agent"] == {"type": "agent", "id": agent, "version": 1}
    assert rest.post(f"{path}/pause")["status"] == "paused"
    assert rest.post(f"{path}/unpause")["status"] == "active"
    run = rest.post(f"{path}/run")
    assert rest.get("/v1/deployment_runs", deployment_id=made["id"])["data"] == [run]
    session = rest.get(f"/v1/sessions/{run['session_id']}")
    assert session["deployment_id"] == made["id"]
    assert types(events(rest, session)) == TURN


def test_a_self_hosted_environment_gets_work(rest):
    session = opened(rest, config={"type": "self_hosted"})
    path = f"/v1/environments/{session['environment_id']}/work"
    work = rest.get(f"{path}/poll")
    assert work["data"] == {"type": "session", "id": session["id"]}
    assert rest.get(f"{path}/stats")["depth"] == 1
    one = f"{path}/{work['id']}"
    assert rest.post(f"{one}/ack")["state"] == "starting"
    assert rest.get(f"{path}/poll") is None
    beat = rest.raw("POST", f"{one}/heartbeat", params={"expected_last_heartbeat": "NO_HEARTBEAT"}).json()
    assert beat["state"] == "active"
    late = rest.raw("POST", f"{one}/heartbeat", params={"expected_last_heartbeat": "NO_HEARTBEAT"})
    assert late.status_code == 412
    assert late.json()["error"]["details"]["error_code"] == "heartbeat_precondition_failed"
    assert rest.post(f"{one}/stop")["state"] == "stopping"
    assert rest.post(f"{one}/stop", force=True)["state"] == "stopped"


class Stream:
    """Reads a session's stream event by event."""

    def __init__(self, rest, path, **params):
        self._request = rest.client.stream(
            "GET", path, headers=rest.headers("GET", path), params=params, timeout=httpx.Timeout(10)
        )

    def __enter__(self):
        self.response = self._request.__enter__()
        self._lines = self.response.iter_lines()
        return self

    def __exit__(self, *gone):
        self._request.__exit__(*gone)

    def until(self, last):
        """Return the events up to and with the first of the type `last`; all, when the stream ends before."""
        found = []
        for line in self._lines:
            if line.startswith("data: "):
                found.append(json.loads(line.removeprefix("data: ")))
                if found[-1]["type"] == last:
                    break
        return found


def test_a_stream_tells_what_happens_from_then_on(rest):
    session = opened(rest)
    path = f"/v1/sessions/{session['id']}/events"
    rest.post(path, events=[said("Before")])
    with Stream(rest, f"{path}/stream") as stream:
        assert stream.response.headers["content-type"].startswith("text/event-stream")
        rest.post(path, events=[said("After")])
        found = stream.until("session.status_idle")
        assert types(found) == TURN
        assert found == events(rest, session)[len(TURN) :]
        rest.post(path, events=[said("Again")])
        assert types(stream.until("session.status_idle")) == TURN


def test_a_stream_previews_messages_when_asked_to(rest):
    session = opened(rest)
    path = f"/v1/sessions/{session['id']}/events"
    with Stream(rest, f"{path}/stream", **{"event_deltas[]": "agent.message"}) as stream:
        rest.post(path, events=[said("Hello")])
        found = stream.until("session.status_idle")
    assert [broken("BetaManagedAgentsStreamSessionEvents", each) for each in found] == [""] * len(found)
    begun = next(each for each in found if each["type"] == "event_start")
    whole = next(each for each in found if each["type"] == "agent.message")
    assert begun["event"] == {"id": whole["id"], "type": "agent.message"}
    deltas = [each for each in found if each["type"] == "event_delta"]
    assert all(each["event_id"] == whole["id"] for each in deltas)
    assert "".join(each["delta"]["content"]["text"] for each in deltas) == whole["content"][0]["text"]


def test_a_stream_ends_when_the_session_is_deleted(rest):
    session = opened(rest)
    path = f"/v1/sessions/{session['id']}"
    with Stream(rest, f"{path}/events/stream") as stream:
        rest.delete(path)
        assert types(stream.until("never")) == ["session.deleted"]
    with pytest.raises(Refused):
        rest.get(f"{path}/events")


def test_a_server_that_stops_ends_its_streams():
    server = SandboxServer(shipped(), pool(), delay_s=0.0)
    server.start()
    with Rest(server.base_url) as rest:
        session = opened(rest)
        with Stream(rest, f"/v1/sessions/{session['id']}/events/stream") as stream:
            server.stop()
            with pytest.raises(httpx.TransportError):
                stream.until("never")
    assert not server.running


def test_a_client_that_leaves_a_stream_does_not_hold_up_others(rest):
    session = opened(rest)
    path = f"/v1/sessions/{session['id']}/events"
    for _ in range(3):
        with Stream(rest, f"{path}/stream"):
            pass
    with Stream(rest, f"{path}/stream") as stream:
        rest.post(path, events=[said("Still there?")])
        assert types(stream.until("session.status_idle")) == TURN


def test_an_interrupt_calls_off_what_lies_ahead():
    with (
        SandboxServer(shipped(), pool(), delay_s=30.0) as server,  # the next event lies ten minutes ahead
        Rest(server.base_url) as rest,
    ):
        session = opened(rest)
        path = f"/v1/sessions/{session['id']}/events"
        rest.post(path, events=[said("Work")])
        assert types(events(rest, session)) == ["user.message"]
        rest.post(path, events=[{"type": "user.interrupt"}])
        assert types(events(rest, session))[:2] == ["user.message", "user.interrupt"]
        assert rest.get(f"/v1/sessions/{session['id']}")["status"] == "idle"


def test_a_log_forgets_its_oldest_events_and_streams_do_not_stumble():
    from betadeck.sandbox.session_log import MOST_EVENTS, SessionLog

    log = SessionLog()
    log.add([{"type": "x", "id": n} for n in range(MOST_EVENTS)], 0.0)
    seen = log.count(0.0)
    log.add([{"type": "x", "id": "new"}], 0.0)
    assert len(log.so_far(0.0)) == MOST_EVENTS
    assert log.after(seen).event["id"] == "new"
    assert log.after(0).event["id"] == 1
