"""What happens in a session: events, each with the moment at which it can be seen."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from betadeck.sandbox.moments import stamp
from betadeck.sandbox.store import Json

MOST_EVENTS = 5_000
MOST_SESSIONS = 1_000
_STATUS = "session.status_"


@dataclass(frozen=True, slots=True)
class Happening:
    """An event and when it happens, in seconds since 1970."""

    at_s: float
    event: Json


class SessionLog:
    """The events of one session, in order. Some of them lie ahead."""

    def __init__(self) -> None:
        self._happenings: list[Happening] = []
        self._forgotten = 0
        self.changed = asyncio.Event()
        self.closed = False

    def add(self, events: Iterable[Json], now_s: float, gap_s: float = 0.0) -> None:
        """Let `events` happen one after the other, the first now or when all before it have happened."""
        at_s = max(now_s, self._happenings[-1].at_s if self._happenings else now_s)
        for event in events:
            self._happenings.append(Happening(at_s, {**event, "processed_at": stamp(at_s)}))
            at_s += gap_s
        surplus = max(0, len(self._happenings) - MOST_EVENTS)
        del self._happenings[:surplus]
        self._forgotten += surplus
        self._wake()

    def call_off(self, now_s: float) -> None:
        """Let what lies ahead not happen."""
        self._happenings = [each for each in self._happenings if each.at_s <= now_s]
        self._wake()

    def close(self) -> None:
        """End all streams of these events."""
        self.closed = True
        self._wake()

    def so_far(self, now_s: float) -> list[Json]:
        """Return the events that have happened, oldest first."""
        return [each.event for each in self._happenings if each.at_s <= now_s]

    def count(self, now_s: float) -> int:
        """Return how many events have happened, forgotten ones included."""
        return self._forgotten + len(self.so_far(now_s))

    def after(self, count: int) -> Happening | None:
        """Return the event after the first `count` ones, or None when there is none yet."""
        place = max(0, count - self._forgotten)
        return self._happenings[place] if place < len(self._happenings) else None

    def status(self, now_s: float) -> str:
        """Return the state of the session as its events tell it."""
        told = (str(each["type"]) for each in reversed(self.so_far(now_s)))
        return next((each.removeprefix(_STATUS) for each in told if each.startswith(_STATUS)), "idle")

    def _wake(self) -> None:
        before, self.changed = self.changed, asyncio.Event()
        before.set()


class SessionLogs:
    """The logs of all sessions, by the session's id; the oldest goes when there are too many."""

    def __init__(self) -> None:
        self._logs: OrderedDict[str, SessionLog] = OrderedDict()

    def of(self, session_id: str) -> SessionLog:
        """Return the log of a session, a new one at first."""
        if session_id not in self._logs:
            self._logs[session_id] = SessionLog()
            if len(self._logs) > MOST_SESSIONS:
                self._logs.popitem(last=False)[1].close()
        return self._logs[session_id]

    def drop(self, session_id: str) -> None:
        """Forget a log and end its streams."""
        if log := self._logs.pop(session_id, None):
            log.close()
