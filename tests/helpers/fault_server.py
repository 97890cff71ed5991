"""Small servers on 127.0.0.1 that behave well or badly, byte for byte as a test asks.

A behaviour is a function of one `Talk`. It runs in the thread of its connection, once per request:

    with fault_server(answer(b"hello")) as server:
        ...  # server.url, server.requests
"""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

PATIENCE_S = 20


class Closed(Exception):  # noqa: N818  (it is no error)
    """The other side is gone, or the server is being stopped."""


@dataclass
class Seen:
    """One request as raw bytes."""

    head: bytes
    body: bytes = b""

    @property
    def lines(self) -> list[bytes]:
        return self.head.removesuffix(b"\r\n\r\n").split(b"\r\n")

    def header(self, name: str) -> str:
        for line in self.lines[1:]:
            key, _, value = line.decode("latin-1").partition(": ")
            if key.lower() == name.lower():
                return value
        return ""


class Talk:
    """One connection, seen from the server."""

    def __init__(self, connection: socket.socket, server: "FaultServer") -> None:
        self.connection = connection
        self.server = server
        self._buffer = b""

    def read_head(self) -> Seen:
        while b"\r\n\r\n" not in self._buffer:
            self._more()
        head, end, self._buffer = self._buffer.partition(b"\r\n\r\n")
        seen = Seen(head + end)
        self.server.requests.append(seen)
        return seen

    def read(self) -> Seen:
        seen = self.read_head()
        if seen.header("transfer-encoding") == "chunked":
            while not self._buffer.endswith(b"0\r\n\r\n"):
                self._more()
            seen.body, self._buffer = self._buffer, b""
            return seen
        length = int(seen.header("content-length") or 0)
        while len(self._buffer) < length:
            self._more()
        seen.body, self._buffer = self._buffer[:length], self._buffer[length:]
        return seen

    def send(self, data: bytes) -> None:
        try:
            self.connection.sendall(data)
        except OSError as error:
            raise Closed from error

    def wait(self) -> None:
        """Do nothing until the client hangs up or the server is stopped."""
        while True:
            self._more()

    def read_some(self) -> None:
        """Wait until anything at all has come."""
        self._more()

    def take(self) -> bytes:
        """Return what has come and was not read yet."""
        data, self._buffer = self._buffer, b""
        return data

    def linger(self) -> None:
        """Go on reading and forgetting, as a server does that has said no; returns when the client stops."""
        self.connection.shutdown(socket.SHUT_WR)
        while self.connection.recv(65536):
            pass
        raise Closed

    def reset(self) -> None:
        """Close with a TCP reset instead of a proper end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        raise Closed

    def _more(self) -> None:
        try:
            data = self.connection.recv(65536)
        except OSError as error:
            raise Closed from error
        if not data:
            raise Closed
        self._buffer += data


Behaviour = Callable[[Talk], None]


@dataclass
class FaultServer:
    """A listening server; `hung_up` is set whenever a client closes a connection."""

    port: int
    scheme: str = "http"
    requests: list[Seen] = field(default_factory=list)
    connections: int = 0
    hung_up: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"


@contextlib.contextmanager
def fault_server(behaviour: Behaviour, tls: ssl.SSLContext | None = None) -> Iterator[FaultServer]:
    """Serve `behaviour` on a free port until the block ends; every thread and socket ends with it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = FaultServer(listener.getsockname()[1], "https" if tls else "http")
        running = _Running(listener, server, behaviour, tls)
        thread = threading.Thread(target=running.accept, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            running.stop()
            thread.join(PATIENCE_S)
            assert not thread.is_alive(), "the server did not stop"


class _Running:
    def __init__(
        self, listener: socket.socket, server: FaultServer, behaviour: Behaviour, tls: ssl.SSLContext | None
    ) -> None:
        self.listener, self.server, self.behaviour, self.tls = listener, server, behaviour, tls
        self.lock = threading.Lock()
        self.open: set[socket.socket] = set()
        self.threads: list[threading.Thread] = []

    def accept(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                break
            with self.lock:
                if self.server.stopping.is_set():
                    connection.close()
                    break
                self.open.add(connection)
                self.server.connections += 1
                thread = threading.Thread(target=self.talk, args=(connection,), daemon=True)
                self.threads.append(thread)
            thread.start()
        for thread in self.threads:
            thread.join(PATIENCE_S)

    def talk(self, connection: socket.socket) -> None:
        current = connection
        try:
            if self.tls is not None:
                current = self.tls.wrap_socket(connection, server_side=True)
                with self.lock:
                    self.open.discard(connection)
                    self.open.add(current)
            conversation = Talk(current, self.server)
            while True:
                self.behaviour(conversation)
        except (Closed, OSError):
            self.server.hung_up.set()
        finally:
            with self.lock:
                self.open.discard(current)
            current.close()
            connection.close()

    def stop(self) -> None:
        with self.lock:
            self.server.stopping.set()
            for connection in self.open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(OSError):  # where shutdown does not wake accept
            socket.create_connection(("127.0.0.1", self.server.port), timeout=0.2).close()


@contextlib.contextmanager
def unanswered_url() -> Iterator[str]:
    """Give an address whose connections never come about: its queue is full. On Linux only."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def refused_url() -> str:
    """Return an address where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"
