"""What `betadeck explain` makes of an answer, however it was kept."""

import io
import json
import sys

import pytest

from betadeck.__main__ import main
from helpers.diagnosing import body

LIMITED = body("Too many requests", "rate_limit_error").decode()
LONG = body("max_tokens: Field required").decode()

METER = "  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0"
HEADING = "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n"
TRACE = (
    f"{HEADING}\r{METER}*   Trying 127.0.0.1:8791...\n* TLSv1.3 (OUT), TLS handshake, Client hello (1):\n"
    "> POST /v1/messages HTTP/2\r\n> x-api-key: k\r\n> \r\n} [7 bytes data]\n"
    "< HTTP/1.1 100 Continue\r\n< \r\n< HTTP/2 400 \r\n< content-type: application/json\r\n< \r\n"
    "{ [117 bytes data]\n\r100   124  100   117  100     7  99574   5957 --:--:-- --:--:-- --:--:--  121k\n"
    f"{LONG}* Connection #0 to host api.example left intact\n"
)
"""As curl 7.88 prints it, without and with a meter, several heads, and a body that has no line of its own."""
UNREACHED = (
    f"{HEADING}\r{METER}* TLSv1.3 (OUT), TLS handshake, Client hello (1):\n"
    f"* connect to 127.0.0.1 port 1 failed: Connection refused\n\r{METER}\n* Closing connection 0\n"
    "curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server\n"
)


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
        (TRACE, {"kind": "field", "pointer": "/max_tokens"}, False),
        (UNREACHED, {"kind": "network"}, None),
        (f"x.py:3: DeprecationWarning: y\nError code: 400 - {LONG}", {"pointer": "/max_tokens"}, False),
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


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--body", "x", "--message", "y"],
        ["--body", "nothing-here"],
        ["--status", "99"],
        ["--status", "400", "--header", "no colon"],
        ["--status", "400", "--header", ": no name"],
    ],
)
def test_bad_use_is_2(arguments, capsys):
    assert main(["explain", *arguments]) == 2
    assert capsys.readouterr().out == ""


def test_a_preset_that_is_broken_is_named_with_its_fault(tmp_path, capsys):
    path = tmp_path / "broken.json"
    path.write_text('{"betadeck": 1, "betas": 5}', encoding="utf-8")
    assert main(["explain", "--status", "400", "--request", str(path)]) == 2
    out, err = capsys.readouterr()
    assert (out, "betas" in err, str(path) in err) == ("", True, True)


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


@pytest.mark.parametrize(
    "text",
    [
        "max_tokens: this field will be required from 2026-12-01",
        "x.py:3: DeprecationWarning: The model 'm' is deprecated",
    ],
)
def test_a_warning_of_what_will_be_is_no_fault(text, capsys):
    assert main(["explain", "--message", text]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] is None


def test_the_same_words_under_a_status_are_the_error_that_they_came_with(capsys):
    assert main(["explain", "--status", "400", "--message", "max_tokens will be required"]) == 1
    assert json.loads(capsys.readouterr().out)["kind"]


def test_no_fix_is_offered_that_only_the_window_could_do(capsys):
    assert main(["explain", "--status", "404"]) == 1
    assert json.loads(capsys.readouterr().out)["fixes"] == []


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        (b'{"type": "message", "content": [], "role": "assistant"}', 0, "Nothing is wrong with this answer"),
        (b'\xef\xbb\xbf{"data": []}', 0, "Nothing is wrong with this answer"),
        (b"event: ping\ndata: {}\n\n", 0, "Nothing is wrong with this answer"),
        (b'{"type": "message", "con', 1, "JSON that breaks off"),
        (f"{LONG}\n{LONG}".encode(), 1, "the JSON ends before {"),
        (b"<html><title>502 Bad Gateway</title></html>", 1, "answered in place of the API: 502 Bad Gateway"),
        (f"HTTP/1.1 200 OK\r\na: b\r\n\r\n{{}}HTTP/1.1 400 \r\na: b\r\n\r\n{LONG}".encode(), 1, "/max_tokens"),
        (LONG.encode("utf-16"), 1, "/max_tokens"),
        (TRACE.encode("utf-16"), 1, "/max_tokens"),
        (b'"max_tokens: Field required"', 1, "/max_tokens"),
        (repr(json.loads(LONG)).encode(), 1, "/max_tokens"),
        (b"lorem ipsum " * 90_000, 1, "lorem ipsum"),
        (b" \r\n", 2, "the answer is empty"),
        (bytes(range(256)), 2, "the answer is binary"),
    ],
)  # fmt: skip
def test_what_has_no_status_is_judged_by_what_it_is(given, code, told, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert main(["explain", "--body", "-"]) == code
    assert told in "".join(capsys.readouterr())


def test_bytes_that_are_no_text_are_not_quoted(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(bytes(range(256)))))
    assert main(["explain", "--body", "-", "--status", "502"]) == 1
    assert json.loads(capsys.readouterr().out)["title"] == "The server answered 502 with no words"
