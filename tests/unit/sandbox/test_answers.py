"""What the simulated model answers, judged by the catalogue's own schemas of answers."""

import json
import re

import jsonschema_rs
import pytest

from betadeck.core.schema import closure
from helpers.sandbox_calls import assembled, text, tool, user

WEATHER = {
    "type": "object",
    "properties": {"location": {"type": "string"}, "unit": {"enum": ["celsius", "fahrenheit"]}},
    "required": ["location"],
    "additionalProperties": False,
}
DOCUMENT = {
    "type": "document",
    "title": "facts",
    "source": {"type": "text", "media_type": "text/plain", "data": "Spiders have eight legs. Ants have six."},
    "citations": {"enabled": True},
}
MCP = {
    "betas": "mcp-client-2025-11-20",
    "mcp_servers": [{"type": "url", "url": "https://mcp.example.com/", "name": "docs"}],
    "tools": [{"type": "mcp_toolset", "mcp_server_name": "docs", "configs": {"ask_docs": {"enabled": True}}}],
}
ORDINARY = {
    "text": {},
    "thinking": {"thinking": {"type": "adaptive"}},
    "tool": {"tools": [tool("get_weather", WEATHER)]},
    "search": {
        "tools": [{"type": "web_search_20250305", "name": "web_search"}],
        "messages": [user(text("Search for spiders"))],
    },
    "mcp": MCP,
    "cited": {"messages": [user(DOCUMENT, text("How many legs?"))]},
    "json": {"output_config": {"format": {"type": "json_schema", "schema": WEATHER}}},
    "compaction": {"betas": "compact-2026-09-04", "compaction": {"type": "summarize"}},
    "editing": {
        "betas": "context-management-2025-06-27",
        "context_management": {"edits": [{"type": "clear_tool_uses_20250919"}]},
    },
}


@pytest.fixture(scope="module")
def is_message(pool):
    return jsonschema_rs.validator_for(closure(pool, "BetaMessage"))


@pytest.fixture(scope="module")
def is_event(pool):
    return jsonschema_rs.validator_for(closure(pool, "BetaRawMessageStreamEvent"))


def types(answer):
    return [block["type"] for block in answer["content"]]


@pytest.mark.parametrize("changes", ORDINARY.values(), ids=ORDINARY)
def test_answers_and_events_are_what_the_api_promises(api, is_message, is_event, changes):
    is_message.validate(api.answer(**changes))
    for name, data in api.events(**changes):
        assert name == data["type"]
        if name != "ping":
            is_event.validate(data)


@pytest.mark.parametrize("changes", ORDINARY.values(), ids=ORDINARY)
def test_the_stream_adds_up_to_the_plain_answer(api, changes):
    def without_ids(message):
        return re.sub(r"_sandbox\w+", "_sandbox", json.dumps(message, sort_keys=True))

    api.answer(**changes)  # so that both find the same in the cache
    assert without_ids(assembled(api.events(**changes))) == without_ids(api.answer(**changes))


def test_the_same_request_gets_the_same_words_and_another_id(api):
    one, other = api.answer(), api.answer()
    assert one["content"] == other["content"]
    assert one["usage"] == other["usage"]
    assert one["id"] != other["id"]
    assert one["id"].startswith("msg_sandbox")


def test_the_answer_says_that_it_is_simulated_and_what_arrived(api):
    answer = api.answer(system="Be short.", messages=[user(text("Hello")), user(text("How are you?"))])
    words = answer["content"][0]["text"]
    for part in (
        "sandbox",
        "no model was asked",
        "2 messages",
        "system prompt",
        "2026-10-21",
        "How are you?",
    ):
        assert part in words


@pytest.mark.parametrize("kind", ["auto", "any", "tool"])
def test_a_tool_is_called_with_input_that_its_schema_allows(api, kind):
    choice = {"type": kind, **({"name": "get_weather"} if kind == "tool" else {})}
    answer = api.answer(tools=[tool("get_weather", WEATHER)], tool_choice=choice)
    assert types(answer) == ["text", "tool_use"]
    assert answer["stop_reason"] == "tool_use"
    jsonschema_rs.validate(WEATHER, answer["content"][1]["input"])


