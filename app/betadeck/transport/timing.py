"""Reads the HTTP library's trace: when what happened, and where the send is."""

from collections.abc import Callable, Mapping
from typing import Any

from betadeck.core.exchange import Timings
from betadeck.transport.phase import Phase
from betadeck.transport.tap import Tap


class Progress:
    """Turns trace events into `timings` and `phase`, and tells `moved` about each change of phase.

    Only the events of httpcore 1.x over HTTP/1.1 are known; others are ignored.
    """

    def __init__(self, elapsed_s: Callable[[], float], moved: Callable[[Phase], None]) -> None:
        self._elapsed_s = elapsed_s
        self._moved = moved
        self._in_tunnel = False
        self._connected = False
        self.tunnel_asked = False
        self.tap = Tap()
        self.phase = Phase.PREPARING
        self._points: dict[str, float] = {}
        self._reused = False

    @property
    def timings(self) -> Timings:
        """The times known so far."""
        return Timings(**self._points, reused_connection=self._reused)

    async def trace(self, name: str, info: Mapping[str, Any]) -> None:
        """Take one event; the `trace` extension of a request calls this."""
        _, _, event = name.partition(".")
        if event == "connect_tcp.started":
            self.enter(Phase.CONNECTING)
        elif event == "connect_tcp.complete":
            self._connected = True
            self.tap.attach(info["return_value"])
            self.note(connected_s=self._elapsed_s())
        elif event == "start_tls.started":
            self.tap.handshake_begins()
            self.enter(Phase.TLS)
        elif event == "start_tls.complete":
            self.tap.attach(info["return_value"])
            self.note(tls_s=self._elapsed_s())
        elif event == "send_request_headers.started":
            self._start_sending(info["request"].method == b"CONNECT")
        elif not self._in_tunnel:
            self._exchange_event(event)

    def enter(self, phase: Phase) -> None:
        """Note that `phase` begins."""
        self.phase = phase
        self._moved(phase)

    def note(self, **points: float) -> None:
        """Add points in time, in seconds, to `timings`."""
        self._points.update(points)

    def _start_sending(self, tunnel: bool) -> None:
        self._in_tunnel = tunnel
        self.tunnel_asked = self.tunnel_asked or tunnel
        self._reused = self._reused or not self._connected
        self.enter(Phase.TUNNEL if tunnel else Phase.SENDING)

    def _exchange_event(self, event: str) -> None:
        if event == "send_request_body.complete":
            self.note(request_sent_s=self._elapsed_s())
        elif event == "receive_response_headers.started":
            self.enter(Phase.WAITING)
        elif event == "receive_response_headers.complete":
            self.note(first_byte_s=self._elapsed_s())
            self.enter(Phase.BODY)
