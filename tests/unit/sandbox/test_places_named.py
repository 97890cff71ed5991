"""Schema faults are named by place and wording as the API names them."""

import pytest

from helpers.sandbox_calls import OLD, PNG, text, tool, user

IMAGE = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": PNG}}
MANY = "Input tag '{}' found using 'type' does not match any of the expected tags: "


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"model": ...}, "model: Field required"),
        ({"model": None}, "model: Input should be a valid string"),
        ({"model": 7}, "model: Input should be a valid string"),
        ({"model": ""}, "model: String should have at least 1 character"),
        ({"messages": ...}, "messages: Field required"),
        ({"messages": "x"}, "messages: Input should be a valid array"),
        ({"messages": []}, "messages: at least one message is required"),
        ({"max_tokens": ...}, "max_tokens: Field required"),
        ({"max_tokens": "100"}, "max_tokens: Input should be a valid integer"),
        ({"max_tokens": 1.5}, "max_tokens: Input should be a valid integer"),
        ({"max_tokens": True}, "max_tokens: Input should be a valid integer"),
        ({"max_tokens": -1}, "max_tokens: must be greater than or equal to 0"),
        ({"system": None}, "system: Input should be a valid array"),
        ({"system": [7]}, "system.0: Input does not match the expected shape."),
        ({"tools": "x"}, "tools: Input should be a valid array"),
        ({"tools": [7]}, "tools.0: Input should be an object"),
        ({"tools": [{"input_schema": {"type": "object"}}]}, "tools.0.custom.name: Field required"),
        ({"tools": [{"name": "x"}]}, "tools.0.custom.input_schema: Field required"),
        ({"tool_choice": 7}, "tool_choice: Input should be an object"),
        ({"tool_choice": {"type": "tool"}}, "tool_choice.tool.name: Field required"),
        ({"thinking": "x"}, "thinking: Input should be an object"),
        ({"thinking": {"type": "enabled"}}, "thinking.enabled.budget_tokens: Field required"),
        ({"output_config": "x"}, "output_config: Input does not match the expected shape."),
        ({"cache_control": "x"}, "cache_control: Input should be an object"),
        ({"metadata": "x"}, "metadata: Input does not match the expected shape."),
        ({"metadata": {"bogus": 1}}, "metadata.bogus: Extra inputs are not permitted"),
        ({"metadata": {"user_id": 7}}, "metadata.user_id: Input should be a valid string"),
        ({"stop_sequences": "ZZ"}, "stop_sequences: Input should be a valid array"),
        ({"stop_sequences": [1]}, "stop_sequences.0: Input should be a valid string"),
        ({"service_tier": "x"}, "service_tier: Input should be 'auto' or 'standard_only'"),
        ({"stream": "yes"}, "stream: Input should be a valid boolean"),
        ({"stream": None}, "stream: Input should be a valid boolean"),
        ({"inference_geo": 7}, "inference_geo: Input should be a valid string"),
        ({"extra_body": {}}, "extra_body: Extra inputs are not permitted"),
        (
            {"output_config": {"effort": "huge"}},
            "output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'",
        ),
    ],
)
def test_a_fault_in_a_field_is_named(api, changes, message):
    assert api.invalid(**changes) == message


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (7, "messages.0: Input does not match the expected shape."),
        ({"content": "x"}, "messages.0.role: Field required"),
        ({"role": "user"}, "messages.0.content: Field required"),
        ({"role": "user", "content": None}, "messages.0.content: Input should be a valid array"),
        ({"role": "user", "content": {}}, "messages.0.content: Input should be a valid array"),
        ({"role": "user", "content": "x", "bogus": 1}, "messages.0.bogus: Extra inputs are not permitted"),
        (
            {"role": "tool", "content": "x"},
            'messages: Unexpected role "tool". Allowed roles are "user" or "assistant"',
        ),
        (user(7), "messages.0.content.0: Input should be an object"),
        (user({}), "messages.0.content.0.type: Field required"),
        (user({"type": "text"}), "messages.0.content.0.text.text: Field required"),
        (user(text("a"), text(5)), "messages.0.content.1.text.text: Input should be a valid string"),
        (user(text("a", bogus=1)), "messages.0.content.0.text.bogus: Extra inputs are not permitted"),
        (user({"type": "image"}), "messages.0.content.0.image.source: Field required"),
        (
            user({"type": "image", "source": {"type": "base64", "media_type": "image/bmp", "data": "x"}}),
            "messages.0.content.0.image.source.base64.media_type: "
            "Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'",
        ),
        (
            user({"type": "tool_result", "tool_use_id": "x", "content": [{"type": "text"}]}),
            "messages.0.content.0.tool_result.content.0.text.text: Field required",
        ),
        (
            user(text("a", cache_control={"type": "ephemeral", "scope": "global"})),
            "messages.0.content.0.text.cache_control.ephemeral.scope: Extra inputs are not permitted",
        ),
    ],
)
def test_a_fault_in_a_message_is_named(api, message, words):
    assert api.invalid(messages=[message]) == words


