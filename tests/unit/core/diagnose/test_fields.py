"""Errors about a place in the body: what is wrong there, and what mends it."""

import json

import pytest

from betadeck.core.draft import Draft, Row
from helpers.diagnosing import HELLO, culprit, draft, mended, refused


@pytest.mark.parametrize(
    ("message", "pointer"),
    [
        ("max_tokens: Field required", "/max_tokens"),
        ("Missing required parameter: 'messages'.", "/messages"),
        ("'max_tokens' is a required property", "/max_tokens"),
        ("#/messages/3: required key [role] not found", "/messages/3/role"),
        ("#: required key [max_tokens] not found", "/max_tokens"),
        ("messages.65.content.1.tool_use.text: Extra inputs are not permitted", "/messages/65/content/1/text"),
        ("system.1.cache_control.ephemeral.scope: Extra inputs are not permitted", "/system/1/cache_control/scope"),
        ("Additional properties are not allowed ('foo' was unexpected)", "/foo"),
        ('Unknown name "top_n": Cannot find field.', "/top_n"),
        ("#: extraneous key [stream] is not permitted", "/stream"),
        ("messages.61.content.0.tool_use.input: Input should be a valid dictionary", "/messages/61/content/0/input"),
        ("Invalid type for 'temperature': expected a number, but got a string instead.", "/temperature"),
        ("tool_choice.type: Input should be 'auto', 'any', 'tool' or 'none'", "/tool_choice/type"),
        ("service_tier: must be one of auto, standard_only", "/service_tier"),
        ("metadata.user_id: String should have at most 256 characters", "/metadata/user_id"),
        ("temperature must be between 0 and 1", "/temperature"),
        ("`stop_sequences` may contain at most 4 entries", "/stop_sequences"),
        ("requests.14.custom_id: String should match pattern '^[a-z]{1,64}$'", "/requests/14/custom_id"),
        ("tools.0: Input tag 'function' found using 'type' does not match any of the expected tags", "/tools/0/type"),
        ("value for inference_geo is not one of the permitted values", "/inference_geo"),
    ],
)  # fmt: skip
def test_the_place_is_found_in_every_wording(message, pointer):
    assert culprit(message) == ("field", pointer)


def test_the_field_may_be_told_beside_the_message():
    found = refused("something is wrong", details={"param": "messages[2].content"})
    assert (found.culprit.kind, found.culprit.pointer) == ("field", "/messages/2/content")


@pytest.mark.parametrize(
    ("fields", "message", "wanted"),
    [
        ({"max_tokens": ...}, "max_tokens: Field required", {"max_tokens": 1024}),
        ({"foo": 1}, "foo: Extra inputs are not permitted", {"foo": ...}),
        ({"max_tokens": "400"}, "max_tokens: Input should be a valid integer", {"max_tokens": 400}),
        ({"max_tokens": -3}, "max_tokens: Input should be greater than or equal to 1", {"max_tokens": 1}),
        ({"stream": "true"}, "stream: Input should be a valid boolean", {"stream": True}),
        ({"stop_sequences": "x"}, "stop_sequences: Input should be a valid list", {"stop_sequences": ["x"]}),
        ({"tool_choice": "any"}, "tool_choice: Input should be an object", {"tool_choice": {"type": "any"}}),
        ({"service_tier": "atuo"}, "service_tier: Input should be 'auto' or 'standard_only'", {"service_tier": "auto"}),
        ({"temperature": 1.5}, "temperature: range: 0..1", {"temperature": 1}),
        ({"temperature": 1.5}, "temperature: 1.5 > 1", {"temperature": 1}),
        ({"top_k": 0}, "top_k: Input should be greater than 0", {"top_k": 1}),
        ({"messages": HELLO}, "messages: Input should be a valid array", {"messages": [HELLO]}),
    ],
)  # fmt: skip
def test_the_first_fix_puts_it_right(fields, message, wanted):
    asked = draft(**fields)
    left = mended(refused(message, asked=asked), asked)
    for name, value in wanted.items():
        assert left.get(name, ...) == value


def test_a_missing_type_of_a_block_is_guessed_from_what_is_there():
    asked = draft(messages=[{"role": "user", "content": [{"text": "hi"}]}])
    left = mended(refused("messages.0.content.0.type: Field required", asked=asked), asked)
    assert left["messages"][0]["content"] == [{"text": "hi", "type": "text"}]


