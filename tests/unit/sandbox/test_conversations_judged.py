"""Rules for roles, turns, empty content and the pairing of tool calls with results."""

import pytest

from helpers.sandbox_calls import OLD, text, tool, user

DIRECTIVE = "the directive-only form (content: [] with output_config) is accepted at any position"
POSITION = f"role 'system' must precede an 'assistant' message or end the array; {DIRECTIVE}"
BLANK = "text blocks must contain non-whitespace text"
UNANSWERED = "`tool_use` ids were found without `tool_result` blocks immediately after:"
ANSWER = "Each `tool_use` block must have a corresponding `tool_result` block in the next message."
HEAD = f"use the top-level 'system' parameter for the initial system prompt; {DIRECTIVE}"


def said(role, content="x"):
    return {"role": role, "content": content}


def call(name="toolu_1", kind="tool_use"):
    return {"type": kind, "id": name, "name": "web_search", "input": {}}


def result(name="toolu_1", **more):
    return {"type": "tool_result", "tool_use_id": name, "content": "4", **more}


@pytest.mark.parametrize(
    ("messages", "message"),
    [
        ([said("assistant"), said("user")], 'messages: first message must use the "user" role'),
        ([said("system"), said("user")], f"messages.0: {HEAD}"),
        ([said("user"), said("system"), said("user")], f"messages.1: {POSITION}"),
        ([said("user"), said("system"), said("system"), said("user")], f"messages.2: {POSITION}"),
        ([said("user"), said("system", [])], "messages.1: system content must contain at least one block"),
        (
            [said("user"), said("system", "  ")],
            "messages.1: system text blocks must contain non-whitespace text",
        ),
        ([said("user", [])], "messages.0: user messages must have non-empty content"),
        ([said("user", "")], "messages.0: user messages must have non-empty content"),
        (
            [said("user"), said("assistant", "ok"), said("user", []), said("user", [])],
            "messages.2: user messages must have non-empty content",
        ),
        (
            [said("user"), said("assistant", []), said("user")],
            "messages.1: all messages must have non-empty content "
            "except for the optional final assistant message",
        ),
        ([user(text("a"), text(""))], "messages: text content blocks must be non-empty"),
        ([user(text(" \n"))], "messages: text content blocks must contain non-whitespace text"),
    ],
)
def test_a_conversation_out_of_shape_is_refused(api, messages, message):
    assert api.invalid(messages=messages) == message


@pytest.mark.parametrize(
    "messages",
    [
        [said("user"), said("user")],
        [said("user", []), said("user")],
        [said("user"), said("assistant", []), said("assistant", "b"), said("user")],
        [said("user"), said("system")],
        [said("user"), said("system"), said("assistant"), said("user")],
        [said("user"), said("assistant", [])],
    ],
)
def test_turns_are_merged_and_system_messages_may_follow(api, messages):
    response = api.create(messages=messages)
    assert response.status_code == 200, response.text


def test_an_older_model_takes_no_system_messages_on_the_way(api):
    message = api.invalid(model="claude-sonnet-4-6", messages=[said("user"), said("system")])
    assert message == "role 'system' is not supported on this model"


@pytest.mark.parametrize(
    ("blocks", "after", "message"),
    [
        (
            [call(), call("toolu_2")],
            [text("hm")],
            f"messages.1: {UNANSWERED} toolu_1, toolu_2. {ANSWER}",
        ),
        (
            [call(), call("toolu_2")],
            [result("toolu_2")],
            f"messages.1: {UNANSWERED} toolu_1. {ANSWER}",
        ),
        (
            [text("no call")],
            [text("a"), result()],
            "messages.2.content.1: unexpected `tool_use_id` found in `tool_result` blocks: toolu_1. "
            "Each `tool_result` block must have a corresponding `tool_use` block in the previous message.",
        ),
        ([call(), call()], [result()], "messages.1.content.1: `tool_use` ids must be unique"),
        (
            [call()],
            [result(), result()],
            "messages.2.content.1: each tool_use must have a single result. "
            "Found multiple `tool_result` blocks with id: toolu_1",
        ),
        (
            [call()],
            [result(content="", is_error=True)],
            "messages.2.content.0.tool_result: content cannot be empty if `is_error` is true",
        ),
        (
            [{"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": []}, text("b")],
            [text("c")],
            "messages.1.content.0: unexpected `tool_use_id` found in `web_search_tool_result` blocks: "
            "srvtoolu_1. Each `web_search_tool_result` block must have a corresponding `server_tool_use` "
            "block before it.",
        ),
    ],
)
def test_calls_and_results_must_pair(api, blocks, after, message):
    messages = [said("user"), said("assistant", blocks), said("user", after)]
    assert api.invalid(messages=messages) == message


