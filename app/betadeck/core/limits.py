"""The rate limits that an answer's headers tell.

Source: response headers `anthropic-ratelimit-*`, `anthropic-priority-*`, `anthropic-fast-*` and
`retry-after*`, seen 2026-11-22. Token counts are rounded to thousands by the server.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from betadeck.core.exchange import Head

_TITLES = {
    "anthropic-ratelimit-requests": "Requests",
    "anthropic-ratelimit-input-tokens": "Input tokens",
    "anthropic-ratelimit-output-tokens": "Output tokens",
    "anthropic-ratelimit-tokens": "Tokens",
    "anthropic-priority-input-tokens": "Priority input tokens",
    "anthropic-priority-output-tokens": "Priority output tokens",
    "anthropic-fast-input-tokens": "Fast input tokens",
    "anthropic-fast-output-tokens": "Fast output tokens",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit per minute: `remaining` of `limit`; `resets_at` is when it is full again, or None."""

    name: str
    title: str
    limit: int
    remaining: int
    resets_at: datetime | None = None

    @property
    def used(self) -> int:
        """How much of it is gone."""
        return max(0, self.limit - self.remaining)

    @property
    def is_spent(self) -> bool:
        """Tell whether nothing is left."""
        return self.remaining <= 0


def limits_of(head: Head) -> tuple[Limit, ...]:
    """Return the limits in `head`, in a fixed order; ones that are incomplete or no numbers are left out."""
    values = {name.lower(): value for name, value in head.headers}
    found = (_limit(name, title, values) for name, title in _TITLES.items())
    return tuple(each for each in found if each is not None)


def retry_after_s(head: Head, now: datetime) -> float | None:
    """Return the seconds that the server asks to wait, or None.

    `retry-after-ms` wins over `retry-after`, which may be seconds or a date, as the vendor's SDKs read them.
    """
    milliseconds = _number(head.header("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    text = head.header("retry-after")
    seconds = _number(text)
    if seconds is not None:
        return seconds
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError):
        return None


def named(limits: Iterable[Limit], words: str) -> Limit | None:
    """Return the limit that `words` mean: its name, its title, or as error texts say it; None if none."""
    plain = _plain(words)
    known = [(_plain(text), each) for each in limits for text in (each.name, each.title)]
    told = [pair for pair in known if pair[0] in plain]
    if told:
        return max(told, key=lambda pair: len(pair[0]))[1]
    meant = {each.name: each for text, each in known if plain and plain in text}
    return next(iter(meant.values())) if len(meant) == 1 else None


def _plain(words: str) -> str:
    return words.lower().replace("-", " ").replace("_", " ").strip()


def _limit(name: str, title: str, values: Mapping[str, str]) -> Limit | None:
    try:
        limit, remaining = int(values[f"{name}-limit"]), int(values[f"{name}-remaining"])
    except (KeyError, ValueError):
        return None
    return Limit(name, title, limit, remaining, _moment(values.get(f"{name}-reset", "")))


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if 0 <= found < float("inf") else None