def test_no_tool_is_called_when_none_is_wanted(api):
    answer = api.answer(tools=[tool("get_weather", WEATHER)], tool_choice={"type": "none"})
    assert types(answer) == ["text"]
    assert answer["stop_reason"] == "end_turn"


def test_the_tools_that_the_prompt_names_are_called(api):
    tools = [tool("get_weather", WEATHER), tool("get_time"), tool("send_mail")]
    said = {"tools": tools, "messages": [user(text("Use get_time and send_mail"))]}
    both = [each["name"] for each in api.answer(**said)["content"] if each["type"] == "tool_use"]
    assert both == ["get_time", "send_mail"]
    alone = api.answer(**said, tool_choice={"type": "auto", "disable_parallel_tool_use": True})
    assert [each["name"] for each in alone["content"] if each["type"] == "tool_use"] == ["get_time"]


def test_a_tool_result_ends_the_task(api):
    first = api.answer(tools=[tool("get_weather", WEATHER)])
    result = {"type": "tool_result", "tool_use_id": first["content"][1]["id"], "content": "18 degrees"}
    messages = [user(text("Weather?")), {"role": "assistant", "content": first["content"]}, user(result)]
    last = api.answer(tools=[tool("get_weather", WEATHER)], messages=messages)
    assert types(last) == ["text"]
    assert "18 degrees" in last["content"][0]["text"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("bash_20250124", "bash"),
        ("text_editor_20250728", "str_replace_based_edit_tool"),
        ("memory_20250818", "memory"),
    ],
)
def test_tools_with_a_type_of_their_own_are_called_too(api, kind, name):
    call = api.answer(tools=[{"type": kind, "name": name}])["content"][1]
    assert call["name"] == name
    assert "command" in call["input"]


def test_a_member_of_a_toolset_is_called_by_its_own_name(api):
    call = api.answer(tools=[{"type": "computer_toolset_20260801"}])["content"][1]
    assert (call["name"], call["toolset_name"]) == ("screenshot", "computer")


@pytest.mark.parametrize(
    ("kind", "name", "prompt", "result"),
    [
        ("web_search_20250305", "web_search", "search for it", "web_search_tool_result"),
        ("web_fetch_20250910", "web_fetch", "fetch https://example.com/a", "web_fetch_tool_result"),
        ("code_execution_20250825", "code_execution", "compute 2+2", "bash_code_execution_tool_result"),
        ("tool_search_tool_bm25_20251119", "tool_search_tool_bm25", "which tool", "tool_search_tool_result"),
    ],
)
def test_a_server_tool_works_when_the_prompt_asks_for_it(api, kind, name, prompt, result):
    tools = [{"type": kind, "name": name}]
    asked = api.answer(tools=tools, messages=[user(text(prompt))])
    assert types(asked)[:2] == ["server_tool_use", result]
    assert types(api.answer(tools=tools, messages=[user(text("hello"))])) == ["text"]


def test_a_fetch_goes_to_the_address_in_the_prompt(api):
    tools = [{"type": "web_fetch_20250910", "name": "web_fetch"}]
    answer = api.answer(tools=tools, messages=[user(text("Read https://example.org/x, please"))])
    assert answer["content"][0]["input"] == {"url": "https://example.org/x"}
    assert answer["usage"]["server_tool_use"] == {"web_search_requests": 0, "web_fetch_requests": 1}


def test_an_mcp_tool_is_called_with_its_result(api):
    call, result, words = api.answer(**MCP)["content"]
    assert (call["server_name"], call["name"]) == ("docs", "ask_docs")
    assert result["tool_use_id"] == call["id"]
    assert words["type"] == "text"


def test_a_document_is_cited_by_its_place(api):
    words = DOCUMENT["source"]["data"]
    block = api.answer(messages=[user(DOCUMENT, text("Legs?"))])["content"][1]
    (citation,) = block["citations"]
    assert words[citation["start_char_index"] : citation["end_char_index"]] == citation["cited_text"]
    assert citation["document_title"] == "facts"


