"""What a sentence is about, and what it only mentions; errors in XML; places in the address."""

import json

import pytest

from betadeck.core.draft import Row
from betadeck.core.target import Platform
from helpers.diagnosing import CALL, answered, culprit, draft, refused


@pytest.mark.parametrize(
    "message",
    [
        "See messages.0.content for an example of what works.",
        "For more about tools.0.input_schema read the manual",
        "Something is off. Please refer to `messages.1.content` in the guide.",
    ],
)
def test_a_place_that_is_only_mentioned_is_not_to_blame(message):
    found = refused(message).culprit
    assert (found.kind, found.pointer) == ("unknown", "")


@pytest.mark.parametrize(
    ("message", "pointer"),
    [
        ("output_format is deprecated; send output_config.format instead", "/output_format"),
        ("`top_k` was removed in favour of `thinking`", "/top_k"),
        ("messages.1.role: not allowed. See messages.0.role for more.", "/messages/1/role"),
        ("Invalid type for 'content' of message 4", "/messages/4/content"),
        ("input of tool_use block 2 in message 3 must be an object", "/messages/3/content/2/input"),
        ("the description of tool #5 is too long", "/tools/5/description"),
        ("forced tool use is not available on claude-x-1", "/tool_choice"),
        ("Requested output of 9000 tokens is beyond what claude-x-1-2 allows (800)", "/max_tokens"),
        ('instance.messages[2] requires property "role"', "/messages/2/role"),
    ],
)
def test_the_place_that_is_wrong_is_found(message, pointer):
    assert refused(message).culprit.pointer == pointer


@pytest.mark.parametrize("message", ["after_id: no valid cursor", "limit: Input should be at most 100"])
def test_a_parameter_of_a_list_has_no_place_in_a_body(message):
    name = message.partition(":")[0]
    assert culprit(message) == ("field", name)
    asked = draft()
    assert culprit(message, asked=asked) == ("field", f"/{name}")
    listed = type(asked)(method="GET", path="/v1/models", query=(Row(name, "x"),))
    assert culprit(message, asked=listed) == ("field", name)


@pytest.mark.parametrize(
    ("code", "message", "status", "kind"),
    [
        ("ValidationException", "max_tokens: Field required", 400, "field"),
        ("InvalidAccessKeyId", "The key id does not exist in our records.", 403, "key"),
        ("SlowDown", "Please send less.", 503, "rate_limit"),
        ("AccessDenied", "You may not &lt;do&gt; this", 403, "permission"),
    ],
)
def test_errors_in_xml_are_read(code, message, status, kind):
    raw = f'<?xml version="1.0"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>'
    found = answered(raw, status, platform=Platform.BEDROCK)
    assert found.culprit.kind == kind
    assert "&lt;" not in found.title + found.cause


def test_a_page_written_as_xml_stays_a_page():
    raw = '<?xml version="1.0"?><!DOCTYPE html><html><head><title>Stop</title></head><message>x</message></html>'
    assert answered(raw, 403).culprit.kind == "gateway"


ASKED = draft(
    tools=[
        {"name": "a", "input_schema": {"type": "object", "properties": {"x": {"type": "strng"}}}},
        {"type": "web_search_20250305", "name": "web_search", "max_uses": 0},
        {"name": "my tool", "input_schema": {"type": "object"}},
    ],
    temperature=2,
    thinking={"type": "enabled", "budget_tokens": 5},
    metadata={"user_id": "a@b.c"},
    system=[{"type": "text", "text": "s", "cache_control": {"type": "ephemeral", "ttl": "5m"}}],
    messages=[
        {"role": "user", "content": "Hi"},
        {"role": "assistant", "content": [CALL]},
        {
            "role": "user",
            "content": [
                {"type": "tool_result", "tool_use_id": CALL["id"], "content": [{"type": "text", "text": ""}]},
                {"type": "text", "text": "x", "cache_control": {"type": "ephemeral", "ttl": "1h"}},
            ],
        },
    ],
)


