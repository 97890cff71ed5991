"""The official Python SDK, pointed at the sandbox, works and raises its own exceptions."""

import asyncio
import warnings

import anthropic
import pytest

from betadeck.sandbox.server import SandboxServer

ASKED = {
    "model": "claude-opus-5-5",
    "max_tokens": 500,
    "messages": [{"role": "user", "content": "How many legs has a spider?"}],
}
WEATHER = {
    "name": "get_weather",
    "description": "Tells the weather",
    "input_schema": {
        "type": "object",
        "properties": {"location": {"type": "string"}},
        "required": ["location"],
    },
}


@pytest.fixture(scope="module")
def server():
    with SandboxServer(delay_s=0.0) as running:
        yield running


@pytest.fixture(scope="module")
def client(server):
    with anthropic.Anthropic(base_url=server.base_url, api_key="sk-test-0123456789", max_retries=0) as made:
        yield made


def test_create_answers_with_a_message(client):
    message = client.messages.create(**ASKED)
    assert message.type == "message"
    assert "How many legs has a spider?" in message.content[0].text
    assert message.usage.output_tokens > 0
    assert message._request_id.startswith("req_sandbox")


def test_what_the_sdk_sends_by_itself_arrives(client, server):
    client.beta.messages.create(**ASKED, betas=["pdfs-2024-09-25", "context-management-2025-06-27"])
    seen = server.log()[-1]
    assert seen.header("authorization") == "Bearer …6789"
    assert seen.header("anthropic-version") == "2026-10-21"
    assert seen.header("anthropic-beta") == "pdfs-2024-09-25,context-management-2025-06-27"


def test_the_stream_helper_assembles_the_same_message(client):
    with client.messages.stream(**ASKED) as stream:
        words = "".join(stream.text_stream)
        final = stream.get_final_message()
    assert words == final.content[0].text == client.messages.create(**ASKED).content[0].text
    assert final.stop_reason == "end_turn"


def test_the_beta_stream_carries_thinking_and_tools(client):
    asked = {**ASKED, "thinking": {"type": "adaptive"}, "tools": [WEATHER]}
    with client.beta.messages.stream(**asked, betas=["thinking-token-count-2026-05-13"]) as stream:
        kinds = {event.type for event in stream}
        final = stream.get_final_message()
    assert {"thinking", "input_json", "text", "message_stop"} <= kinds
    assert [block.type for block in final.content] == ["thinking", "text", "tool_use"]
    assert final.content[0].signature
    assert final.content[2].input == {"location": "Paris, France"}


def test_raw_events_are_typed(client):
    events = list(client.messages.create(**ASKED, stream=True))
    assert events[0].type == "message_start"
    assert events[-1].type == "message_stop"


def test_a_tool_conversation_runs_to_its_end(client):
    first = client.messages.create(**ASKED, tools=[WEATHER])
    call = next(block for block in first.content if block.type == "tool_use")
    result = {"type": "tool_result", "tool_use_id": call.id, "content": "18 degrees"}
    messages = [
        *ASKED["messages"],
        {"role": "assistant", "content": first.content},
        {"role": "user", "content": [result]},
    ]
    last = client.messages.create(**{**ASKED, "messages": messages}, tools=[WEATHER])
    assert last.stop_reason == "end_turn"
    assert "18 degrees" in last.content[0].text


def test_every_kind_of_block_can_be_sent_back(client):
    for name in (
        "web-search",
        "web-fetch",
        "code-execution",
        "redacted-thinking",
        "tool-search",
        "citations",
    ):
        answer = client.messages.create(**{**ASKED, "model": f"practice-{name}"})
        messages = [
            *ASKED["messages"],
            {"role": "assistant", "content": answer.content},
            {"role": "user", "content": "Go on."},
        ]
        assert client.messages.create(**{**ASKED, "messages": messages}).stop_reason == "end_turn", name


def test_tokens_are_counted_as_create_counts_them(client):
    asked = {key: value for key, value in ASKED.items() if key != "max_tokens"}
    counted = client.messages.count_tokens(**asked).input_tokens
    assert counted == client.messages.create(**ASKED).usage.input_tokens
    assert counted == client.beta.messages.count_tokens(**asked).input_tokens


def test_all_models_are_listed_page_by_page(client):
    names = [model.id for model in client.models.list(limit=4)]
    assert names[0] == "claude-fable-5-2"
    assert len(names) == len(set(names)) > 15
    assert names == [model.id for model in client.beta.models.list(limit=1000)]
    assert client.models.retrieve("claude-opus-5-5").display_name == "Claude Opus 5.5"


def test_structured_output_is_parsed(client):
    schema = {
        "type": "object",
        "properties": {"answer": {"type": "integer"}},
        "required": ["answer"],
        "additionalProperties": False,
    }
    message = client.messages.create(
        **ASKED, output_config={"format": {"type": "json_schema", "schema": schema}}
    )
    assert message.content[0].text == '{"answer":1}'