def test_structured_output_satisfies_its_schema(api):
    schema = {
        "type": "object",
        "properties": {
            "code": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]{4}$"},
            "count": {"type": "integer", "minimum": 3, "maximum": 9},
            "tags": {"type": "array", "items": {"type": "string"}, "minItems": 2, "uniqueItems": True},
            "when": {"type": "string", "format": "date-time"},
            "next": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/node"}]},
        },
        "required": ["code", "count", "tags", "when", "next"],
        "additionalProperties": False,
        "$defs": {"node": {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]}},
    }
    answer = api.answer(output_config={"format": {"type": "json_schema", "schema": schema}})
    jsonschema_rs.validate(schema, json.loads(answer["content"][0]["text"]))


def test_thinking_comes_first_and_is_signed(api):
    shown = api.answer(thinking={"type": "adaptive"})
    assert types(shown) == ["thinking", "text"]
    assert shown["content"][0]["thinking"]
    omitted = api.answer(thinking={"type": "adaptive", "display": "omitted"})
    assert omitted["content"][0]["thinking"] == ""
    assert omitted["content"][0]["signature"] == shown["content"][0]["signature"]
    assert omitted["usage"]["output_tokens_details"]["thinking_tokens"] > 0


def test_a_stop_sequence_ends_the_answer_before_it(api):
    answer = api.answer(stop_sequences=["zzz", "spider"])
    assert answer["stop_reason"] == "stop_sequence"
    assert answer["stop_sequence"] == "spider"
    assert answer["content"][-1]["text"].endswith("How many legs has a ")


def test_max_tokens_cuts_the_answer(api):
    answer = api.answer(max_tokens=5)
    assert answer["stop_reason"] == "max_tokens"
    assert answer["usage"]["output_tokens"] == 5
    assert len(answer["content"][0]["text"]) == 20


def test_no_tokens_at_all_only_warm_the_cache(api):
    answer = api.answer(max_tokens=0)
    assert (answer["content"], answer["stop_reason"]) == ([], "max_tokens")


def test_old_tool_results_are_cleared_from_the_context(api):
    messages = [user(text("start"))]
    for number in range(6):
        call = {"type": "tool_use", "id": f"toolu_{number}", "name": "a", "input": {}}
        messages.append({"role": "assistant", "content": [call]})
        messages.append(user({"type": "tool_result", "tool_use_id": f"toolu_{number}", "content": "x" * 400}))
    edit = {
        "type": "clear_tool_uses_20250919",
        "trigger": {"type": "tool_uses", "value": 4},
        "keep": {"type": "tool_uses", "value": 2},
    }
    sent = {"messages": messages, "context_management": {"edits": [edit]}}
    betas = "context-management-2025-06-27"
    (applied,) = api.answer(betas=betas, **sent)["context_management"]["applied_edits"]
    assert applied["cleared_tool_uses"] == 4
    assert applied["cleared_input_tokens"] >= 400
    counted = api.count(betas=betas, **sent).json()
    saved = counted["context_management"]["original_input_tokens"] - counted["input_tokens"]
    assert saved == applied["cleared_input_tokens"]


def test_compaction_on_demand_stops_after_the_summary(api):
    answer = api.answer(betas="compact-2026-09-04", compaction={"type": "summarize"})
    assert types(answer) == ["compaction"]
    assert answer["stop_reason"] == "compaction"


def test_code_execution_comes_with_its_container(api):
    tools = [{"type": "code_execution_20250825", "name": "code_execution"}]
    said = {"tools": tools, "messages": [user(text("run it"))]}
    container = api.answer(**said)["container"]["id"]
    assert container.startswith("container_sandbox")
    assert api.answer(**said, container=container)["container"]["id"] == container


def test_a_request_that_passed_once_passes_again_with_the_answer_in_it(api):
    messages = [user(text("search and compute"))]
    tools = [
        {"type": "web_search_20250305", "name": "web_search"},
        {"type": "code_execution_20250825", "name": "code_execution"},
    ]
    for _ in range(3):
        answer = api.answer(tools=tools, messages=messages, thinking={"type": "adaptive"}, max_tokens=4000)
        messages = [*messages, {"role": "assistant", "content": answer["content"]}, user(text("search more"))]
