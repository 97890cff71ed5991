"""What a simulated agent does when something is sent to its session.

Source of the types and their order: the vendor's page on session events and its SDK 2.12.0, 2026-11.
"""

from collections.abc import Iterator, Sequence

from betadeck.sandbox import tokens
from betadeck.sandbox.ask import dicts, part
from betadeck.sandbox.instance import instance
from betadeck.sandbox.say import quoted
from betadeck.sandbox.state import Sandbox
from betadeck.sandbox.store import Json

_ANSWERS = ("user.custom_tool_result", "user.tool_result", "user.tool_confirmation")
_EVENT = "BetaManagedAgentsStreamSessionEvents"
_TOOLSET = "agent_toolset"
_MESSAGE = "Betadeck's sandbox answers here; no agent runs."


def receipt(sandbox: Sandbox, sent: Json) -> Json:
    """Return the event that was sent as the session keeps it."""
    outcome = {"outcome_id": sandbox.ids.next("outc")} if sent["type"] == "user.define_outcome" else {}
    return event(sandbox, str(sent["type"]), **{**sent, **outcome})


def reaction(sandbox: Sandbox, session: Json, sent: Json, before: Sequence[Json]) -> list[Json]:
    """Return the events that `sent` leads to; `before` are those that happened until then."""
    kind = sent["type"]
    if kind == "user.interrupt":
        return [event(sandbox, "session.status_idle", stop_reason={"type": "end_turn"})]
    if kind == "user.message":
        return list(_turn(sandbox, session, f"The message says: {quoted(_words(sent))}", tools=True))
    if kind == "user.define_outcome":
        return list(_evaluated(sandbox, session, sent))
    if kind in _ANSWERS and not _open_calls((*before, sent)):
        said = _words(sent)
        told = f"The tool answered {quoted(said)}." if said else "The tool answered without text."
        return list(_turn(sandbox, session, told, tools=False))
    return []


def _turn(sandbox: Sandbox, session: Json, told: str, *, tools: bool) -> Iterator[Json]:
    yield event(sandbox, "session.status_running")
    begun = event(sandbox, "span.model_request_start")
    yield begun
    yield event(sandbox, "agent.thinking")
    text = f"{_MESSAGE} {told}"
    yield event(sandbox, "agent.message", content=[{"type": "text", "text": text}])
    calls = _calls(sandbox, session) if tools else []
    yield from calls
    usage = {"input_tokens": tokens.of_text(told), "output_tokens": tokens.of_text(text)}
    cache = {"cache_creation_input_tokens": 0, "cache_read_input_tokens": 0}
    yield event(
        sandbox,
        "span.model_request_end",
        model_request_start_id=begun["id"],
        model_usage={**usage, **cache},
        is_error=False,
    )
    waits = [each["id"] for each in calls if each["type"] == "agent.custom_tool_use"]
    reason = {"type": "requires_action", "event_ids": waits} if waits else {"type": "end_turn"}
    yield event(sandbox, "session.status_idle", stop_reason=reason)


def _calls(sandbox: Sandbox, session: Json) -> list[Json]:
    """Return calls of the agent's tools: its first own one, else a command of the built-in ones."""
    given = dicts(part(session, "agent").get("tools"))
    own = next((each for each in given if each.get("type") == "custom"), None)
    if own is not None:
        made = instance(part(own, "input_schema"))
        value = made if isinstance(made, dict) else {}
        return [event(sandbox, "agent.custom_tool_use", name=own.get("name"), input=value)]
    if not any(str(each.get("type")).startswith(_TOOLSET) for each in given):
        return []
    call = event(sandbox, "agent.tool_use", name="bash", input={"command": "echo hello"})
    call["evaluated_permission"] = "allow"
    content = [{"type": "text", "text": "hello\n"}]
    return [call, event(sandbox, "agent.tool_result", tool_use_id=call["id"], content=content)]


def _evaluated(sandbox: Sandbox, session: Json, sent: Json) -> Iterator[Json]:
    outcome: Json = {"outcome_id": sent["outcome_id"], "iteration": 1}
    *turn, idle = _turn(sandbox, session, "An outcome was defined.", tools=False)
    yield from turn
    begun = event(sandbox, "span.outcome_evaluation_start", **outcome)
    yield begun
    usage = dict.fromkeys(
        ("input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"), 0
    )
    yield event(
        sandbox,
        "span.outcome_evaluation_end",
        **outcome,
        outcome_evaluation_start_id=begun["id"],
        explanation=_MESSAGE,
        result="satisfied",
        usage=usage,
    )
    yield idle


def _open_calls(events: Sequence[Json]) -> set[object]:
    """Return the calls of own tools that nobody answered yet."""
    called = {each["id"] for each in events if each["type"] == "agent.custom_tool_use"}
    keys = ("custom_tool_use_id", "tool_use_id")
    return called - {each[key] for each in events for key in keys if key in each}


def _words(sent: Json) -> str:
    return " ".join(str(each["text"]) for each in dicts(sent.get("content")) if each.get("type") == "text")


def event(sandbox: Sandbox, kind: str, /, **fields: object) -> Json:
    """Return a new event of the type `kind`, with all that its schema wants."""
    told = {**fields, "id": sandbox.ids.next("sevt"), "type": kind, "processed_at": sandbox.now()}
    bent = sandbox.maker().bend(told, sandbox.pool[_EVENT])
    return bent if isinstance(bent, dict) else told
