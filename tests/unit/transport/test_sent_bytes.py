"""What goes over the wire is what the wire request shows: byte for byte, line for line."""

from dataclasses import replace

import pytest

from betadeck.core.draft import Row
from betadeck.transport.client import Transport
from helpers.fault_behaviours import answer, chunked, echo, raw
from helpers.fault_server import fault_server
from helpers.sending import RecordingSink, request_to, run, send, target_at


def wire_form(request, path: str) -> bytes:
    lines = [f"{request.method} {path} HTTP/1.1"]
    lines += [f"{line.name}: {line.value}" for line in request.headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + request.body


def test_head_and_body_are_exactly_the_wire_request():
    rows = (
        Row("X-Case-Kept", "Yes"),
        Row("x-twice", "1"),
        Row("x-twice", "2"),
        Row("x-latin", "café"),
        Row("x-empty", ""),
    )
    with fault_server(echo) as server:
        target = target_at(server.url + "/gw")
        request = request_to(
            target, '{"a": "ü",\r\n }', *rows, betas=("b-1", "b-2"), query=(Row("q", "a b/ü"),)
        )
        sink, failure = send(target, request)
    assert failure is None
    assert sink.text == wire_form(request, "/gw/v1/messages?q=a%20b%2F%C3%BC")


@pytest.mark.parametrize("method", ["GET", "DELETE", "HEAD", "PUT", "OPTIONS", "PURGE"])
def test_nothing_is_added_to_a_request_without_body(method):
    with fault_server(answer(b"" if method == "HEAD" else b"x")) as server:
        target = target_at(server.url)
        request = request_to(target, "", method=method, path="/v1/%7Bx/a%2Fb")
        _, failure = send(target, request)
        assert failure is None
        assert server.requests[0].head == wire_form(request, "/v1/%7Bx/a%2Fb")


def test_a_typed_transfer_encoding_is_obeyed():
    with fault_server(answer(b"ok")) as server:
        target = target_at(server.url)
        request = request_to(target, '{"a":1}', Row("Transfer-Encoding", "chunked"))
        _, failure = send(target, request)
        assert failure is None
        assert server.requests[0].body == b'7\r\n{"a":1}\r\n0\r\n\r\n'
        assert not server.requests[0].header("content-length")


def test_a_big_body_arrives_whole():
    body = '"' + "x" * 3_000_000 + '"'
    with fault_server(answer(b"ok")) as server:
        _, failure = send(target_at(server.url), request_to(target_at(server.url), body))
        assert failure is None
        assert server.requests[0].body == body.encode()


def test_no_cookie_is_kept_and_the_connection_is():
    with fault_server(answer(b"ok", "200 OK", "set-cookie: a=1; path=/")) as server:
        target = target_at(server.url)
        sinks = [RecordingSink(), RecordingSink()]

        async def twice() -> None:
            transport = Transport()
            for sink in sinks:
                await transport.send(request_to(target), target, sink)
            await transport.aclose()

        run(twice())
        assert server.connections == 1
        assert [seen.header("cookie") for seen in server.requests] == ["", ""]
    assert [sink.timings.reused_connection for sink in sinks] == [False, True]
    assert sinks[1].timings.connected_s is None


def test_a_failed_send_is_not_repeated():
    with fault_server(answer(b"busy", "503 Service Unavailable", "retry-after: 0")) as server:
        sink, failure = send(target_at(server.url))
        assert failure is None
        assert len(server.requests) == 1
    assert sink.heads[0].status == 503


def test_the_head_is_told_as_received():
    lines = (b"X-CaSe: 1", b"x-case: 2", b"request-id: req_1", b"x-l: caf\xe9", b"x-u: caf\xc3\xa9")
    data = b"\r\n".join((b"HTTP/1.1 299 Strange Thing", *lines, b"content-length: 0", b"", b""))
    with fault_server(raw(data)) as server:
        sink, failure = send(target_at(server.url))
    assert failure is None
    head = sink.heads[0]
    assert (head.status, head.reason, head.http_version) == (299, "Strange Thing", "HTTP/1.1")
    assert head.headers[:3] == (("X-CaSe", "1"), ("x-case", "2"), ("request-id", "req_1"))
    assert head.headers[3:5] == (("x-l", "café"), ("x-u", "café"))


@pytest.mark.parametrize(
    ("data", "status", "body"),
    [
        (b"HTTP/1.1 204 No Content\r\n\r\n", 204, b""),
        (b"HTTP/1.1 304 Not Modified\r\ncontent-encoding: gzip\r\n\r\n", 304, b""),
        (
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n"
            b"HTTP/1.1 200\r\ncontent-length: 2\r\n\r\nok",
            200,
            b"ok",
        ),
        (chunked(b"a", b"bc"), 200, b"abc"),
        (b"HTTP/1.1 302 Found\r\nlocation: /x\r\ncontent-length: 2\r\n\r\nno", 302, b"no"),
    ],
)
def test_unusual_answers_are_taken(data, status, body):
    with fault_server(raw(data)) as server:
        sink, failure = send(target_at(server.url))
    assert failure is None
    assert (sink.heads[0].status, sink.text) == (status, body)


def test_sends_run_side_by_side():
    with fault_server(echo) as server:
        target = target_at(server.url)
        sinks = [RecordingSink() for _ in range(20)]

        async def all_at_once() -> None:
            import asyncio

            transport = Transport()
            requests = [request_to(target, f'{{"n":{number}}}') for number in range(20)]
            await asyncio.gather(
                *(transport.send(one, target, sink) for one, sink in zip(requests, sinks, strict=True))
            )
            await transport.aclose()

        run(all_at_once())
    assert [sink.text.endswith(b'{"n":%d}' % number) for number, sink in enumerate(sinks)] == [True] * 20


def test_a_fault_of_the_sink_is_not_taken_for_the_servers():
    class Faulty(RecordingSink):
        def body(self, chunk: bytes, wire_bytes: int) -> None:
            raise ZeroDivisionError

    with fault_server(raw(chunked(b"a", b"b", end=False))) as server:
        target = target_at(server.url)

        async def once() -> None:
            transport = Transport()
            try:
                await transport.send(request_to(target), target, Faulty())
            finally:
                await transport.aclose()

        with pytest.raises(ZeroDivisionError):
            run(once())
        assert server.hung_up.wait(15)


def test_times_count_from_the_click_when_it_is_told():
    with fault_server(answer(b"ok")) as server:
        target = target_at(server.url)
        sink = RecordingSink()

        async def once() -> None:
            transport = Transport(clock=lambda: 107.0)
            await transport.send(request_to(target), target, sink, since=100.0)
            await transport.aclose()

        run(once())
    assert sink.timings.first_byte_s == 7.0


def test_the_points_in_time_follow_each_other():
    ticks = iter(range(1000))
    with fault_server(answer(b"ok")) as server:
        target = target_at(server.url)
        sink = RecordingSink()

        async def once() -> None:
            transport = Transport(clock=lambda: float(next(ticks)))
            await transport.send(request_to(target), target, sink)
            await transport.aclose()

        run(once())
    times = sink.timings
    points = [
        times.queued_s,
        times.connected_s,
        times.request_sent_s,
        times.first_byte_s,
        times.last_byte_s,
        times.ended_s,
    ]
    assert points == sorted(points)
    assert None not in points
    assert times.tls_s is None


def test_the_request_of_another_origin_is_not_mixed_up():
    """A target's own address does not matter: the request's URL does."""
    with fault_server(answer(b"ok")) as server:
        target = target_at(server.url)
        sink, failure = send(replace(target, base_url="http://unused.invalid"), request_to(target))
    assert failure is None
    assert sink.text == b"ok"
