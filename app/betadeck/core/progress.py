"""What the viewer is told while an answer arrives, at most 60 times a second."""

from collections.abc import Callable
from dataclasses import dataclass

from betadeck.core.answer import Answer, Change, StreamFault
from betadeck.core.answer_marks import Mark
from betadeck.core.sse import Event


@dataclass(frozen=True, slots=True)
class Progress:
    """What came since the last one.

    `at_s` gives each event's arrival in seconds since the click, `marks` what it added to the answer.
    `faults` are all so far. `snapshot` gives the answer as it stands when it is called, None if the answer
    is no stream.
    """

    changes: tuple[Change, ...] = ()
    events: tuple[Event, ...] = ()
    at_s: tuple[float, ...] = ()
    body_bytes: int = 0
    elapsed_s: float = 0.0
    marks: tuple[Mark | None, ...] = ()
    faults: tuple[StreamFault, ...] = ()
    snapshot: Callable[[], Answer] | None = None