def test_a_misspelt_type_is_replaced_by_the_nearest():
    asked = draft(tools=[{"type": "custon", "name": "x", "input_schema": {"type": "object"}}])
    message = "tools.0: Input tag 'custon' found using 'type' does not match any of the expected tags: 'custom', 'x'"
    assert mended(refused(message, asked=asked), asked)["tools"][0]["type"] == "custom"


def test_sampling_fields_that_the_version_lacks_go_all_together():
    asked = draft(temperature=0.5, top_k=3)
    left = mended(refused("temperature: Extra inputs are not permitted", asked=asked), asked)
    assert not {"temperature", "top_k"} & left.keys()


def test_a_field_in_a_batch_is_found_in_the_request_that_has_it():
    requests = [{"params": {"model": "m"}}, {"params": {"model": "m", "top_p": 3}}]
    asked = Draft(path="/v1/messages/batches", body_text=json.dumps({"requests": requests}))
    assert culprit("`top_p` is not supported", asked=asked)[1] == "/requests/1/params/top_p"


def test_two_fields_that_do_not_go_together_can_each_be_removed():
    asked = draft(compaction={}, context_management={})
    found = refused("compaction: may not be combined with `context_management`", asked=asked)
    assert [fix.title for fix in found.fixes] == ["Remove compaction", "Remove context_management"]


def test_a_query_parameter_is_no_place_in_a_body():
    asked = Draft(operation="models.list", method="GET", path="/v1/models", query=(Row("limit", "5000"),))
    found = refused("limit: Input should be less than or equal to 1000", asked=asked)
    assert (found.culprit.kind, found.culprit.name, found.culprit.pointer) == ("field", "limit", "")
    assert found.fixes[0].apply(asked).query == (Row("limit", "1000"),)


class TestBrokenBodies:
    def test_the_place_is_where_the_json_breaks(self):
        asked = Draft(body_text='{"model": "m", "messages": [{"role": "user" "content": ""}]}')
        found = refused("The request body is not valid JSON: line 1 column 43", asked=asked)
        assert found.culprit.kind == "field"
        assert found.culprit.pointer.startswith("/messages/0/")
        assert "comma" in found.cause

    @pytest.mark.parametrize(
        "message",
        [
            "Could not parse JSON body: Expecting value",
            "Unexpected token h in JSON at position 3",
            "Malformed JSON",
        ],
    )
    def test_other_parsers_words_are_known(self, message):
        assert culprit(message) == ("field", "body")

    def test_a_body_that_is_missing_is_told_as_that(self):
        found = refused("content-type: must be application/json", 415, asked=Draft(body_text=""))
        assert found.title == "The request has no body"


@pytest.mark.parametrize(
    "message",
    [
        "max_tokens: 128001 > 64000, which is more than claude-opus-4-5 gives",
        "max_tokens must be less than or equal to 64000 for this model",
        "The maximum tokens you requested exceeds the model limit of 64000.",
    ],
)
def test_max_tokens_is_lowered_to_what_the_model_gives(message):
    asked = draft(max_tokens=128001)
    found = refused(message, asked=asked)
    assert found.culprit.pointer == "/max_tokens"
    assert mended(found, asked)["max_tokens"] == 64000


def test_lowering_max_tokens_keeps_the_thinking_budget_below_it():
    asked = draft(max_tokens=128001, thinking={"type": "enabled", "budget_tokens": 70000})
    left = mended(refused("max_tokens: 128001 > 64000, the maximum", asked=asked), asked)
    assert left["thinking"]["budget_tokens"] < left["max_tokens"] == 64000


def test_prompt_and_output_together_leave_room_for_less_output():
    asked = draft(model="claude-haiku-4-5-20251001", max_tokens=64000)
    message = "input length and `max_tokens` exceed context limit: 178959 + 64000 > 200000, decrease either"
    found = refused(message, asked=asked)
    assert (found.culprit.kind, found.culprit.pointer) == ("field", "/max_tokens")
    assert mended(found, asked)["max_tokens"] == 200000 - 178959


def test_words_that_nobody_knows_are_shown_and_called_unknown():
    found = refused("the flux capacitor is misaligned")
    assert found.culprit.kind == "unknown"
    assert found.title == "the flux capacitor is misaligned"
