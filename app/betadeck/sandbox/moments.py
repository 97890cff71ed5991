"""Times as the API writes them: RFC 3339 in UTC with microseconds."""

from datetime import UTC, datetime

DAY_S = 86_400.0


def stamp(seconds: float) -> str:
    """Return the moment `seconds` after 1970 as text, such as `2026-11-22T18:00:00.000000Z`."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def seconds_of(text: str) -> float:
    """Return the moment that `text` names, in seconds since 1970; one without a zone counts as UTC.

    Raises:
        ValueError: it is no date and time of ISO 8601.
    """
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
