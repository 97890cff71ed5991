"""One event in words. No Qt here."""

from betadeck.core.figures import count_words
from betadeck.core.visible_text import tamed
from betadeck.ui.response.events.event_list import Arrival

_DATA_CHARS = 120
_GAP = "  ·  "
_FIELDS = {"input_json": "tool input"}


def event_line(number: int, found: Arrival) -> str:
    """Return which event it is, counted from 0, when it came, and what it added, on one line."""
    words = [f"Event {number + 1:,}"]
    if found.at_s is not None:
        words.append(f"+{found.at_s * 1e3:,.0f} ms")
    words.append(tamed(found.event.name)[:_DATA_CHARS])
    if (mark := found.mark) is not None:
        words.append(f"block {mark.index}")
        words += [_FIELDS.get(mark.field, mark.field)] if mark.field else []
        words += [f"added {count_words(mark.chars, 'character')}"] if mark.chars else []
    elif found.event.id:
        words.append(tamed(found.event.id)[:_DATA_CHARS])
    return _GAP.join(words)


def event_words(number: int, found: Arrival) -> str:
    """Return what a tip says of event `number`: the line about it, and the head of its data."""
    data = tamed(found.event.data[:_DATA_CHARS]).replace("\n", " ⏎ ")
    return event_line(number, found) + "\n" + data + ("…" if len(found.event.data) > _DATA_CHARS else "")
