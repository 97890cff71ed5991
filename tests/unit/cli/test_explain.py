"""What `betadeck explain` makes of an answer, however it was kept."""

import io
import json
import sys

import pytest

from betadeck.__main__ import main
from helpers.diagnosing import body

LIMITED = body("Too many requests", "rate_limit_error").decode()
LONG = body("max_tokens: Field required").decode()


@pytest.fixture
def explained(monkeypatch, capsys):
    def run(given, *arguments):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        assert main(["explain", "--body", "-", *arguments]) == 1
        return json.loads(capsys.readouterr().out)

    return run


@pytest.mark.parametrize(
    ("given", "culprit", "helps"),
    [
        ("max_tokens: Field required\n", {"kind": "field", "pointer": "/max_tokens"}, False),
        (LONG, {"kind": "field", "pointer": "/max_tokens"}, False),
        (f"Error code: 400 - {json.loads(LONG)!r}", {"kind": "field", "pointer": "/max_tokens"}, False),
        (f"Trace:\n  x.RateLimitError: Error code: 429 - {json.loads(LIMITED)!r}", {"kind": "rate_limit"}, True),
        (f"400 {LONG}", {"kind": "field", "pointer": "/max_tokens"}, False),
        (f"HTTP/2 429 \r\nretry-after: 33\r\n\r\n{LIMITED}", {"kind": "rate_limit"}, True),
        (f"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 Bad Request\n\n{LONG}", {"pointer": "/max_tokens"}, False),
        ("HTTP/1.1 502 Bad Gateway\r\n\r\n<html><title>Bad</title></html>", {"kind": "gateway"}, True),
        ("HTTP/1.1 401 Unauthorized\r\n\r\n", {"kind": "key"}, False),
        ("x.APIConnectionError: Connection error. [Errno 111] Connection refused", {"kind": "network"}, None),
        ("curl: (60) SSL certificate problem: self-signed certificate", {"kind": "tls"}, None),
        ("Nobody knows what this means", {"kind": "unknown"}, None),
    ],
)  # fmt: skip
def test_an_answer_is_read_however_it_was_kept(given, culprit, helps, explained):
    told = explained(given)
    assert culprit.items() <= {**told["culprit"], "kind": told["kind"]}.items()
    if helps is not None:
        assert told["retry"]["helps"] is helps


def test_the_head_in_the_answer_tells_how_long_to_wait(explained):
    assert explained(f"HTTP/2 429 \r\nretry-after: 33\r\n\r\n{LIMITED}")["retry"]["after_s"] == 33


def test_a_status_that_was_given_wins(explained):
    assert explained(f"HTTP/2 200 \r\n\r\n{LIMITED}", "--status", "429")["kind"] == "rate_limit"


def test_a_message_alone_is_explained(capsys):
    assert main(["explain", "--message", "messages.3.role: Input should be 'user'", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["culprit"]["pointer"] == "/messages/3/role"


def test_a_body_alone_is_a_request_and_what_it_is_taken_for_is_said(tmp_path, capsys):
    (tmp_path / "b.json").write_text('{"model": "claude-opus-5-5", "foo": 1}')
    main(
        ["explain", "--message", "foo: Extra inputs are not permitted", "--request", str(tmp_path / "b.json")]
    )
    out, err = capsys.readouterr()
    assert json.loads(out)["fixes"][0]["id"] == "remove:/foo"
    assert "body of POST /v1/messages" in err


@pytest.mark.parametrize("arguments", [[], ["--body", "x", "--message", "y"], ["--body", "nothing-here"]])
def test_bad_use_is_2(arguments, capsys):
    assert main(["explain", *arguments]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("text", "path"),
    [('{"model": "m", "foo": 1}', "/v1/messages"), ('{"requests": [], "foo": 1}', "/v1/messages/batches")],
)
def test_a_body_alone_can_be_linted(text, path, tmp_path, monkeypatch, capsys):
    (tmp_path / "b.json").write_text(text)
    assert main(["lint", str(tmp_path / "b.json")]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["findings"]
    assert err.endswith(f"POST {path}\n")
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    assert main(["lint", "-"]) == 1
    assert capsys.readouterr().out == out
