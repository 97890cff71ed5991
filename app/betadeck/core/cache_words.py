"""What the prompt cache did for an answer, in words."""

from collections.abc import Mapping

from betadeck.core.cost_rates import token_count


def cache_words(usage: Mapping[str, object]) -> str:
    """Return what was read from the cache, written to it and missed; empty where it had no part."""
    read = token_count(usage.get("cache_read_input_tokens")) or 0
    written = token_count(usage.get("cache_creation_input_tokens")) or 0
    fresh = token_count(usage.get("input_tokens")) or 0
    if not read and not written:
        return ""
    whole = read + written + fresh
    parts = [
        f"read {read:,} of {whole:,} tokens ({_percent(read, whole)})" if read else "missed: nothing was read"
    ]
    parts.append(f"wrote {written:,}{_times(usage)}" if written else "nothing had to be written")
    if fresh:
        parts.append(f"{fresh:,} behind the last mark")
    return "; ".join(parts)


def _percent(part: int, whole: int) -> str:
    """Return the share, which is 100 % only where nothing is missing."""
    return f"{part * 100 // whole} %"


def _times(usage: Mapping[str, object]) -> str:
    split = usage.get("cache_creation")
    counts = split if isinstance(split, Mapping) else {}
    five = token_count(counts.get("ephemeral_5m_input_tokens"))
    hour = token_count(counts.get("ephemeral_1h_input_tokens"))
    if five and hour:
        return f" ({five:,} for 5 minutes, {hour:,} for 1 hour)"
    return " for 5 minutes" if five else " for 1 hour" if hour else ""
