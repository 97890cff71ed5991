"""Reading the events of a kept body again, in slices."""

from PySide6.QtCore import QObject, Signal

from betadeck.core.body import Body
from betadeck.core.exchange import arrived_at_s
from betadeck.core.live_stream import LiveStream, live_stream
from betadeck.ui.parts.slices import Slices
from betadeck.ui.response.events.event_list import Arrival

_FEED_BYTES = 1 << 15
_STREAM, _LINES = "text/event-stream", "application/x-jsonl"


class EventReader(QObject):
    """Parses a body and says when each event came, and what it added.

    Signals:
        read(object): a list of `Arrival`, the next ones.
        finished(): all was read.
    """

    read = Signal(object)
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = Slices(self)
        self._work.finished.connect(self._on_finished)
        self._body: Body = b""
        self._next = 0
        self._arrivals: tuple[tuple[int, float], ...] = ()
        self._stream: LiveStream | None = None

    def start(self, body: Body, arrivals: tuple[tuple[int, float], ...], *, lines: bool = False) -> None:
        """Read `body`, a stream of events or of `lines` of JSON; `arrivals` as in `Exchange`."""
        self._body, self._next, self._arrivals = body, 0, arrivals
        self._stream = live_stream(_LINES if lines else _STREAM)
        self._work.run(self._step)

    def stop(self) -> None:
        """Read no more."""
        self._work.stop()

    def _step(self) -> bool:
        assert self._stream is not None
        end = min(self._next + _FEED_BYTES, len(self._body))
        self._stream.feed(self._body[self._next : end], 0.0)
        self._next = end
        done = end == len(self._body)
        if done:
            self._stream.close(0.0)
        told = self._stream.progress(end, 0.0)
        self.read.emit(
            [
                Arrival(event, self._at_s(event.end), mark)
                for event, mark in zip(told.events, told.marks, strict=True)
            ]
        )
        return done

    def _at_s(self, end: int) -> float | None:
        return arrived_at_s(self._arrivals, end - 1)

    def _on_finished(self) -> None:
        self._stream = None
        self.finished.emit()
