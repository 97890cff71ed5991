"""What the viewer is told while an answer arrives, at most 60 times a second."""

from dataclasses import dataclass

from betadeck.core.answer import Change
from betadeck.core.sse import Event


@dataclass(frozen=True, slots=True)
class Progress:
    """What came since the last one. `at_s` gives each event's arrival in seconds since the click."""

    changes: tuple[Change, ...] = ()
    events: tuple[Event, ...] = ()
    at_s: tuple[float, ...] = ()
    body_bytes: int = 0
    elapsed_s: float = 0.0
