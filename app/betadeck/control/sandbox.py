"""The embedded sandbox: started when first needed, stopped with the program."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from betadeck.core.failure import Failure, FailureKind, SendError
from betadeck.sandbox.server import SandboxFault, SandboxServer


class SandboxController(QObject):
    """Starts the server once, off the GUI thread.

    Signals:
        started(str): it listens at this base address.
    """

    started = Signal(str)

    def __init__(self, make: Callable[[], SandboxServer], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._server: SandboxServer | None = None
        self._starting: asyncio.Task[str] | None = None

    def base_url(self) -> str:
        """Return the address, or the empty text while it does not run."""
        return self._server.base_url if self._server else ""

    async def start(self) -> str:
        """Return the address, starting the server if it does not run.

        A start goes on to its end when who waits for it is cancelled, so that no server is lost sight of.

        Raises:
            SendError: it cannot listen.
        """
        if self._server is not None:
            return self._server.base_url
        if self._starting is None:
            self._starting = asyncio.get_running_loop().create_task(self._start(), name="sandbox")
            self._starting.add_done_callback(self._settle)
        return await asyncio.shield(self._starting)

    async def aclose(self) -> None:
        """Stop it, if it runs or is about to."""
        if self._starting is not None:
            await asyncio.gather(self._starting, return_exceptions=True)
        server, self._server = self._server, None
        if server is not None:
            await asyncio.to_thread(server.stop)

    async def _start(self) -> str:
        server = await asyncio.to_thread(self._make)
        try:
            await asyncio.to_thread(server.start)
        except SandboxFault as fault:
            raise SendError(Failure(FailureKind.REFUSED, str(fault))) from fault
        self._server = server
        self.started.emit(server.base_url)
        return server.base_url

    def _settle(self, task: asyncio.Task[str]) -> None:
        self._starting = None
        if not task.cancelled():
            task.exception()  # told to whoever waits; read here in case nobody does any more