def test_a_call_of_the_assistant_takes_no_field_of_text(api):
    call = {"type": "tool_use", "id": "t", "name": "n", "input": {}, "text": ""}
    messages = [user(text("a")), {"role": "assistant", "content": [call]}]
    assert (
        api.invalid(messages=messages) == "messages.1.content.0.tool_use.text: Extra inputs are not permitted"
    )


def test_an_unknown_tool_type_is_answered_with_the_known_ones(api):
    message = api.invalid(tools=[tool("ok"), {"type": "function", "name": "x"}])
    assert message.startswith("tools.1: " + MANY.format("function") + "'bash_20250124', ")
    assert "'custom'" in message
    assert "'mcp_toolset'" not in message


def test_an_unknown_block_type_is_answered_with_the_known_ones(api):
    message = api.invalid(messages=[user({"type": "image_url"})])
    assert message.startswith("messages.0.content.0: " + MANY.format("image_url"))
    assert message.endswith("'web_search_tool_result'")
    assert "'mcp_tool_use'" not in message


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({"tool_choice": 7, "model": 7}, "model:"),
        ({"tools": "x", "tool_choice": 7}, "tool_choice:"),
        ({"messages": "x", "tools": "x"}, "tools:"),
        ({"system": 7, "messages": "x"}, "messages:"),
        ({"thinking": "x", "system": 7}, "system:"),
        ({"output_config": "x", "thinking": "x"}, "thinking:"),
        ({"max_tokens": "x", "cache_control": "x"}, "cache_control:"),
        ({"zzz": 1, "inference_geo": 7}, "inference_geo:"),
        ({"zzz": 1, "messages": []}, "zzz:"),
        ({"messages": [{"role": "user", "content": []}], "max_tokens": "x"}, "max_tokens:"),
    ],
)
def test_only_the_first_fault_is_told_in_the_order_of_the_api(api, changes, first):
    assert api.invalid(**changes).startswith(first)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"temperature": "x"}, "temperature: Input should be a valid number"),
        ({"temperature": 2}, "temperature: range: 0..1"),
        ({"top_p": 1.5}, "top_p: range: 0..1"),
        ({"top_k": "x"}, "top_k: Input should be a valid integer"),
    ],
)
def test_sampling_fields_are_checked_where_the_version_has_them(api, changes, message):
    assert api.invalid(version=OLD, **changes) == message


def test_whole_numbers_may_be_written_with_a_point(api):
    assert api.create(max_tokens=64.0).status_code == 200


def test_right_bodies_pass(api):
    blocks = [text("a", cache_control={"type": "ephemeral", "ttl": "1h"}), IMAGE]
    assert (
        api.create(messages=[user(*blocks)], system=[text("s")], metadata={"user_id": "u"}).status_code == 200
    )


def test_counting_takes_no_max_tokens(api):
    assert api.invalid(path="/v1/messages/count_tokens") == "max_tokens: Extra inputs are not permitted"
    assert api.count().status_code == 200