def test_a_call_at_the_end_is_not_answered(api):
    message = api.invalid(model="claude-haiku-4-5", messages=[said("user"), said("assistant", [call()])])
    assert message.startswith("messages.1: `tool_use` ids were found without")


def test_results_may_be_spread_over_user_messages_in_a_row(api):
    calls = said("assistant", [call(), call("toolu_2")])
    messages = [said("user"), calls, user(result("toolu_2")), user(result(), text("and?"))]
    assert api.create(messages=messages).status_code == 200


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tools": [tool("a"), tool("a")]}, "tools: Tool names must be unique."),
        ({"tools": [tool("")]}, "tools.0.custom.name: String should have at least 1 character"),
        (
            {"tools": [tool("a b")]},
            "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
        ),
        ({"tools": [tool("a", {"properties": {}})]}, "tools.0.custom.input_schema.type: Field required"),
        (
            {"tools": [tool("a", {"type": "array"})]},
            "tools.0.custom.input_schema.type: Input should be 'object'",
        ),
        (
            {"tools": [tool("a", {"type": "object", "anyOf": []})]},
            "tools.0.custom.input_schema: "
            "input_schema does not support oneOf, allOf, or anyOf at the top level",
        ),
        (
            {"tools": [tool("a", strict=True)]},
            "tools.0.custom: For 'object' type, 'additionalProperties' must be explicitly set to false",
        ),
        ({"tool_choice": {"type": "any"}}, "tool_choice.any may only be specified while providing tools"),
        (
            {"tools": [tool("a")], "tool_choice": {"type": "tool", "name": "b"}},
            "Tool 'b' not found in provided tools",
        ),
    ],
)
def test_tools_out_of_shape_are_refused(api, changes, message):
    assert api.invalid(**changes) == message


def test_a_conversation_of_many_messages_is_no_burden(api):
    messages = [said("user" if number % 2 == 0 else "assistant", "hello") for number in range(20_001)]
    assert api.create(messages=messages).status_code == 200


DOCUMENT = {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "Facts."}}
CITED = {
    "type": "char_location",
    "cited_text": "F",
    "document_index": 0,
    "document_title": None,
    "start_char_index": 0,
    "end_char_index": 1,
}
SEARCHED = {"type": "search_result", "source": "s", "title": "t", "content": [text("x", citations=[CITED])]}


@pytest.mark.parametrize(
    ("messages", "place"),
    [
        ([said("user"), said("assistant", [DOCUMENT]), said("user")], "messages.1.content.0: "),
        ([user(text("a", citations=[CITED]))], "messages.0.content.0.text.citations: "),
        ([user(SEARCHED)], "messages.0.content.0.search_result.content.0.citations: "),
    ],
)
def test_the_new_version_refuses_what_the_old_one_takes(api, messages, place):
    assert api.invalid(messages=messages).startswith(place)
    assert api.create(messages=messages, version=OLD).status_code == 200


@pytest.mark.parametrize("field", ["temperature", "top_p", "top_k"])
def test_the_new_version_has_no_sampling_fields(api, field):
    body = {"model": "claude-haiku-4-5", field: 1}
    assert api.invalid(**body) == f"{field}: Extra inputs are not permitted"
    assert api.create(version=OLD, **body).status_code == 200
