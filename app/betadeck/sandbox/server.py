"""The sandbox as a server on loopback, in its own thread and its own asyncio loop."""

import asyncio
import os
import socket
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING

from betadeck.core.catalog import Catalogue

if TYPE_CHECKING:  # uvicorn and Starlette take 150 ms to import: only when a sandbox starts
    from betadeck.sandbox.log import LoggedRequest
    from betadeck.sandbox.serve import Stoppable
    from betadeck.sandbox.state import Sandbox

DELTA_S = 0.015
"""Pause before each delta of a stream; a real one has about 10-30 ms."""
BATCH_S = 3.0
"""How long a batch and a dream take; real ones take minutes to a day."""
_HOST = "127.0.0.1"
_PATIENCE_S = 5.0


class SandboxFault(Exception):  # noqa: N818  "fault" is this program's word for it
    """The sandbox cannot start or is not running; the text says why."""


class SandboxServer:
    """A sandbox that can be started and stopped, also several at a time.

    `port` 0 takes a free one. `delay_s` is the pause before each streamed delta, `batch_s` how long a batch
    takes. Two sandboxes with the same `seed` give the same ids for the same requests. A `lenient` one makes
    up what it is asked for by an unknown id and takes any key and beta, as mock servers do. Without
    `catalogue` and `schemas` the program's own are loaded.
    """

    def __init__(
        self,
        catalogue: Catalogue | None = None,
        schemas: Mapping[str, object] | None = None,
        *,
        port: int = 0,
        delay_s: float = DELTA_S,
        batch_s: float = BATCH_S,
        seed: int = 0,
        lenient: bool = False,
    ) -> None:
        self._catalogue = catalogue
        self._schemas = schemas
        self._port = port
        self._behaviour = (delay_s, batch_s, seed, lenient)
        self._sandbox: Sandbox | None = None
        self._server: Stoppable | None = None
        self._thread: threading.Thread | None = None
        self._address = ""

    @property
    def base_url(self) -> str:
        """The address to send to, such as `http://127.0.0.1:49152`.

        Raises:
            SandboxFault: it is not running.
        """
        if not self._address:
            raise SandboxFault("the sandbox is not running")
        return self._address

    @property
    def running(self) -> bool:
        """Whether requests are answered now."""
        return bool(self._address)

    def start(self) -> None:
        """Serve; returns as soon as requests are answered. Does nothing when already running.

        Raises:
            SandboxFault: the port is taken or may not be used.
        """
        if self._thread is not None:
            return
        listening = self._bind()
        try:
            self._launch(listening)
        except BaseException:  # the port is free again, whatever stopped it: Ctrl+C, too
            listening.close()
            raise
        self._address = f"http://{_HOST}:{listening.getsockname()[1]}"

    def stop(self) -> None:
        """Close every connection and end the thread. Does nothing when not running.

        Raises:
            SandboxFault: the thread did not end in 5 s.
        """
        if self._thread is None or self._server is None:
            return
        self._address = ""
        self._server.stop()
        self._thread.join(_PATIENCE_S)
        if self._thread.is_alive():
            raise SandboxFault("the sandbox did not stop")
        self._thread = self._server = None
        if self._sandbox is not None:
            self._sandbox.close()

    def log(self) -> tuple["LoggedRequest", ...]:
        """Return the last requests, oldest first, without keys; also after `stop`."""
        return self._sandbox.log.entries() if self._sandbox else ()

    def __enter__(self) -> "SandboxServer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _bind(self) -> socket.socket:
        # Not socket.create_server: asyncio sends small pieces at once only on sockets whose protocol is
        # named (Python 3.11 to 3.14); otherwise each answer waits 40 ms for the client's delayed ACK.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            if os.name == "posix":
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((_HOST, self._port))
            listening.listen()
        except (OSError, OverflowError) as error:
            listening.close()
            reason = getattr(error, "strerror", None) or str(error)
            raise SandboxFault(f"cannot listen on {_HOST}:{self._port}: {reason}") from error
        return listening

    def _launch(self, listening: socket.socket) -> None:
        from betadeck.sandbox.app import app_of
        from betadeck.sandbox.serve import Stoppable

        self._sandbox = self._make_sandbox()
        server = Stoppable(app_of(self._sandbox))
        thread = threading.Thread(target=_run, args=(server, listening), name="betadeck sandbox", daemon=True)
        thread.start()
        if not server.ready.wait(_PATIENCE_S):
            raise SandboxFault("the sandbox did not start")
        self._server, self._thread = server, thread

    def _make_sandbox(self) -> "Sandbox":
        from betadeck import resources
        from betadeck.core.catalog_load import parse_catalogue
        from betadeck.sandbox.state import Options, Sandbox

        catalogue = self._catalogue or parse_catalogue(resources.load_index())
        given = self._schemas
        load = resources.load_schemas if given is None else lambda: given
        return Sandbox(catalogue, load, Options(*self._behaviour))


def _run(server: "Stoppable", listening: socket.socket) -> None:
    with asyncio.Runner() as runner:
        runner.run(server.serve(sockets=[listening]))
