import base64
from dataclasses import replace

import pytest

from betadeck.core.failure import FailureKind, SendError
from betadeck.core.target import SANDBOX, Target
from betadeck.transport.proxies import choose_proxy
from helpers.certificates import self_signed
from helpers.fault_behaviours import answer, close_at_once, message, raw, raw_then_close, silence, tunnel
from helpers.fault_server import fault_server, refused_url
from helpers.sending import KEY, QUICK, send, target_at

API = "https://api.anthropic.com/v1/messages"
NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "REQUEST_METHOD")


@pytest.fixture
def environment(monkeypatch):
    """Set proxy variables in a clean environment."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)

    def put(**variables: str) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return put


@pytest.mark.parametrize(
    ("variables", "url", "shown"),
    [
        ({}, API, None),
        ({"HTTPS_PROXY": "http://p:1"}, API, "p:1"),
        ({"https_proxy": "p:1"}, API, "p:1"),
        ({"HTTP_PROXY": "http://p:1"}, API, None),
        ({"HTTP_PROXY": "http://p:1"}, "http://x/", "p:1"),
        ({"ALL_PROXY": "http://p"}, API, "p:80"),
        ({"HTTPS_PROXY": "https://p"}, API, "p:443"),
        ({"HTTPS_PROXY": "http://u:w@p:1"}, API, "p:1"),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "api.anthropic.com"}, API, None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "anthropic.com"}, API, None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": ".anthropic.com, x"}, API, None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"}, API, None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "thropic.com"}, API, "p:1"),
        ({"HTTP_PROXY": "http://p:1", "NO_PROXY": "127.0.0.0/8, 10.0.0.0/8"}, "http://127.0.0.1:9/", None),
        ({"HTTP_PROXY": "http://p:1", "NO_PROXY": "::1/128"}, "http://[::1]:9/", None),
        ({"HTTP_PROXY": "http://p:1", "NO_PROXY": "localhost:9"}, "http://localhost:9/", None),
        ({"HTTP_PROXY": "http://p:1", "NO_PROXY": "localhost:8"}, "http://localhost:9/", "p:1"),
    ],
)
def test_the_environments_proxy_is_found(environment, variables, url, shown):
    environment(**variables)
    choice = choose_proxy(Target("t"), url)
    assert (choice.shown if choice else None) == shown


def test_the_targets_own_setting_wins(environment):
    environment(HTTPS_PROXY="http://system:1", NO_PROXY="*")
    assert choose_proxy(Target("t", proxy="none"), API) is None
    assert choose_proxy(Target("t", proxy="mine:2"), API).shown == "mine:2"


def test_the_sandbox_is_reached_directly(environment):
    environment(HTTP_PROXY="http://p:1")
    assert choose_proxy(SANDBOX, "http://127.0.0.1:9/") is None


@pytest.mark.parametrize(
    ("proxy", "words"),
    [
        ("socks5://p:1", "SOCKS"),
        ("ftp://p:1", "no address"),
        ("http://", "no address"),
        ("http://p:99999", "port"),
        ("http://u:hunter2secret@p:x", "port"),
    ],
)
def test_a_proxy_that_cannot_be_used_is_said(proxy, words):
    with pytest.raises(SendError, match=words) as caught:
        choose_proxy(Target("t", proxy=proxy), API)
    assert caught.value.failure.kind is FailureKind.PROXY
    assert "hunter2secret" not in repr(caught.value.failure)


def test_the_password_is_not_in_the_repr():
    assert "hunter2" not in repr(choose_proxy(Target("t", proxy="http://u:hunter2@p:1"), API))


def test_plain_http_goes_through_the_proxy_whole():
    with fault_server(answer(b"via proxy")) as proxy:
        sink, failure = send(
            target_at("http://target.example/gw", proxy=proxy.url.replace("//", "//user:pa%20ss@"))
        )
        seen = proxy.requests[0]
    assert failure is None
    assert sink.text == b"via proxy"
    assert seen.lines[0] == b"POST http://target.example/gw/v1/messages HTTP/1.1"
    assert seen.header("host") == "target.example"
    assert seen.header("proxy-authorization") == "Basic " + base64.b64encode(b"user:pa ss").decode()


def test_the_environments_proxy_is_used_for_a_send(environment):
    with fault_server(answer(b"via proxy")) as proxy:
        environment(HTTP_PROXY=proxy.url)
        sink, failure = send(target_at("http://target.example", proxy=""))
    assert failure is None
    assert sink.text == b"via proxy"


def test_tls_goes_through_a_tunnel_that_does_not_see_the_key(tmp_path):
    context, pem = self_signed(tmp_path)
    with (
        fault_server(raw(message(b"ok")), tls=context) as server,
        fault_server(tunnel("u:hunter2secret")) as proxy,
    ):
        with_password = proxy.url.replace("//", "//u:hunter2secret@")
        sink, failure = send(target_at(server.url, proxy=with_password, ca_file=str(pem)))
        assert failure is None
        assert sink.text == b"ok"
        assert KEY.encode() not in proxy.requests[0].head
        assert b"hunter2secret" not in server.requests[0].head
        assert server.requests[0].header("proxy-authorization") == ""
    assert sink.timings.tls_s is not None
    assert not sink.timings.reused_connection


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (tunnel("u:other"), "user name and password"),
        (tunnel(refuse="403 Forbidden"), "does not allow"),
        (tunnel(refuse="502 Bad Gateway"), "did not connect"),
        (raw_then_close(b"SSH-2.0-x\r\n"), "not HTTP"),
        (close_at_once, "closed the connection"),
    ],
)
def test_what_a_proxy_does_wrong_is_said(behaviour, words):
    with fault_server(behaviour) as proxy:
        _, failure = send(target_at("https://target.example", proxy=proxy.url))
    assert failure.kind is FailureKind.PROXY
    assert words in failure.message


def test_a_wrong_password_is_said_and_not_shown():
    with fault_server(tunnel("u:other")) as proxy:
        _, failure = send(
            target_at("https://target.example", proxy=proxy.url.replace("//", "//u:hunter2secret@"))
        )
    assert failure.kind is FailureKind.PROXY
    assert "does not accept" in failure.message
    assert "hunter2secret" not in repr(failure)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_is_not_there_is_the_proxys_fault(scheme):
    address = refused_url().replace("//", "//u:hunter2secret@")
    _, failure = send(target_at(f"{scheme}://target.example", proxy=address))
    assert failure.kind is FailureKind.PROXY
    assert address.rpartition("@")[2] in failure.message
    assert "hunter2secret" not in repr(failure)


def test_a_proxy_that_never_answers_times_out():
    with fault_server(silence) as proxy:
        limits = replace(QUICK, connect_s=0.1)
        _, failure = send(target_at("https://target.example", proxy=proxy.url, timeouts=limits))
    assert failure.kind is FailureKind.PROXY
    assert "0.1 s" in failure.message


def test_a_bad_certificate_behind_a_tunnel_is_the_servers(tmp_path):
    context, _ = self_signed(tmp_path)
    with fault_server(raw(message(b"ok")), tls=context) as server, fault_server(tunnel()) as proxy:
        _, failure = send(target_at(server.url, proxy=proxy.url))
    assert failure.kind is FailureKind.TLS
    assert server.url.removeprefix("https://") in failure.message


def test_a_bad_certificate_of_the_proxy_is_the_proxys(tmp_path):
    context, _ = self_signed(tmp_path)
    with fault_server(tunnel(), tls=context) as proxy:
        _, failure = send(target_at("https://target.example", proxy=proxy.url))
    assert failure.kind is FailureKind.PROXY
    assert "certificate" in failure.message
    assert proxy.url.removeprefix("https://") in failure.message