@pytest.mark.parametrize(
    ("changes", "error", "kind"),
    [
        ({"extra_body": {"foo": 1}}, anthropic.BadRequestError, "invalid_request_error"),
        ({"model": "claude-none"}, anthropic.NotFoundError, "not_found_error"),
        ({"model": "practice-authentication"}, anthropic.AuthenticationError, "authentication_error"),
        ({"model": "practice-billing"}, anthropic.PaymentRequiredError, "billing_error"),
        ({"model": "practice-permission"}, anthropic.PermissionDeniedError, "permission_error"),
        ({"model": "practice-request-timeout"}, anthropic.RequestTimeoutError, "invalid_request_error"),
        ({"model": "practice-conflict"}, anthropic.ConflictError, "conflict_error"),
        ({"model": "practice-too-large"}, anthropic.ContentTooLargeError, "request_too_large"),
        ({"model": "practice-rate-limit-requests"}, anthropic.RateLimitError, "rate_limit_error"),
        ({"model": "practice-server-error"}, anthropic.InternalServerError, "api_error"),
        ({"model": "practice-unavailable"}, anthropic.ServiceUnavailableError, "api_error"),
        ({"model": "practice-timeout"}, anthropic.GatewayTimeoutError, "timeout_error"),
        ({"model": "practice-overloaded"}, anthropic.OverloadedError, "overloaded_error"),
    ],
)
def test_refusals_become_the_sdks_own_exceptions(client, changes, error, kind):
    with pytest.raises(error) as caught:
        client.messages.create(**{**ASKED, **changes})
    assert caught.value.type == kind
    assert caught.value.api_message


def test_an_unknown_beta_is_a_bad_request_that_names_it(client):
    with pytest.raises(anthropic.BadRequestError, match="`files-api-2024-99-99`") as caught:
        client.beta.messages.create(**ASKED, betas=["files-api-2024-99-99"])
    assert caught.value.request_id.startswith("req_sandbox")


def test_a_wrong_key_is_an_authentication_error(server):
    with (
        anthropic.Anthropic(
            base_url=server.base_url, api_key="practice-invalid-key", max_retries=0
        ) as client,
        pytest.raises(anthropic.AuthenticationError),
    ):
        client.messages.create(**ASKED)


def test_error_codes_and_details_arrive(client):
    with pytest.raises(anthropic.BadRequestError) as caught:
        client.messages.create(**{**ASKED, "model": "practice-error-image_dimensions_too_large"})
    assert caught.value.error_code == "image_dimensions_too_large"
    assert caught.value.details.max_side_length_pixels == 8000


def test_every_error_code_raises_the_class_that_the_catalogue_names(client, server):
    for entry in server._sandbox.catalogue.errors:
        if not entry.code:
            continue
        with pytest.raises(anthropic.APIStatusError) as caught:
            client.messages.create(**{**ASKED, "model": f"practice-error-{entry.code}"})
        assert caught.value.error_code == entry.code
        assert caught.value.status_code == entry.status


def test_an_error_in_the_stream_is_raised_with_its_type(client):
    with pytest.raises(anthropic.APIStatusError) as caught:
        list(client.messages.create(**{**ASKED, "model": "practice-stream-error"}, stream=True))
    assert caught.value.type == "overloaded_error"


@pytest.mark.parametrize("name", ["disconnect", "half-json"])
def test_a_broken_connection_is_a_connection_error(client, name):
    with pytest.raises((anthropic.APIConnectionError, anthropic.APIError)):
        client.messages.create(**{**ASKED, "model": f"practice-{name}"})


def test_a_refusal_by_the_model_is_an_answer(client):
    message = client.messages.create(**{**ASKED, "model": "practice-refusal"})
    assert message.stop_reason == "refusal"
    assert message.stop_details.category == "general_harms"


def test_the_sdk_retries_what_the_sandbox_says_is_worth_it(server):
    before = len(server.log())
    with (
        warnings.catch_warnings(),
        anthropic.Anthropic(base_url=server.base_url, api_key="k" * 20, max_retries=1) as client,
        pytest.raises(anthropic.OverloadedError),
    ):
        client.messages.create(**{**ASKED, "model": "practice-overloaded"})
    assert len(server.log()) == before + 2


def test_the_async_client_streams_too(server):
    async def run():
        async with (
            anthropic.AsyncAnthropic(base_url=server.base_url, api_key="k" * 20, max_retries=0) as client,
            client.messages.stream(**ASKED) as stream,
        ):
            return [text async for text in stream.text_stream]

    assert "".join(asyncio.run(run())).startswith("Betadeck's sandbox")
