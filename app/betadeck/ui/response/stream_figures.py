"""What the strip over a streamed answer tells: figures that are known, in the order of their worth. No Qt here."""

from collections.abc import Mapping
from dataclasses import dataclass

from betadeck.core.cost_rates import token_count
from betadeck.core.figures import time_words
from betadeck.core.stream_times import StreamTimes

_LONG_SILENCE_S = 1.0
COUNT = "count"
"""The key of the figure that tells no more than the list of events."""
_CACHED = ("cache_read_input_tokens", "cache_creation_input_tokens")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `key` names its place in the strip, `tip` says what it means. `warns`: look at it."""

    key: str
    name: str
    value: str
    tip: str
    warns: bool = False


def figures(
    times: StreamTimes, usage: Mapping[str, object], unknown: int, now_s: float | None, *, told: bool
) -> list[Figure]:
    """Return the figures of a stream.

    `now_s` is the time since the click while it runs, None when it has ended. `told` tells that the server
    has counted the output: before, the count that a message begins with says nothing.
    """
    found = [*_waits(times, now_s), *_unknown(unknown), *_tokens(times, usage, told=told)]
    is_written = times.chars > 0 or bool(usage)
    return [*found, *(_speeds(times, now_s) if is_written else _count_of(times)), *_pings(times)]


def _waits(times: StreamTimes, now_s: float | None) -> list[Figure]:
    found = []
    if times.first_token_s is not None:
        tip = "From the click to the first character of the answer"
        found.append(Figure("first", "first token", time_words(times.first_token_s), tip))
    last_s = times.last_event_s
    if now_s is not None and last_s is not None and now_s - last_s >= _LONG_SILENCE_S:
        tip = "Nothing has come for so long; the server may be working, or gone"
        found.append(Figure("silence", "silent for", time_words(now_s - last_s), tip, warns=True))
    elif times.silence_at_s is not None:
        tip = f"The longest time between two events, from {time_words(times.silence_at_s)} on"
        found.append(Figure("silence", "longest silence", time_words(times.silence_s), tip))
    return found


def _unknown(unknown: int) -> list[Figure]:
    if not unknown:
        return []
    tip = "Events, deltas or blocks that this program does not know; Events shows them as they came"
    return [Figure("unknown", "unknown", f"{unknown:,}", tip, warns=True)]


def _tokens(times: StreamTimes, usage: Mapping[str, object], *, told: bool) -> list[Figure]:
    found = []
    if (count := token_count(usage.get("input_tokens"))) is not None:
        found.append(Figure("in", "in", f"{count:,}", "Input tokens, without those from or for the cache"))
    if cached := sum(token_count(usage.get(name)) or 0 for name in _CACHED):
        found.append(
            Figure("cached", "cached", f"{cached:,}", "Input tokens read from or written to the cache")
        )
    if told and (count := token_count(usage.get("output_tokens"))) is not None:
        found.append(Figure("out", "out", f"{count:,}", "Output tokens, as the server counts them"))
        if (speed := times.tokens_per_s(count)) is not None:
            tip = "Output tokens a second, from the first token to the last"
            found.append(Figure("tokens", "tokens/s", _speed(speed), tip))
    return found


def _speeds(times: StreamTimes, now_s: float | None) -> list[Figure]:
    events, chars = times.mean_speed() if now_s is None else times.speed(now_s)
    when = "over the whole stream" if now_s is None else "in the last second"
    found = []
    if times.chars:
        found.append(
            Figure("chars", "characters", f"{times.chars:,}", "Characters of text, thinking and input")
        )
    if events:
        found.append(Figure("events", "events/s", _speed(events), f"Events a second, {when}"))
    if chars:
        found.append(Figure("speed", "characters/s", _speed(chars), f"Characters a second, {when}"))
    return found


def _count_of(times: StreamTimes) -> list[Figure]:
    """Return how many events came: where nothing is written, but waited for, speed means nothing."""
    return [Figure(COUNT, "events", f"{times.events:,}", "Events so far")] if times.events else []


def _pings(times: StreamTimes) -> list[Figure]:
    if not times.pings:
        return []
    return [Figure("pings", "pings", f"{times.pings:,}", "Signs of life from the server; Events shows each")]


def _speed(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"