@pytest.mark.parametrize(
    ("message", "kind", "place"),
    [
        ("Temperature 2.0 is out of the permitted interval [0, 1]", "field", "/temperature"),
        ("max_uses of web_search must be 1 or more", "field", "/tools/1/max_uses"),
        ("Tool 'a' has an invalid input_schema", "field", "/tools/0/input_schema"),
        (
            "tools.0.custom.input_schema: JSON schema is invalid: no type at properties.x.type",
            "field",
            "/tools/0/input_schema/properties/x/type",
        ),
        (
            "tools.0.custom.input_schema: JSON schema is invalid at properties.y",
            "field",
            "/tools/0/input_schema",
        ),
        ("Adaptive thinking is not offered by claude-x-1", "field", "/thinking/type"),
        ("messages.0: role 'tool' is not allowed", "field", "/messages/0/role"),
        ("budget_tokens is too small", "field", "/thinking/budget_tokens"),
        ("The model takes no temperature", "field", "/temperature"),
        ("user_id looks like an email address", "field", "/metadata/user_id"),
        ("tool name 'my tool' does not match ^[a-z]{1,9}$", "field", "/tools/2/name"),
        ("text content blocks must not be empty", "block", "/messages/2/content/0/content/0"),
        ("a ttl of 1h may not come after a ttl of 5m", "field", "/messages/2/content/1/cache_control/ttl"),
        ("Header anthropic-version must not be empty", "header", "anthropic-version"),
        ("Request body could not be decoded as JSON", "field", "body"),
        ("The cache is empty", "unknown", ""),
    ],
)
def test_the_request_helps_to_find_the_place(message, kind, place):
    assert culprit(message, asked=ASKED) == (kind, place)


@pytest.mark.parametrize(
    ("raw", "kind", "place"),
    [
        ({"message": ["max_tokens must be an integer", "x"], "error": "Bad Request"}, "field", "/max_tokens"),
        ({"detail": [{"loc": ["path", "batch_id"], "msg": "no valid uuid"}]}, "field", "batch_id"),
        ({"detail": [{"loc": ["body", 41], "msg": "JSON decode error"}]}, "field", "body"),
        (
            {
                "error": {
                    "message": "Invalid schema for function 'x'",
                    "param": "tools[3].function.parameters",
                }
            },
            "field",
            "/tools/3/input_schema",
        ),
        ({"detail": "Not Found"}, "gateway", "path"),
        ({"error": {"message": "/v1/messages: Invalid model name passed", "code": "400"}}, "model", "/model"),
    ],
)
def test_bodies_of_other_servers_lead_to_the_place(raw, kind, place):
    status = 404 if raw.get("detail") == "Not Found" else 400
    found = answered(json.dumps(raw), status).culprit
    assert (found.kind, found.pointer or found.name) == (kind, place)


@pytest.mark.parametrize(
    "message",
    [
        "Batch results are not available until processing has ended.",
        "Batch msgbatch_01Abc has not finished",
        "The file is still being scanned",
    ],
)
def test_what_is_not_ready_yet_is_worth_waiting_for(message):
    found = refused(message)
    assert (found.culprit.kind, found.retry.helps) == ("field", True)


@pytest.mark.parametrize(
    ("message", "kind", "place"),
    [
        ("`effort` is behind the beta x-y-2025-01-01", "missing_beta", "x-y-2025-01-01"),
        ('anthropic_version must be "bedrock-2023-05-31"', "field", "/anthropic_version"),
        ("speed 'fast' is only offered with claude-x-1", "field", "/speed"),
        ("Thinking cannot be disabled when effort is max", "field", "/thinking/type"),
        ("The long context is not available yet for this subscription", "unknown", ""),
    ],
)
def test_what_limits_a_feature_is_told_from_what_is_limited(message, kind, place):
    assert culprit(message) == (kind, place)


@pytest.mark.parametrize(
    ("raw", "status", "kind"),
    [
        ({"error_code": "BAD_REQUEST", "message": '{"message": "max_tokens: Field required"}'}, 400, "field"),
        ({"error_code": "REQUEST_LIMIT_EXCEEDED", "message": "Over the tokens"}, 429, "rate_limit"),
        ({"error_code": "UNAVAILABLE", "message": "It takes too long to process"}, 503, "server"),
    ],
)
def test_errors_with_a_code_of_their_own_and_errors_quoted_whole(raw, status, kind):
    assert answered(json.dumps(raw), status, platform=Platform.GATEWAY).culprit.kind == kind


@pytest.mark.parametrize(
    "message",
    [
        "Something is wrong, compare it with messages.1",
        "It was declined, e.g. because messages.0.content is long",
    ],
)
def test_a_place_in_an_example_is_not_to_blame(message):
    assert culprit(message) == ("unknown", "")
