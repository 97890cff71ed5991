"""No failure stays unexplained: sends that broke off, and answers that are not the API's."""

import pytest

from betadeck.core.draft import Draft
from betadeck.core.failure import Failure, FailureKind
from helpers.diagnosing import START, answered, draft, stream

SSE = [("content-type", "text/event-stream")]
JSON = [("content-type", "application/json")]
HTML = [("content-type", "text/html")]
LIST = Draft(method="GET", path="/v1/models")
FETCH = Draft(method="GET", path="/v1/files/{file_id}/content")


def is_explained(found):
    retry = found.retry.helps is not None or found.retry.why
    return bool(found.title and found.cause.strip() and found.remedy and retry)


@pytest.mark.parametrize("kind", FailureKind)
@pytest.mark.parametrize(("raw", "status", "headers"), [("", 0, ()), (stream(START), 200, SSE)])
def test_every_way_to_fail_has_cause_remedy_and_a_word_on_waiting(kind, raw, status, headers):
    assert is_explained(answered(raw, status, headers=headers, failure=Failure(kind, "")))


@pytest.mark.parametrize(
    ("raw", "status", "headers", "kind"),
    [
        (stream(START), 200, SSE, "stream"),
        (stream(START) + b'event: x\ndata: {"ty', 200, SSE, "stream"),
        (b"event: message_start\ndata: {nope\n\n", 200, SSE, "stream"),
        ("", 200, SSE, "gateway"),
        ("", 200, JSON, "gateway"),
        ('{"id": "x", ', 200, JSON, "gateway"),
        ("<html><title>Sign in</title></html>", 200, HTML, "gateway"),
        ("<html><title>502 Bad Gateway</title></html>", 502, HTML, "gateway"),
        ("<html><title>413 Request Entity Too Large</title></html>", 413, HTML, "size"),
        ("", 302, [("location", "https://wifi.example/login")], "gateway"),
        ("", 407, (), "proxy"),
        ("", 429, (), "rate_limit"),
        ("", 504, (), "timeout"),
        ("", 529, (), "overload"),
        ("I am a teapot", 418, (), "gateway"),
        (bytes(range(128, 256)), 400, (), "unknown"),
        ('{"odd": 1}', 400, JSON, "unknown"),
    ],
)
def test_every_odd_answer_is_explained(raw, status, headers, kind):
    found = answered(raw, status, headers=headers)
    assert found.culprit.kind == kind
    assert is_explained(found)


@pytest.mark.parametrize(
    ("raw", "headers"),
    [("", ()), ("hello", [("content-type", "text/plain")]), (b"\x89PNG", [("content-type", "image/png")])],
)
def test_nothing_or_another_type_is_strange_where_the_operation_gives_json(raw, headers):
    assert answered(raw, 200, headers=headers, asked=draft()).culprit.kind == "gateway"
    assert answered(raw, 200, headers=headers, asked=LIST).culprit.kind == "gateway"
    assert answered(raw, 200, headers=headers, asked=FETCH) is None
    assert answered(raw, 200, headers=headers) is None


def test_the_keyring_does_not_wait_for_the_network():
    found = answered("", 0, failure=Failure(FailureKind.KEYRING, ""))
    assert "network" not in found.retry.why
