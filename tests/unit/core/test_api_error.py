import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from betadeck.core.api_error import error_of

INNER = {"type": "invalid_request_error", "message": "max_tokens: Field required"}
FIRST = {"type": "error", "error": INNER, "request_id": "req_1"}
TEXT = json.dumps(FIRST)


def told(value):
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return error_of(body)


WRAPPED = {
    "as it is": FIRST,
    "Bedrock, the JSON in a text": {"message": TEXT},
    "a text that is JSON": TEXT,
    "a text of a text": json.dumps(TEXT),
    "Google, the JSON in the message": {
        "error": {"code": 400, "message": TEXT, "status": "INVALID_ARGUMENT"}
    },
    "Google, in a list": [{"error": {"code": 400, "message": TEXT, "status": "INVALID_ARGUMENT"}}],
    "a gateway's sentence": {
        "error": {
            "message": f"litellm.BadRequestError: AnthropicException - {TEXT}. Received Model Group=claude",
            "type": None,
            "param": None,
            "code": "400",
        }
    },
    "a gateway's sentence with Python's bytes": {
        "error": {"message": f"AnthropicException - b'{TEXT}'", "code": "400"}
    },
    "Python's print": {"detail": f"Error code: 400 - {FIRST}"},
    "written into a text twice": {"error": {"message": "wrapped " + json.dumps(TEXT), "code": 400}},
    "in an object": {"detail": FIRST},
    "under metadata": {
        "error": {"message": "Provider returned error", "code": 400, "metadata": {"raw": TEXT}}
    },
    "a gateway over a gateway": {
        "error": {"message": "outer: " + json.dumps({"error": {**INNER, "message": "x"}})}
    },
}


@pytest.mark.parametrize("value", WRAPPED.values(), ids=WRAPPED.keys())
def test_the_innermost_error_is_found_in_any_wrapping(value):
    error = told(value)
    assert error.type == "invalid_request_error"
    assert error.message in ("max_tokens: Field required", "x")
    assert error.raw == json.dumps(value)


def test_the_request_id_is_kept_and_an_outer_one_serves():
    assert told(FIRST).request_id == "req_1"
    assert (
        told({"error": {"message": json.dumps({"error": INNER})}, "request_id": "req_outer"}).request_id
        == "req_outer"
    )
    assert told({"message": "no", "requestId": "aws-1"}).request_id == "aws-1"


def test_details_are_the_apis_or_what_else_stands_in_the_error():
    details = {"error_code": "model_not_found"}
    assert told({"type": "error", "error": {**INNER, "details": details}}).details == details
    assert told({"type": "error", "error": {**INNER, "details": None}}).details is None
    error = told({"error": {"message": "m", "type": "t", "param": "model", "code": None}})
    assert error.details == {"param": "model"}


@pytest.mark.parametrize(
    ("value", "kind", "message"),
    [
        ({"error": {"type": "request_too_large", "message": "too big"}}, "request_too_large", "too big"),
        (
            [{"error": {"code": 403, "message": "no", "status": "PERMISSION_DENIED"}}],
            "PERMISSION_DENIED",
            "no",
        ),
        ({"error": {"code": 403, "message": "no", "status": "PERMISSION_DENIED"}}, "PERMISSION_DENIED", "no"),
        ({"message": "The security token is invalid."}, "", "The security token is invalid."),
        ({"Message": "User is not authorized"}, "", "User is not authorized"),
        ({"__type": "ValidationException", "message": "m"}, "ValidationException", "m"),
        ({"detail": "Not Found"}, "", "Not Found"),
        ({"detail": [{"loc": ["body", "model"], "msg": "Field required"}]}, "", "body.model: Field required"),
        ({"error": "Not Found"}, "", "Not Found"),
        ({"error": "invalid_grant", "error_description": "expired"}, "invalid_grant", "expired"),
        ({"error": {"message": "m", "type": "insufficient_quota", "code": "x"}}, "insufficient_quota", "m"),
        ({"error": {"message": "m", "code": "404"}}, "", "m"),
        ({"type": "invalid_request_error", "message": "m"}, "invalid_request_error", "m"),
        ({"type": "about:blank", "title": "Bad Gateway", "status": 502}, "", "Bad Gateway"),
        ({"success": False, "errors": [{"code": 10000, "message": "no auth"}]}, "", "no auth"),
        ({"type": "error", "error": {}}, "", ""),
        ({"type": "error"}, "", ""),
    ],
)
def test_errors_of_other_servers_are_read_too(value, kind, message):
    error = told(value)
    assert (error.type, error.message) == (kind, message)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><h1>502 Bad Gateway</h1></html>",
        b"upstream connect error or disconnect/reset before headers",
        b'{"type": "error"',
        b'{"a": 1}\n{"type":"error","error":{"type":"x","message":"y"}}',
        b'{"type": "message", "content": []}',
        b'{"id": "x", "message": "a thing with a message"}',
        b'{"message": {"content": "x"}, "role": "user"}',
        b"[]",
        b"5",
    ],
)
def test_what_is_no_error_is_none(body):
    assert error_of(body) is None


def test_a_message_that_quotes_other_json_is_left_as_it_is():
    words = 'tools.0: got {"type": "x", "message": "y", "code": 1} instead'
    assert (
        told({"type": "error", "error": {"type": "invalid_request_error", "message": words}}).message == words
    )


def test_bytes_that_are_no_utf8_and_a_byte_order_mark_are_borne():
    assert told(b"\xef\xbb\xbf" + TEXT.encode()).type == "invalid_request_error"
    error = told(b'{"error": {"type": "t_error", "message": "caf\xe9"}}')
    assert error.message.encode("utf-8", "surrogateescape") == b"caf\xe9"


KEYS = st.sampled_from(
    ["error", "errors", "message", "type", "detail", "code", "metadata", "raw", "status", "loc"]
)
VALUES = st.recursive(
    st.one_of(
        st.none(), st.integers(), st.text(max_size=5), st.sampled_from(["error", TEXT, str(FIRST), "{'a': {"])
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
)


@settings(deadline=None)
@given(VALUES, st.text(max_size=10))
def test_no_body_raises(value, around):
    error_of(json.dumps(value).encode())
    error_of((around + json.dumps(value)).encode())


def test_deep_nesting_is_borne():
    deep = "[" * 900 + "]" * 900
    for body in (f'{{"error": {deep}}}', f'{{"error": {{"message": {json.dumps(deep)}}}}}', "{'a':" * 3000):
        error_of(body.encode())
    value: object = FIRST
    for _ in range(40):
        value = {"error": {"message": json.dumps(value) if len(json.dumps(value)) < 4000 else value}}
    assert error_of(json.dumps(value).encode()) is not None
