"""Days and times of exchanges on the user's own clock. No Qt here."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo


def local(started_at: str, zone: tzinfo | None = None) -> datetime | None:
    """Return an ISO 8601 time on the clock of `zone` (None: the system's), or None if it is none."""
    try:
        found = datetime.fromisoformat(started_at)
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(zone)


def clock(started_at: str, zone: tzinfo | None = None) -> str:
    """Return hours and minutes, or the empty text."""
    found = local(started_at, zone)
    return f"{found:%H:%M}" if found else ""


def days_of(times: Iterable[str], zone: tzinfo | None = None) -> list[date]:
    """Return the day of each ISO 8601 time in UTC.

    Asking the system's zone for ten thousand times costs more than showing them, so it is asked once a
    day: the texts sort like the times.
    """
    found: list[date] = []
    day, start, end = date.min, "~", ""
    for moment in times:
        if not start <= moment[:19] < end:
            day, start, end = _day_around(moment, zone)
        found.append(day)
    return found


def day_text(day: date, today: date) -> str:
    """Return what stands between the days."""
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    if day == date.min:
        return "At an unknown time"
    return f"{day:%A} {day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")


def _day_around(moment: str, zone: tzinfo | None) -> tuple[date, str, str]:
    found = local(moment, zone)
    if found is None:
        return date.min, "~", ""
    day = found.date()
    return day, _utc_text(day, zone), _utc_text(day + timedelta(days=1), zone)


def _utc_text(day: date, zone: tzinfo | None) -> str:
    start = datetime.combine(day, time(), zone)
    return start.astimezone(UTC).isoformat()[:19]
