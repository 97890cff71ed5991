"""Days and moments that lists of dates offer, and steps from one to the next."""

from datetime import UTC, date, datetime, timedelta


def moments(with_time: bool, now: datetime | None = None) -> list[tuple[str, str]]:
    """Return what can be chosen, each with its words; days begin at midnight in UTC, as the API's do."""
    now = (now or datetime.now(UTC)).replace(microsecond=0)
    today = now.date()
    days = [
        ("Today", today),
        ("Yesterday", today - timedelta(days=1)),
        ("7 days ago", today - timedelta(days=7)),
        ("30 days ago", today - timedelta(days=30)),
        ("This month", today.replace(day=1)),
        ("Last month", (today.replace(day=1) - timedelta(days=1)).replace(day=1)),
        ("This year", today.replace(month=1, day=1)),
    ]
    if not with_time:
        return [(words, day.isoformat()) for words, day in days]
    hour = now - timedelta(hours=1)
    return [("Now", _text(now)), ("An hour ago", _text(hour))] + [
        (words, f"{day.isoformat()}T00:00:00Z") for words, day in days
    ]


def stepped(text: str, days: int) -> str | None:
    """Return the day or moment in `text` some days on; today when there is none; None if it is neither."""
    if not text.strip():
        return datetime.now(UTC).date().isoformat()
    day, rest = text[:10], text[10:]
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat() + rest
    except (ValueError, OverflowError):
        return None


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
