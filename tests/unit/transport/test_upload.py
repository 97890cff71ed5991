import os
import tracemalloc
from email import message_from_bytes

import pytest

from betadeck.core.draft import FilePart, Row
from betadeck.core.failure import FailureKind, SendError
from betadeck.transport.client import Transport
from betadeck.transport.upload import measured
from helpers.fault_behaviours import answer, raw, redirect
from helpers.fault_server import fault_server
from helpers.sending import RecordingSink, request_to, run, send, target_at


def form(seen) -> list[tuple[dict[str, str], bytes]]:
    """Return the parts of a multipart request as the standard library reads them."""
    message = message_from_bytes(f"content-type: {seen.header('content-type')}\r\n\r\n".encode() + seen.body)
    assert message.is_multipart()
    return [(dict(part.items()), part.get_payload(decode=True)) for part in message.get_payload()]


def test_fields_and_files_arrive_as_a_form(tmp_path):
    one, two = tmp_path / 'räport "1".pdf', tmp_path / "data.bin"
    one.write_bytes(b"%PDF\r\n--not a boundary\r\n")
    two.write_bytes(bytes(range(256)) * 2000)
    files = (FilePart("file", str(one)), FilePart("files[]", str(two), "a/b.bin", "application/x-mine"))
    with fault_server(answer(b"ok")) as server:
        target = target_at(server.url)
        _, failure = send(target, request_to(target, '{"purpose": "ü", "n": 10}', files=files))
        assert failure is None
        parts = form(server.requests[0])
    assert parts[0] == ({"Content-Disposition": 'form-data; name="purpose"'}, "ü".encode())
    assert parts[1] == ({"Content-Disposition": 'form-data; name="n"'}, b"10")
    assert parts[2][0]["Content-Type"] == "application/pdf"
    assert "%221%22.pdf" in str(parts[2][0]["Content-Disposition"])
    assert parts[2][1] == one.read_bytes()
    assert parts[3][0]["Content-Disposition"] == 'form-data; name="files[]"; filename="a/b.bin"'
    assert parts[3][0]["Content-Type"] == "application/x-mine"
    assert parts[3][1] == two.read_bytes()


def test_the_length_is_filled_in_and_only_it(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"hello")
    request = request_to(target_at("http://h"), "", files=(FilePart("file", str(path)),))
    filled = measured(request)
    assert [line.name for line in filled.headers] == [line.name for line in request.headers]
    changed = [new for old, new in zip(request.headers, filled.headers, strict=True) if old != new]
    assert [line.name for line in changed] == ["content-length"]
    assert int(changed[0].value) > 5
    assert measured(request_to(target_at("http://h"))) == request_to(target_at("http://h"))


def test_a_form_may_go_in_chunks(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"hello")
    with fault_server(answer(b"ok")) as server:
        target = target_at(server.url)
        rows = (Row("transfer-encoding", "chunked"),)
        _, failure = send(target, request_to(target, "", *rows, files=(FilePart("file", str(path)),)))
        assert failure is None
        assert b"hello" in server.requests[0].body
        assert server.requests[0].header("content-length") == ""


@pytest.mark.parametrize("kind", ["gone", "folder", "unreadable"])
def test_a_file_that_cannot_be_sent_is_named(tmp_path, kind):
    path = tmp_path / "a.txt"
    if kind == "folder":
        path.mkdir()
    if kind == "unreadable":
        path = tmp_path / ("x" * 300)
    with fault_server(answer(b"ok")) as server:
        target = target_at(server.url)
        _, failure = send(target, request_to(target, "", files=(FilePart("file", str(path)),)))
        assert server.requests == []
    assert failure.kind is FailureKind.BAD_REQUEST
    assert str(path) in failure.message


def test_a_file_that_shrinks_while_it_is_sent_is_named(tmp_path):
    path = tmp_path / "a.bin"
    path.touch()
    os.truncate(path, 60_000_000)  # more than the sockets' buffers take while the file shrinks

    def shrink(talk):
        talk.read_head()
        path.write_bytes(b"")
        talk.read_some()
        talk.wait()

    with fault_server(shrink) as server:
        target = target_at(server.url)
        request = request_to(target, "", files=(FilePart("file", str(path)),))
        _, failure = send(target, request)
    assert failure.kind is FailureKind.BAD_REQUEST
    assert "shorter" in failure.message


def test_a_big_file_is_never_in_memory_whole(tmp_path):
    path = tmp_path / "big.bin"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    received = []

    def count(talk):
        seen = talk.read_head()
        left = int(seen.header("content-length")) - len(talk.take())
        while left:
            left -= len(talk.connection.recv(1 << 16))
        received.append(int(seen.header("content-length")))
        talk.send(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")

    with fault_server(count) as server:
        target = target_at(server.url)
        request = request_to(target, "", files=(FilePart("file", str(path)),))
        send(target, request_to(target))  # imports done, so that only the upload counts
        tracemalloc.start()
        try:
            sink, failure = send(target, request)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert failure is None
    assert sink.text == b"ok"
    assert received[-1] > 60_000_000
    assert peak < 8_000_000


def test_a_form_is_sent_again_after_a_redirect(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"hello")

    def once_elsewhere(talk):
        seen = talk.read()
        if seen.lines[0].startswith(b"POST /there"):
            talk.send(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
        talk.send(redirect("/there", "307 T"))

    with fault_server(once_elsewhere) as server:
        target = target_at(server.url, redirects=True)
        _, failure = send(target, request_to(target, "", files=(FilePart("file", str(path)),)))
        assert failure is None
        assert server.requests[0].body == server.requests[1].body
        assert b"hello" in server.requests[1].body


def test_an_early_no_is_read_although_the_upload_did_not_end(tmp_path):
    """A server may refuse by the head alone; its answer counts, not the broken upload."""

    def refuse(talk):
        talk.read_head()
        talk.send(b"HTTP/1.1 413 Too Large\r\ncontent-length: 3\r\nconnection: close\r\n\r\nbig")
        talk.read_some()
        talk.linger()

    with fault_server(refuse) as server:
        target = target_at(server.url)
        sink, failure = send(target, request_to(target, '"' + "x" * 20_000_000 + '"'))
    assert failure is None
    assert (sink.heads[0].status, sink.text) == (413, b"big")


def test_open_files_are_closed_when_the_connection_breaks(tmp_path):
    path = tmp_path / "a.bin"
    path.write_bytes(bytes(5_000_000))

    def drop(talk):
        talk.read_head()
        talk.reset()

    with fault_server(drop) as server:
        target = target_at(server.url)
        request = request_to(target, "", files=(FilePart("file", str(path)),))

        async def several() -> None:
            transport = Transport()
            for _ in range(3):
                with pytest.raises(SendError):
                    await transport.send(request, target, RecordingSink())
            await transport.aclose()

        run(several())


def test_a_fields_name_cannot_break_out_of_its_line(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    part = FilePart('f"\r\nx-evil: 1', str(path), filename='n"\r\ny')
    with fault_server(raw(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")) as server:
        target = target_at(server.url)
        _, failure = send(target, request_to(target, '{"a\\r\\nb": "1"}', files=(part,)))
        assert failure is None
        assert b"\r\nx-evil" not in server.requests[0].body
        assert b'name="f%22%0D%0Ax-evil: 1"; filename="n%22%0D%0Ay"' in server.requests[0].body
        assert b'name="a%0D%0Ab"' in server.requests[0].body
