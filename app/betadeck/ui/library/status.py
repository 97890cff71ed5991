"""How an exchange ended, in four characters. No Qt here."""

from dataclasses import dataclass

from betadeck.core.exchange import Ending
from betadeck.core.listing import HistoryRow
from betadeck.ui.parts.labels import Tone


@dataclass(frozen=True, slots=True)
class Mark:
    """`text` is shown in colour, `words` are for the tooltip and screen readers."""

    text: str
    tone: Tone
    words: str
    icon: str = ""


def mark_of(row: HistoryRow) -> Mark:
    """Return the mark of one exchange."""
    if row.ending == Ending.RUNNING.value:
        return Mark("…", "muted", "still running")
    if row.ending == Ending.CANCELLED.value:
        return Mark("—", "muted", "cancelled")
    if not row.status:
        return Mark("", "error", "no answer", "warn")
    if row.status < 300:
        return _after_ok(row)
    tone: Tone = "warn" if row.status < 400 or row.status == 429 else "error"
    return Mark(str(row.status), tone, f"{row.status} {row.error_type}".strip())


def _after_ok(row: HistoryRow) -> Mark:
    if row.error_type or row.ending == Ending.FAILED.value:
        return Mark(f"{row.status}·!", "error", f"{row.status}, then {row.error_type or 'broken off'}")
    return Mark(str(row.status), "ok", f"{row.status} OK" if row.status == 200 else str(row.status))
