"""Rate-limit headers that count down and refill like the API's token buckets; nothing is ever refused.

Source of the names and of rounding tokens to thousands: the vendor's rate-limits page, 2026-11-22.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

WINDOW_S = 60.0
REQUESTS = 4_000
INPUT_TOKENS = 2_000_000
OUTPUT_TOKENS = 400_000


@dataclass(slots=True)
class _Bucket:
    """`level` is what is left at `seen_s`; it refills evenly to `limit` in one window."""

    limit: int
    level: float
    seen_s: float

    def refill(self, now_s: float) -> None:
        gained = (now_s - self.seen_s) * self.limit / WINDOW_S
        self.level = min(float(self.limit), self.level + max(gained, 0.0))
        self.seen_s = now_s

    def wait_s(self) -> float:
        return (self.limit - self.level) * WINDOW_S / self.limit


class RateLimits:
    """Three buckets, as an organization has for one class of models. `clock` gives seconds since 1970."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        now_s = clock()
        sizes = {"requests": REQUESTS, "input-tokens": INPUT_TOKENS, "output-tokens": OUTPUT_TOKENS}
        self._buckets = {name: _Bucket(size, size, now_s) for name, size in sizes.items()}

    def spend(self, requests: int = 0, input_tokens: int = 0, output_tokens: int = 0) -> None:
        """Take from the buckets; none falls below zero."""
        spent = {"requests": requests, "input-tokens": input_tokens, "output-tokens": output_tokens}
        for name, bucket in self._buckets.items():
            bucket.refill(self._clock())
            bucket.level = max(0.0, bucket.level - spent[name])

    def headers(self, empty: str = "") -> tuple[tuple[str, str], ...]:
        """Return limit, remaining and reset of each; the bucket named `empty` is shown used up."""
        now_s = self._clock()
        lines: list[tuple[str, str]] = []
        for name, bucket in self._buckets.items():
            bucket.refill(now_s)
            level, wait_s = (0.0, WINDOW_S) if name == empty else (bucket.level, bucket.wait_s())
            lines += _triple(name, bucket.limit, level, now_s + wait_s)
        tokens = [self._buckets["input-tokens"], self._buckets["output-tokens"]]
        left = sum(each.level for each in tokens)
        reset_s = now_s + max(each.wait_s() for each in tokens)
        return (*lines, *_triple("tokens", sum(each.limit for each in tokens), left, reset_s))


def _triple(name: str, limit: int, left: float, reset_s: float) -> list[tuple[str, str]]:
    shown = int(left) if name == "requests" else round(left / 1000) * 1000
    prefix = f"anthropic-ratelimit-{name}"
    return [
        (f"{prefix}-limit", str(limit)),
        (f"{prefix}-remaining", str(shown)),
        (f"{prefix}-reset", _stamp(reset_s)),
    ]


def _stamp(seconds: float) -> str:
    """Return RFC 3339 in UTC, rounded up to the second."""
    moment = datetime.fromtimestamp(int(seconds), UTC)
    if seconds > int(seconds):
        moment += timedelta(seconds=1)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
