"""Requests that the sandbox refuses and that one click can mend, by what is wrong with them."""

import json

from betadeck.core.draft import Draft, Row
from helpers.linting import OLD_VERSION, PNG, assistant, body, tool, user

OLD = "claude-haiku-4-5-20251001"
USER = {"role": "user", "content": "Hello"}
CALL = {"type": "tool_use", "id": "toolu_01", "name": "look", "input": {}}
RESULT = {"type": "tool_result", "tool_use_id": "toolu_01"}
TOOL = tool()
MARK = {"cache_control": {"type": "ephemeral"}}
BUDGET = {"type": "enabled", "budget_tokens": 1024}
CLEAR = {"edits": [{"type": "clear_tool_uses_20250919"}]}
SERVER = {"type": "url", "name": "files", "url": "https://mcp.example.com"}
TOOLSET = {"type": "mcp_toolset", "mcp_server_name": "files"}
TASK_BUDGET = {"task_budget": {"type": "tokens", "total": 20000}}
MCP = "mcp-client-2025-11-20"


def sent(
    *betas,
    version="2026-10-21",
    headers=(),
    path="/v1/messages",
    method="POST",
    raw=None,
    query=(),
    **changes,
):
    """Return a draft: an ordinary request to Messages with `changes`, or the body `raw`."""
    return Draft(
        operation=None,
        method=method,
        path=path,
        betas=betas,
        api_version=version,
        headers=tuple(Row(*each) for each in headers),
        query=tuple(Row(*each) for each in query),
        body_text=json.dumps(body(**changes), indent=2) if raw is None else raw,
    )


def old(*betas, **changes):
    """Return a request to an older model."""
    return sent(*betas, model=OLD, **changes)


def talk(*messages, **changes):
    """Return a request with this conversation."""
    return sent(messages=list(messages), **changes)


def text(words, **more):
    return {"type": "text", "text": words, **more}


def image(kind="image/png", data=PNG):
    return {"type": "image", "source": {"type": "base64", "media_type": kind, "data": data}}


def document(kind, data):
    source = {"type": "text" if kind == "text/plain" else "base64", "media_type": kind, "data": data}
    return {"type": "document", "source": source}


def computer(version):
    return {"type": f"computer_{version}", "name": "computer", "display_width_px": 9, "display_height_px": 9}


def get(path, *query):
    return sent(method="GET", path=path, raw="", query=query)


