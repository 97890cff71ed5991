"""Reading the events of a kept body again, in slices."""

from PySide6.QtCore import QObject, Signal

from betadeck.core.body import Body
from betadeck.core.exchange import arrived_at_s
from betadeck.core.sse import Event, SseParser
from betadeck.core.stream_times import StreamTimes
from betadeck.ui.response.body.slices import Slices
from betadeck.ui.response.events.event_model import Arrival

_FEED_BYTES = 1 << 15


class EventReader(QObject):
    """Parses a body and says when each event came.

    Signals:
        read(object): a list of `Arrival`, the next ones.
        finished(object): all was read; the `StreamTimes`, None if nobody knows when the bytes came.
    """

    read = Signal(object)
    finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = Slices(self)
        self._work.finished.connect(self._on_finished)
        self._body: Body = b""
        self._next = 0
        self._arrivals: tuple[tuple[int, float], ...] = ()
        self._parser, self._times = SseParser(), StreamTimes()

    def start(self, body: Body, arrivals: tuple[tuple[int, float], ...]) -> None:
        """Read `body`; `arrivals` as in `Exchange`."""
        self._body, self._next, self._arrivals = body, 0, arrivals
        self._parser, self._times = SseParser(), StreamTimes()
        self._work.run(self._step)

    def stop(self) -> None:
        """Read no more."""
        self._work.stop()

    def _step(self) -> bool:
        end = min(self._next + _FEED_BYTES, len(self._body))
        events = self._parser.feed(self._body[self._next : end])
        self._next = end
        done = end == len(self._body)
        if done:
            events += self._parser.close()
        self.read.emit([self._arrival(event) for event in events])
        return done

    def _arrival(self, event: Event) -> Arrival:
        at_s = arrived_at_s(self._arrivals, event.end - 1)
        if at_s is not None:
            self._times.add(event, at_s)
        return Arrival(event, at_s)

    def _on_finished(self) -> None:
        self.finished.emit(self._times if self._arrivals else None)
