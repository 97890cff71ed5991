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
        self._lock = asyncio.Lock()

    def base_url(self) -> str:
        """Return the address, or the empty text while it does not run."""
        return self._server.base_url if self._server else ""

    async def start(self) -> str:
        """Return the address, starting the server if it does not run.

        Raises:
            SendError: it cannot listen.
        """
        async with self._lock:
            if self._server is None:
                server = await asyncio.to_thread(self._make)
                try:
                    await asyncio.to_thread(server.start)
                except SandboxFault as fault:
                    raise SendError(Failure(FailureKind.REFUSED, str(fault))) from fault
                self._server = server
                self.started.emit(server.base_url)
            return self._server.base_url

    async def aclose(self) -> None:
        """Stop it, if it runs."""
        if self._server is not None:
            await asyncio.to_thread(self._server.stop)
            self._server = None
