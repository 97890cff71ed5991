"""Redirects are shown; followed only when asked, and then without the key when the host changes."""

from dataclasses import replace

import pytest

from betadeck.core.draft import Row
from betadeck.core.exchange import Head
from betadeck.core.failure import FailureKind
from betadeck.transport.redirects import MAX_REDIRECTS, next_request
from helpers.fault_behaviours import answer, by_path, message, raw, redirect
from helpers.fault_server import fault_server
from helpers.sending import KEY, request_to, send, target_at

SECRETS = (Row("api-key", KEY), Row("x-api-key", KEY), Row("cookie", "a=1"), Row("x-kept", "1"))


def test_a_redirect_is_shown_and_not_followed():
    with fault_server(raw(redirect("/elsewhere"))) as server:
        sink, failure = send(target_at(server.url))
        assert len(server.requests) == 1
    assert failure is None
    assert sink.heads[0].header("location") == "/elsewhere"
    assert sink.redirects == []


def followed(status: str, **changes):
    with fault_server(
        by_path(**{"v1/messages": redirect("/there?x=1", status), "there?x=1": message(b"ok")})
    ) as server:
        target = target_at(server.url, redirects=True)
        sink, failure = send(target, request_to(target, **changes))
        assert failure is None
        assert sink.text == b"ok"
        assert sink.redirects == [(int(status[:3]), server.url + "/there?x=1")]
        return server.requests


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other"])
def test_a_post_becomes_a_get_without_body(status):
    first, second = followed(status)
    assert second.lines[0].startswith(b"GET ")
    assert not second.body
    assert (second.header("content-length"), second.header("content-type")) == ("", "")
    assert second.header("authorization") == first.header("authorization") == f"Bearer {KEY}"


@pytest.mark.parametrize("status", ["307 Temporary", "308 Permanent"])
def test_method_and_body_are_kept(status):
    first, second = followed(status)
    assert second.lines[0].startswith(b"POST ")
    assert second.body == first.body != b""
    assert second.lines[1:] == first.lines[1:]


@pytest.mark.parametrize(
    ("status", "method"), [("301 Moved", "PUT"), ("303 See Other", "DELETE"), ("302 Found", "GET")]
)
def test_other_methods_change_only_on_303(status, method):
    _, second = followed(status, method=method)
    assert second.lines[0].split()[0].decode() == ("GET" if status.startswith("303") else method)


def test_the_key_does_not_go_to_another_host():
    with (
        fault_server(answer(b"ok")) as other,
        fault_server(raw(redirect(other.url + "/x", "307 T"))) as server,
    ):
        target = target_at(server.url, redirects=True)
        sink, failure = send(target, request_to(target, "{}", *SECRETS))
        assert failure is None
        assert sink.text == b"ok"
        seen = other.requests[0]
        assert KEY.encode() not in seen.head
        assert seen.header("cookie") == ""
        assert seen.header("x-kept") == "1"
        assert seen.header("host") == other.url.removeprefix("http://")
        assert KEY in server.requests[0].head.decode()


def test_the_key_stays_away_also_on_the_way_back():
    """A to B to A: what was dropped on the way to B does not come again."""
    hops: dict[str, bytes] = {}
    with fault_server(by_path_of(hops)) as one, fault_server(by_path_of(hops)) as two:
        hops["/v1/messages"] = redirect(two.url + "/hop", "307 T")
        hops["/hop"] = redirect(one.url + "/end", "307 T")
        hops["/end"] = message(b"ok")
        target = target_at(one.url, redirects=True)
        sink, failure = send(target)
        assert failure is None
        assert sink.text == b"ok"
        assert KEY.encode() not in one.requests[1].head


def by_path_of(hops: dict[str, bytes]):
    def behave(talk):
        talk.send(hops[talk.read().lines[0].split(b" ")[1].decode()])

    return behave


def test_a_circle_ends():
    with fault_server(raw(redirect("/v1/messages", "307 T"))) as server:
        sink, failure = send(target_at(server.url, redirects=True))
        assert len(server.requests) == MAX_REDIRECTS + 1
    assert failure.kind is FailureKind.REDIRECT_LOOP
    assert len(sink.redirects) == MAX_REDIRECTS + 1
    assert sink.heads == []


@pytest.mark.parametrize(
    "location",
    ["", "ftp://host/x", "http://", "http://me:pw@127.0.0.1/", "javascript:1", "http://a b/", "http://[x"],
)
def test_a_redirect_to_nowhere_is_shown_as_an_answer(location):
    with fault_server(raw(redirect(location))) as server:
        sink, failure = send(target_at(server.url, redirects=True))
        assert len(server.requests) == 1
    assert failure is None
    assert sink.heads[0].status == 302


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/x", "https://a.example/x"),
        ("x", "https://a.example/v1/x"),
        ("?q=1", "https://a.example/v1/messages?q=1"),
        ("//b.example/x", "https://b.example/x"),
        ("https://B.example:443", "https://b.example/"),
        ("/a b/é#frag", "https://a.example/a%20b/%C3%A9"),
        ("../../x", "https://a.example/x"),
    ],
)
def test_locations_are_resolved(location, url):
    request = request_to(target_at("https://a.example"))
    moved = next_request(request, Head(307, headers=(("Location", location),)))
    assert moved.url == url


@pytest.mark.parametrize(
    ("location", "stays"),
    [
        ("https://a.example/x", True),
        ("https://a.example:443/x", True),
        ("http://a.example/x", False),
        ("https://a.example:8443/x", False),
        ("https://b.example/x", False),
        ("https://a.example.evil.example/x", False),
    ],
)
def test_only_the_same_scheme_host_and_port_get_the_key(location, stays):
    request = request_to(target_at("https://a.example"))
    moved = next_request(request, Head(307, headers=(("location", location),)))
    assert any(KEY in line.value for line in moved.headers) == stays


def test_an_answer_without_redirect_leads_nowhere():
    request = request_to(target_at("https://a.example"))
    assert next_request(request, Head(200, headers=(("location", "/x"),))) is None
    assert next_request(request, Head(304, headers=(("location", "/x"),))) is None


def test_a_request_with_a_key_by_a_variable_is_sent_nowhere_else():
    request = replace(request_to(target_at("https://a.example")), secrets=("a key in the body",))
    assert next_request(request, Head(307, headers=(("location", "https://b.example/x"),))) is None
