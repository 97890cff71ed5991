"""Puts a simulated message together: content, stop reason, usage."""

from betadeck.sandbox import citations, context, say, server_tools, tokens, tool_calls
from betadeck.sandbox.ask import Ask, Json, part
from betadeck.sandbox.cache import CacheUse
from betadeck.sandbox.ids import Ids
from betadeck.sandbox.instance import instance
from betadeck.sandbox.reply import dumps
from betadeck.sandbox.signatures import sign
from betadeck.sandbox.trim import Outcome, limited, output_tokens, stopped

_THINKS = ("enabled", "adaptive")
_CONTAINER_END = "2026-01-01T13:00:00Z"


def outcome(ask: Ask, ids: Ids) -> Outcome:
    """Return the content of an ordinary answer, cut at stop sequences and max_tokens."""
    blocks: list[Json] = []
    if context.compacts(ask):
        blocks.append(context.compaction_block())
        if context.pauses(ask):
            return Outcome(blocks, "compaction")
    blocks += thoughts(ask)
    return fitted(_body(ask, ids, blocks), ask)


def fitted(whole: Outcome, ask: Ask) -> Outcome:
    """Return `whole` cut as the request wants it."""
    sequences = ask.body.get("stop_sequences")
    names = [str(each) for each in sequences] if isinstance(sequences, list) else []
    return limited(stopped(whole, names), ask.max_tokens)


def thoughts(ask: Ask) -> list[Json]:
    """Return the thinking block that the request asks for, or nothing."""
    wanted = part(ask.body, "thinking")
    between = any(each.get("type") == "tool_result" for each in ask.last_turn())
    if wanted.get("type") not in _THINKS and not (wanted.get("type") == "between_tools" and between):
        return []
    words = say.thinking(ask)
    shown = "" if wanted.get("display") == "omitted" else words
    return [{"type": "thinking", "thinking": shown, "signature": sign(words)}]


def message(ask: Ask, done: Outcome, use: CacheUse, ids: Ids, details: Json | None = None) -> Json:
    """Return the whole message in the API's shape and order of fields."""
    built: Json = {
        "model": ask.model_name,
        "id": ids.next("msg"),
        "type": "message",
        "role": "assistant",
        "content": done.blocks,
        "stop_reason": done.stop_reason,
        "stop_sequence": done.stop_sequence,
        "stop_details": details,
        "usage": _usage(ask, done, use),
    }
    if any(str(block.get("type")).endswith("code_execution_tool_result") for block in done.blocks):
        built["container"] = {"id": _container(ask, ids), "expires_at": _CONTAINER_END}
    if "context_management" in ask.body:
        built["context_management"] = {"applied_edits": context.applied_edits(ask)}
    return built


def _body(ask: Ask, ids: Ids, before: list[Json]) -> Outcome:
    form = part(ask.body, "output_config", "format")
    blocks = [*before, *server_tools.calls(ask, ids), *tool_calls.mcp_calls(ask, ids)]
    own = tool_calls.calls(ask, ids) if len(blocks) == len(before) else []
    if own:
        names = [str(call["name"]) for call in own]
        return Outcome([*blocks, {"type": "text", "text": say.before_tool(names)}, *own], "tool_use")
    if form.get("type") == "json_schema":
        value = instance(part(form, "schema"), ask.last_text())
        return Outcome([*blocks, {"type": "text", "text": dumps(value).decode()}], "end_turn")
    words: Json = {"type": "text", "text": say.text(ask)}
    return Outcome([*blocks, words, *citations.cited(ask)], "end_turn")


def _usage(ask: Ask, done: Outcome, use: CacheUse) -> Json:
    written = use.written_5m + use.written_1h
    thought = sum(tokens.of_text(say.thinking(ask)) for each in done.blocks if each.get("type") == "thinking")
    shown = sum(output_tokens(each) for each in done.blocks if each.get("type") != "thinking")
    usage: Json = {
        "input_tokens": use.fresh,
        "cache_creation_input_tokens": written,
        "cache_read_input_tokens": use.read,
        "cache_creation": {
            "ephemeral_5m_input_tokens": use.written_5m,
            "ephemeral_1h_input_tokens": use.written_1h,
        },
        "output_tokens": shown + thought,
        "output_tokens_details": {"thinking_tokens": thought},
        "service_tier": "standard",
        "inference_geo": ask.body.get("inference_geo") or "global",
    }
    calls = [each.get("name") for each in done.blocks if each.get("type") == "server_tool_use"]
    if calls:
        counts = {
            "web_search_requests": calls.count("web_search"),
            "web_fetch_requests": calls.count("web_fetch"),
        }
        usage["server_tool_use"] = counts
    if "speed" in ask.body:
        usage["speed"] = ask.body["speed"]
    return usage


def _container(ask: Ask, ids: Ids) -> str:
    given = ask.body.get("container")
    name = given if isinstance(given, str) else part(ask.body, "container").get("id")
    return str(name) if name else ids.next("container")
