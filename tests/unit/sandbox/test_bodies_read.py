"""Bodies that are no JSON, no object, not declared as JSON, or too large."""

import gzip
import json
import zlib

import pytest

from betadeck.sandbox.body import parse_object
from betadeck.sandbox.errors import ApiFault
from helpers.sandbox_calls import HEADERS

NOT_JSON = "The request body is not valid JSON: "


def send(api, body, **headers):
    return api.client.post("/v1/messages", content=body, headers={**HEADERS, **headers})


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"a": 1', "unexpected end of data: line 1 column 8 (char 7)"),
        (b"", "unexpected end of data: line 1 column 1 (char 0)"),
        (b'{"a": "x', "unexpected end of data: line 1 column 7 (char 6)"),
        (b'{"a": 1,}', "trailing comma is not allowed: line 1 column 9 (char 8)"),
        (b'{"a": [1,]}', "trailing comma is not allowed: line 1 column 10 (char 9)"),
        (b"{'a': 1}", "unexpected character: line 1 column 2 (char 1)"),
        (b'{"a": 1} x', "unexpected content after document: line 1 column 10 (char 9)"),
        (b'{"a": "x\ny"}', "unexpected control character in string: line 1 column 9 (char 8)"),
        (b'{"a": "\\x"}', "invalid escaped character in string: line 1 column 8 (char 7)"),
        (b'{\n "a": nope}', "unexpected character: line 2 column 7 (char 8)"),
        (b'{"a": "\\ud83d"}', "no low surrogate in string"),
        (b'{"a": NaN}', "unexpected character in NaN"),
        (b'{"a": "\xff"}', "invalid UTF-8 at byte 7"),
    ],
)
def test_a_broken_body_is_told_with_cause_and_place(body, words):
    with pytest.raises(ApiFault) as caught:
        parse_object(body)
    assert caught.value.status == 400
    assert caught.value.message == NOT_JSON + words


@pytest.mark.parametrize("body", [b"[]", b"1", b'"x"', b"null"])
def test_a_body_that_is_no_object_is_refused(body):
    with pytest.raises(ApiFault, match="Input should be an object"):
        parse_object(body)


def test_a_pair_of_surrogates_is_one_letter():
    assert parse_object(b'{"a": "\\ud83d\\ude00"}') == {"a": "\N{GRINNING FACE}"}


def test_nesting_without_end_is_refused_and_not_a_crash():
    with pytest.raises(ApiFault, match="not valid JSON"):
        parse_object(b"[" * 200_000)


def test_a_number_of_ten_thousand_digits_is_refused_and_not_a_crash(api):
    response = send(api, b'{"max_tokens": ' + b"9" * 10_000 + b"}")
    assert response.status_code == 400


def test_a_broken_body_comes_back_in_the_shape_of_the_api(api):
    response = send(api, b'{"model": ')
    assert response.status_code == 400
    assert response.json()["error"]["type"] == "invalid_request_error"
    assert response.headers["x-should-retry"] == "false"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
def test_another_media_type_is_refused(api, kind):
    response = send(api, b"{}", **{"content-type": kind})
    assert response.status_code == 415
    assert kind in response.json()["error"]["message"]


def test_a_charset_beside_the_media_type_does_no_harm(api):
    body = {"model": "claude-opus-5-5", "max_tokens": 9, "messages": [{"role": "user", "content": "é"}]}
    sent = json.dumps(body, ensure_ascii=False).encode()
    assert send(api, sent, **{"content-type": "application/json; charset=utf-8"}).status_code == 200


def test_more_than_32_megabytes_are_refused_as_the_edge_does(api):
    response = send(api, b" " * (32 * 1024 * 1024 + 1))
    assert response.status_code == 413
    assert response.json() == {
        "error": {"type": "request_too_large", "message": "Request exceeds the maximum size"}
    }
    assert "request-id" not in response.headers
    assert response.headers["x-betadeck-sandbox"] == "simulated"


@pytest.mark.parametrize("compress", [gzip.compress, zlib.compress])
def test_a_compressed_body_is_opened(api, compress):
    body = {"model": "claude-opus-5-5", "max_tokens": 9, "messages": [{"role": "user", "content": "hi"}]}
    kind = "gzip" if compress is gzip.compress else "deflate"
    assert send(api, compress(json.dumps(body).encode()), **{"content-encoding": kind}).status_code == 200


@pytest.mark.parametrize(
    ("encoding", "body", "status", "code"),
    [
        ("br", b"x", 400, "request_body_encoding_unsupported"),
        ("gzip", b"{}", 400, "request_body_encoding_invalid"),
        ("gzip", gzip.compress(b" " * (33 * 1024 * 1024)), 413, "request_body_too_large_after_decoding"),
    ],
)
def test_a_wrongly_compressed_body_is_refused_with_its_code(api, encoding, body, status, code):
    response = send(api, body, **{"content-encoding": encoding})
    assert response.status_code == status
    assert response.json()["error"]["details"] == {"error_code": code}