CASES = {
    # betas that are refused
    "misspelt": sent("context-managment-2025-06-27"),
    "misspelt and used": sent("context-managment-2025-06-27", context_management=CLEAR),
    "another date": sent("task-budgets-2026-01-13"),
    "unknown": sent("nobody-knows-2020-01-01"),
    "several unknown": sent("nobody-knows-2020-01-01", "zzz-2021-01-01", "context-managment-2025-06-27"),
    "retired and used": sent("computer-use-2024-10-22", tools=[computer(20241022), TOOL]),
    "of another credential": sent("oauth-2025-04-20"),
    "typed into a header": sent(headers=[("anthropic-beta", "foo-2020-01-01")]),
    "in conflict": sent("agent-api-2026-03-01", "managed-agents-2026-04-01"),
    # betas that are missing
    "needed by a field": sent(context_management=CLEAR),
    "needed by an edit": sent(
        "context-management-2025-06-27", context_management={"edits": [{"type": "compact_20260112"}]}
    ),
    "needed by an inner field": sent(output_config=TASK_BUDGET),
    "needed by servers": sent(mcp_servers=[SERVER], tools=[TOOLSET]),
    "needed by a tool": sent(
        tools=[{"type": "advisor_20260301", "name": "advisor", "model": "claude-opus-5-5"}]
    ),
    "needed by an older tool": sent(model="claude-opus-4-8", tools=[computer(20251124)]),
    "needed by a value": sent(model="claude-opus-5", speed="fast"),
    "needed by an enum": sent(thinking={"type": "adaptive", "display": "updates"}),
    "needed by a thread": sent(thread={"type": "create"}),
    "needed by fallbacks": sent(fallbacks="default"),
    "needed by a message": talk(
        USER, assistant(text("a")), USER, {"role": "system", "content": "s", "clear_at": "never"}
    ),
    "needed by a directive": talk(
        USER, {"role": "system", "content": [], "output_config": {"effort": "low"}}
    ),
    "excluding": sent(
        "compact-2026-09-04",
        "context-management-2025-06-27",
        compaction={"type": "summarize"},
        context_management={"edits": []},
    ),
    # versions and headers
    "no version": sent(version=""),
    "unknown version": sent(version="2024-01-01"),
    "typed version": sent(headers=[("anthropic-version", "nope")]),
    "content type": sent(headers=[("content-type", "text/plain")]),
    "unknown encoding": sent(headers=[("content-encoding", "br")]),
    "wrong encoding": sent(headers=[("content-encoding", "gzip")]),
    # fields
    "no max_tokens": sent(max_tokens=...),
    "max_tokens called otherwise": sent(max_tokens=..., max_completion_tokens=7),
    "no messages": sent(messages=...),
    "no message": sent(messages=[]),
    "no model": sent(model=...),
    "no role": talk({"content": "Hi"}),
    "no type": talk(user({"text": "hi"})),
    "no schema": sent(tools=[{"name": "x"}]),
    "empty model": sent(model=""),
    "extra": sent(foo=1),
    "extra within": talk(user(text("x", foo=1))),
    "extra in metadata": sent(metadata={"foo": "x"}),
    "text for a number": sent(max_tokens="400"),
    "fraction": sent(max_tokens=4.5),
    "negative": sent(max_tokens=-1),
    "text for a list": sent(stop_sequences="x"),
    "text for a boolean": sent(stream="true"),
    "text for an object": sent(tools=[TOOL], tool_choice="auto"),
    "object for a list": sent(messages=USER),
    "number for a text": sent(system=5),
    "null": talk({"role": "user", "content": None}),
    "not in the list": sent(service_tier="fast"),
    "misspelt effort": sent(output_config={"effort": "hihg"}),
    "unknown ttl": talk(user(text("x", cache_control={"type": "ephemeral", "ttl": "2h"}))),
    "unknown type of choice": sent(tools=[TOOL], tool_choice={"type": "automatic"}),
    "unknown type of tool": sent(
        tools=[{"type": "function", "name": "x", "input_schema": {"type": "object"}}]
    ),
    "tool of another API": sent(tools=[{"type": "function", "function": {"name": "x"}}]),
    "unknown type of block": talk(user({"type": "image_url", "image_url": {}}, text("x"))),
    "broken JSON": sent(raw=json.dumps(body())[:-1] + ",}"),
    "field of counting": sent(path="/v1/messages/count_tokens"),
    "limit too high": get("/v1/models", ("limit", "5000")),
    "limit that is no number": get("/v1/models", ("limit", "x")),
    "unknown cursor": get("/v1/models", ("after_id", "x")),
    "wrong method": sent(method="PUT"),
    # what versions and models do not take
    "sampling in the new version": sent(temperature=0.5),
    "sampling of an older model": old(temperature=0.5),
    "sampling of a newer model": sent(version=OLD_VERSION, temperature=0.5, top_k=3),
    "sampling out of range": old(version=OLD_VERSION, temperature=1.5),
    "two ways of sampling": old(version=OLD_VERSION, temperature=0.5, top_p=0.5),
    "sampling while thinking": old(version=OLD_VERSION, max_tokens=4000, temperature=0.5, thinking=BUDGET),
    "too much output": sent(max_tokens=999999),
    "too much output and budget": old(
        max_tokens=999999, thinking={"type": "enabled", "budget_tokens": 900000}
    ),
    "misspelt model": sent(model="claude-sonet-4-5"),
    "misspelt model, counting": sent(
        path="/v1/messages/count_tokens", model="claude-sonet-4-5", max_tokens=...
    ),
    "retired model": sent(model="claude-3-7-sonnet-20250219"),
    "another maker's model": sent(model="gpt-4"),
    "budget on a newer model": sent(thinking=BUDGET, max_tokens=4000),
    "no thinking where it always is": sent(model="claude-fable-5", thinking={"type": "disabled"}),
    "adaptive on an older model": old(max_tokens=4000, thinking={"type": "adaptive"}),
    "adaptive with no room for a budget": old(thinking={"type": "adaptive"}),
    "no thinking with much effort": sent(
        model="claude-opus-5", thinking={"type": "disabled"}, output_config={"effort": "max"}
    ),
    "small budget": old(max_tokens=4000, thinking={"type": "enabled", "budget_tokens": 10}),
    "small budget, small output": old(thinking={"type": "enabled", "budget_tokens": 10}),
    "budget over output": old(max_tokens=2000, thinking={"type": "enabled", "budget_tokens": 3000}),
    "no effort": old(output_config={"effort": "low"}),
    "too much effort": sent(model="claude-sonnet-4-6", output_config={"effort": "xhigh"}),
    "forced tool": sent(model="claude-sonnet-5-5", tools=[TOOL], tool_choice={"type": "any"}),
    "forced tool while thinking": sent(
        tools=[TOOL], tool_choice={"type": "any"}, thinking={"type": "adaptive"}
    ),
    "begun answer": talk(USER, assistant(text("I"))),
    "begun answer as text": talk(USER, {"role": "assistant", "content": "I"}),
    "tool of older models": sent("computer-use-2025-11-24", tools=[computer(20251124), TOOL]),
    "tool of newer models": old("computer-use-2025-11-24", tools=[computer(20251124), TOOL]),
    "fast on a slow model": sent("fast-mode-2026-02-01", model="claude-sonnet-5-5", speed="fast"),
    "beta's field on another model": old("task-budgets-2026-03-13", output_config=TASK_BUDGET),
    "trigger too low": sent(
        "compact-2026-01-12",
        context_management={
            "edits": [{"type": "compact_20260112", "trigger": {"type": "input_tokens", "value": 9}}]
        },
    ),
    "prompt too long": old(messages=[{"role": "user", "content": "word " * 400_000}]),
    # conversations
    "unknown role": talk({"role": "tool", "content": "Hi"}),
    "assistant first": talk(assistant(text("a")), USER),
    "assistant alone": talk(assistant(text("a")), model=OLD),
    "system first": talk({"role": "system", "content": "Be brief."}, USER),
    "system first, with a system field": talk(
        {"role": "system", "content": [text("Be brief.")]}, USER, system=[text("s")]
    ),
    "system on an older model": talk(
        USER, {"role": "system", "content": "Be brief."}, assistant(text("a")), USER, model=OLD
    ),
    "system in the wrong place": talk(USER, {"role": "system", "content": "Be brief."}, USER),
    "empty last message": talk(USER, assistant(text("a")), user()),
    "empty message": talk(USER, assistant(), USER),
    "empty text": talk(user(text(""), text("x"))),
    "blank text": talk(USER, assistant(text("a")), user(text("  ")), user(text("y"))),
    "call without result": talk(USER, assistant(CALL), USER, tools=[TOOL]),
    "call at the end": talk(USER, assistant(CALL), tools=[TOOL]),
    "one of two calls without result": talk(
        USER,
        assistant(CALL, {**CALL, "id": "toolu_02"}),
        user({**RESULT, "tool_use_id": "toolu_02"}),
        tools=[TOOL],
    ),
    "result without call": talk(user({**RESULT, "tool_use_id": "toolu_09"}, text("hi"))),
    "message of a result without call": talk(
        USER, assistant(text("a")), user({**RESULT, "tool_use_id": "toolu_09"}), assistant(text("b")), USER
    ),
    "two results": talk(USER, assistant(CALL), user(RESULT, RESULT), tools=[TOOL]),
    "error that says nothing": talk(USER, assistant(CALL), user({**RESULT, "is_error": True}), tools=[TOOL]),
    "double id": talk(USER, assistant(CALL, CALL), user(RESULT)),
    "turn without its thinking": talk(
        USER,
        assistant(text("a"), CALL),
        user(RESULT),
        model=OLD,
        max_tokens=4000,
        thinking=BUDGET,
        tools=[TOOL],
    ),
    # tools
    "double name": sent(tools=[TOOL, TOOL]),
    "letters in a name": sent(tools=[tool("look up!")]),
    "long name": sent(tools=[tool("x" * 200)]),
    "schema without type": sent(tools=[tool(schema={"properties": {}})]),
    "schema of a list": sent(tools=[tool(schema={"type": "array"})]),
    "union at the top": sent(tools=[tool(schema={"type": "object", "anyOf": []})]),
    "open schema in strict mode": sent(tools=[tool(strict=True)]),
    "choice of an unknown tool": old(tools=[TOOL], tool_choice={"type": "tool", "name": "loook"}),
    "choice without tools": old(tool_choice={"type": "any"}),
    "server without toolset": sent(MCP, mcp_servers=[SERVER]),
    "toolset without server": sent(MCP, tools=[TOOLSET]),
    "toolset of another server": sent(MCP, mcp_servers=[{**SERVER, "name": "other"}], tools=[TOOLSET]),
    # cache
    "five marks": talk(user(*(text(str(number), **MARK) for number in range(5)))),
    "six marks everywhere": talk(
        user(*(text(str(number), **MARK) for number in range(4))),
        system=[text("s", **MARK)],
        tools=[tool(**MARK)],
    ),
    "long mark after a short one": talk(
        user(text("x", cache_control={"type": "ephemeral", "ttl": "1h"})), system=[text("s", **MARK)]
    ),
    "scope of a mark": sent(system=[text("s", cache_control={"type": "ephemeral", "scope": "global"})]),
    # media
    "another type of image": talk(user(image("image/jpeg"), text("x"))),
    "type that is not taken": talk(user(image("image/bmp"), text("x"))),
    "broken image": talk(user(image(data="aGVsbG8gd29ybGQ="), text("x"))),
    "no base64": talk(user(image(data="!!!"), text("x"))),
    "address of data": talk(user(image(data=f"data:image/png;base64,{PNG}"), text("x"))),
    "broken PDF": talk(user(document("application/pdf", "aGVsbG8="), text("x"))),
    "document of the assistant": talk(
        USER, assistant(document("text/plain", "x"), text("a")), USER, model=OLD
    ),
    "citations of the user": talk(
        user(
            text(
                "x",
                citations=[
                    {
                        "type": "char_location",
                        "cited_text": "x",
                        "document_index": 0,
                        "document_title": None,
                        "start_char_index": 0,
                        "end_char_index": 1,
                    }
                ],
            )
        )
    ),
    # threads
    "not with threads": sent(
        "message-threads-2026-08-12", thread={"type": "create"}, cache_control={"type": "ephemeral"}
    ),
    "unknown thread": sent(
        "message-threads-2026-08-12", thread={"type": "continue", "previous_message_id": "msg_x"}
    ),
    # operations behind a beta
    "agents": get("/v1/agents"),
    "webhooks": get("/v1/organizations/webhooks"),
    "memory stores": get("/v1/memory_stores"),
}
"""Each is refused as it is; every fix that its diagnosis offers makes the sandbox take it."""
