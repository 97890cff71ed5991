"""Every way to fail, met for real, ends in the right kind with words, and never names the key."""

import asyncio
import sys
from dataclasses import replace

import pytest

from betadeck.core.failure import FailureKind, SendError
from betadeck.transport.client import Transport
from betadeck.transport.deadline import Deadline
from helpers.certificates import self_signed
from helpers.fault_behaviours import (
    chunked,
    close_at_once,
    deaf,
    half_body,
    half_head,
    message,
    not_tls,
    raw,
    raw_then_close,
    reset_after_request,
    silence,
    stall_in_body,
)
from helpers.fault_server import fault_server, refused_url, unanswered_url
from helpers.sending import KEY, QUICK, RecordingSink, request_to, run, send, target_at

HTTP_09 = b"<html><body>old</body></html>\n"


def outcome(behaviour, **changes):
    with fault_server(behaviour) as server:
        sink, failure = send(target_at(server.url, **changes))
    if failure is not None:
        assert failure.message
        assert KEY not in repr(failure)
    return sink, failure


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (close_at_once, FailureKind.DISCONNECTED),
        (reset_after_request, FailureKind.DISCONNECTED),
        (raw_then_close(b""), FailureKind.DISCONNECTED),
        (raw_then_close(b"HTTP/1.1 200 OK\r\ncontent-ty"), FailureKind.DISCONNECTED),
        (raw_then_close(HTTP_09), FailureKind.NOT_HTTP),
        (raw_then_close(b"SSH-2.0-OpenSSH_9.2p1\r\n"), FailureKind.NOT_HTTP),
        (raw_then_close(b"HTTP/2 200 OK\r\n\r\n"), FailureKind.NOT_HTTP),
        (raw_then_close(b"HTTP/1.1 abc\r\n\r\n"), FailureKind.NOT_HTTP),
        (raw_then_close(b"\x00\xff\xfe garbage\r\n\r\n"), FailureKind.NOT_HTTP),
        (raw_then_close(b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n"), FailureKind.NOT_HTTP),
        (raw_then_close(message(b"", "200 OK", "x: " + "y" * 200_000)), FailureKind.NOT_HTTP),
        (raw(b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n"), FailureKind.NOT_HTTP),
        (
            raw_then_close(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nx\r\n"),
            FailureKind.NOT_HTTP,
        ),
        (half_body(b"half"), FailureKind.CUT_BODY),
        (raw_then_close(chunked(b"ab", b"c", end=False)), FailureKind.CUT_BODY),
    ],
)
def test_each_broken_answer_is_named(behaviour, kind):
    _, failure = outcome(behaviour)
    assert failure is not None
    assert failure.kind is kind


def test_broken_headers_are_not_blamed_on_the_port():
    _, failure = outcome(raw(b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n"))
    assert failure.kind is FailureKind.NOT_HTTP
    assert "break HTTP's rules" in failure.message
    assert "port" not in failure.message


@pytest.mark.parametrize("behaviour", [half_body(b"abc"), raw_then_close(chunked(b"ab", b"c", end=False))])
def test_what_came_of_a_cut_body_is_kept(behaviour):
    sink, failure = outcome(behaviour)
    assert failure.kind is FailureKind.CUT_BODY
    assert (sink.text, sink.wire_bytes) == (b"abc", 3)
    assert sink.heads[0].status == 200


def test_an_answer_that_ends_with_the_connection_is_whole():
    sink, failure = outcome(raw_then_close(b"HTTP/1.0 200 OK\r\ncontent-type: text/html\r\n\r\n<p>hello"))
    assert failure is None
    assert sink.text == b"<p>hello"


def test_an_html_error_page_is_an_answer():
    page = message(b"<h1>Bad Gateway</h1>", "502 Bad Gateway", "content-type: text/html")
    sink, failure = outcome(raw(page))
    assert failure is None
    assert (sink.heads[0].status, sink.heads[0].media_type) == (502, "text/html")


def test_a_port_with_nothing_behind_it():
    _, failure = send(target_at(refused_url()))
    assert failure.kind is FailureKind.REFUSED
    assert "127.0.0.1" in failure.message


def test_a_name_that_does_not_resolve():
    _, failure = send(target_at("http://no-such-host.invalid"))
    assert failure.kind is FailureKind.DNS
    assert "no-such-host.invalid" in failure.message


def test_an_address_without_a_way_to_it():
    _, failure = send(target_at("http://255.255.255.255"))
    assert failure.kind is FailureKind.UNREACHABLE


@pytest.mark.parametrize(
    ("behaviour", "limits", "kind"),
    [
        (silence, {"first_byte_s": 0.1}, FailureKind.FIRST_BYTE_TIMEOUT),
        (half_head, {"first_byte_s": 0.1}, FailureKind.FIRST_BYTE_TIMEOUT),
        (stall_in_body(b"some"), {"idle_s": 0.1}, FailureKind.IDLE_TIMEOUT),
    ],
)
def test_each_time_out_is_its_own(behaviour, limits, kind):
    sink, failure = outcome(behaviour, timeouts=replace(QUICK, **limits))
    assert failure.kind is kind
    assert "0.1 s" in failure.message
    assert sink.timings.ended_s >= 0.1


def test_an_upload_that_is_not_taken_times_out():
    with fault_server(deaf) as server:
        target = target_at(server.url, timeouts=replace(QUICK, write_s=0.1))
        _, failure = send(target, request_to(target, '"' + "x" * 30_000_000 + '"'))
    assert failure.kind is FailureKind.WRITE_TIMEOUT
    assert "0.1 s" in failure.message


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse when the queue is full")
def test_a_connection_that_never_comes_about_times_out():
    with unanswered_url() as url:
        _, failure = send(target_at(url, timeouts=replace(QUICK, connect_s=0.1)))
    assert failure.kind is FailureKind.CONNECT_TIMEOUT
    assert "0.1 s" in failure.message


def test_a_slow_but_steady_answer_does_not_time_out():
    async def steady() -> None:
        async with Deadline() as deadline:
            deadline.limit(0.3)
            for _ in range(8):
                await asyncio.sleep(0.05)
                deadline.beat()

    run(steady())


def test_what_came_before_an_idle_time_out_is_kept():
    sink, _ = outcome(stall_in_body(b"some"), timeouts=replace(QUICK, idle_s=0.1))
    assert sink.text == b"some"


def test_no_limit_means_no_time_out():
    sink, failure = outcome(
        raw(message(b"ok")), timeouts=replace(QUICK, connect_s=0, write_s=0, first_byte_s=0, idle_s=0)
    )
    assert failure is None
    assert sink.text == b"ok"


def test_tls_to_a_plain_port_is_explained():
    with fault_server(not_tls) as server:
        _, failure = send(target_at(server.url.replace("http:", "https:")))
    assert failure.kind is FailureKind.TLS
    assert "http://" in failure.message


def test_a_hang_up_in_the_middle_of_the_handshake_is_tls():
    with fault_server(close_at_once) as server:
        _, failure = send(target_at(server.url.replace("http:", "https:")))
    assert failure.kind is FailureKind.TLS


def test_a_silent_handshake_times_out_as_connecting():
    with fault_server(silence) as server:
        url = server.url.replace("http:", "https:")
        _, failure = send(target_at(url, timeouts=replace(QUICK, connect_s=0.1)))
    assert failure.kind is FailureKind.CONNECT_TIMEOUT
    assert "encryption" in failure.message


def test_plain_http_to_a_tls_port_is_explained():
    _, failure = outcome(raw_then_close(b"\x15\x03\x01\x00\x02\x02\x46"))
    assert failure.kind is FailureKind.NOT_HTTP
    assert "https://" in failure.message


def test_a_self_signed_certificate_is_refused_until_its_file_is_added(tmp_path):
    context, pem = self_signed(tmp_path)
    with fault_server(raw(message(b"ok")), tls=context) as server:
        _, failure = send(target_at(server.url))
        assert failure.kind is FailureKind.TLS
        assert "signed by itself" in failure.message
        sink, failure = send(target_at(server.url, ca_file=str(pem)))
    assert failure is None
    assert sink.text == b"ok"
    assert sink.timings.tls_s is not None


@pytest.mark.parametrize(
    ("options", "words"), [({"days": -1}, "expired"), ({"address": "10.1.2.3"}, "not this IP")]
)
def test_what_is_wrong_with_a_certificate_is_said(tmp_path, options, words):
    context, pem = self_signed(tmp_path, **options)
    with fault_server(raw(message(b"ok")), tls=context) as server:
        _, failure = send(target_at(server.url, ca_file=str(pem)))
    assert failure.kind is FailureKind.TLS
    assert words in failure.message


@pytest.mark.parametrize(
    ("content", "words"), [(None, "does not exist"), ("not a certificate", "no certificate")]
)
def test_a_ca_file_that_is_none_is_said(tmp_path, content, words):
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    _, failure = send(target_at("https://127.0.0.1:9", ca_file=str(path)))
    assert failure.kind is FailureKind.TLS
    assert words in failure.message


def test_a_mended_ca_file_is_read_again(tmp_path):
    context, pem = self_signed(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    ca_file = tmp_path / "ca.pem"
    ca_file.write_bytes(self_signed(other)[1].read_bytes())
    with fault_server(raw(message(b"ok")), tls=context) as server:
        target = target_at(server.url, ca_file=str(ca_file))
        sink = RecordingSink()

        async def twice() -> None:
            transport = Transport()
            try:
                with pytest.raises(SendError):
                    await transport.send(request_to(target), target, sink)
                ca_file.write_bytes(pem.read_bytes() + b"\n")
                await transport.send(request_to(target), target, sink)
            finally:
                await transport.aclose()

        run(twice())
    assert sink.text == b"ok"


def test_an_echoed_key_is_not_in_the_failure():
    def echo_as_garbage(talk):
        talk.send(talk.read().head)

    _, failure = outcome(echo_as_garbage)
    assert failure.kind is FailureKind.NOT_HTTP


def test_the_error_carries_no_trace_of_the_librarys_error():
    async def once() -> SendError:
        transport = Transport()
        target = target_at(refused_url())
        with pytest.raises(SendError) as caught:
            await transport.send(request_to(target), target, RecordingSink())
        await transport.aclose()
        return caught.value

    error = run(once())
    assert error.__cause__ is None
    assert error.__context__ is None


def test_a_dropped_idle_connection_says_so():
    def answer_then_drop(talk):
        talk.read()
        talk.send(message(b"ok"))
        talk.read()
        talk.reset()

    with fault_server(answer_then_drop) as server:
        target = target_at(server.url)

        async def twice() -> SendError:
            transport = Transport()
            await transport.send(request_to(target), target, RecordingSink())
            with pytest.raises(SendError) as caught:
                await transport.send(request_to(target), target, RecordingSink())
            await transport.aclose()
            return caught.value

        failure = run(twice()).failure
    assert failure.kind is FailureKind.DISCONNECTED
    assert "idle" in failure.message
