"""What a `fault_server` can do to a client, by name. All but the first few break off or break rules."""

import base64
import contextlib
import select
import socket

from helpers.fault_server import PATIENCE_S, Behaviour, Closed, Talk


def message(body: bytes = b"", status: str = "200 OK", *headers: str, length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"content-length: {len(body) if length is None else length}", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def answer(body: bytes = b"", status: str = "200 OK", *headers: str) -> Behaviour:
    """A whole answer with a content-length."""
    return raw(message(body, status, *headers))


def raw(data: bytes) -> Behaviour:
    """Exactly these bytes after the request; the connection stays open."""

    def behave(talk: Talk) -> None:
        talk.read()
        talk.send(data)

    return behave


def raw_then_close(data: bytes) -> Behaviour:
    """These bytes after the request, then the end of the connection."""

    def behave(talk: Talk) -> None:
        talk.read()
        talk.send(data)
        raise Closed

    return behave


def echo(talk: Talk) -> None:
    """The request's own bytes as the answer's body."""
    seen = talk.read()
    talk.send(message(seen.head + seen.body))


def silence(talk: Talk) -> None:
    """Takes the connection and what comes, and never says a word."""
    talk.read_some()
    talk.server.reached.set()
    talk.wait()


def close_at_once(talk: Talk) -> None:
    """Hangs up before reading."""
    raise Closed


def reset_after_request(talk: Talk) -> None:
    """A TCP reset instead of an answer."""
    talk.read()
    talk.reset()


def half_head(talk: Talk) -> None:
    """Hangs in the middle of the headers."""
    talk.read()
    talk.send(b"HTTP/1.1 200 OK\r\ncontent-type: text/pl")
    talk.server.reached.set()
    talk.wait()


def half_body(data: bytes, *headers: str) -> Behaviour:
    """Promises one byte more than comes, then closes."""
    return raw_then_close(message(data, "200 OK", *headers, length=len(data) + 1))


def chunked(*chunks: bytes, end: bool = True, headers: str = "") -> bytes:
    """Return an answer in chunks, with its last chunk or without."""
    parts = [f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n" for chunk in chunks]
    head = f"HTTP/1.1 200 OK\r\n{headers}transfer-encoding: chunked\r\n\r\n".encode()
    return head + b"".join(parts) + (b"0\r\n\r\n" if end else b"")


def stall_in_body(data: bytes) -> Behaviour:
    """Sends `data` of a longer body, then nothing more."""

    def behave(talk: Talk) -> None:
        talk.read()
        talk.send(message(data, length=len(data) + 1000))
        talk.server.reached.set()
        talk.wait()

    return behave


def endless(chunk: bytes) -> Behaviour:
    """The same chunk for ever, as fast as the client takes it."""

    def behave(talk: Talk) -> None:
        talk.read()
        talk.send(chunked(end=False))
        while True:
            talk.send(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")

    return behave


def deaf(talk: Talk) -> None:
    """Reads the head and not one byte more, so that an upload gets stuck."""
    talk.connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    talk.read_head()
    talk.server.reached.set()
    talk.server.stopping.wait(PATIENCE_S)
    raise Closed


def not_tls(talk: Talk) -> None:
    """A plain HTTP server that is spoken to in TLS."""
    talk.read_some()
    talk.send(message(b"", "400 Bad Request"))
    raise Closed


def by_path(**behaviours: bytes) -> Behaviour:
    """Raw answers by the request's path, without its first slash."""

    def behave(talk: Talk) -> None:
        path = talk.read().lines[0].split(b" ")[1].decode().lstrip("/")
        talk.send(behaviours[path])

    return behave


def redirect(location: str, status: str = "302 Found") -> bytes:
    """Return an answer that sends the client to `location`."""
    return message(b"", status, f"location: {location}")


def tunnel(user: str = "", refuse: str = "") -> Behaviour:
    """A proxy for CONNECT. `user` is `name:password`, or empty for anybody; `refuse` is a status for no."""

    def behave(talk: Talk) -> None:
        seen = talk.read_head()
        wanted = "Basic " + base64.b64encode(user.encode()).decode()
        if refuse:
            talk.send(message(b"", refuse))
            raise Closed
        if user and seen.header("proxy-authorization") != wanted:
            talk.send(message(b"", "407 Proxy Authentication Required"))
            raise Closed
        host, _, port = seen.lines[0].split(b" ")[1].decode().rpartition(":")
        with socket.create_connection((host, int(port))) as upstream:
            talk.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
            _pump(talk.connection, upstream)
        raise Closed

    return behave


def _pump(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while True:
            ready, _, _ = select.select([one, other], [], [])
            for source in ready:
                data = source.recv(65536)
                if not data:
                    return
                (other if source is one else one).sendall(data)
