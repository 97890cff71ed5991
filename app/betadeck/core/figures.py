"""Sizes, times and counts in words."""


def size_words(size: int) -> str:
    """Return `size` bytes as people read it, in decimal units: `0.4 kB`, `12 kB`, `3.3 MB`."""
    if size < 100:
        return f"{size} B"
    value, unit = (size / 1e3, "kB") if size < 999_500 else (size / 1e6, "MB")
    if value >= 999.5 and unit == "MB":
        value, unit = value / 1e3, "GB"
    return f"{value:.1f} {unit}" if value < 9.95 else f"{value:,.0f} {unit}"


def time_words(seconds: float) -> str:
    """Return a duration as people read it: `212 ms`, `1.2 s`, `2 min 05 s`."""
    if seconds < 0.9995:
        return f"{seconds * 1e3:.0f} ms"
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    return f"{whole // 60:,} min {whole % 60:02} s"


def wait_words(seconds: float) -> str:
    """Return a time to wait, which is mostly whole: `15 s`, `1.5 s`, `2 min 05 s`."""
    whole = round(seconds)
    return f"{whole} s" if 1 <= whole < 60 and abs(seconds - whole) < 0.05 else time_words(seconds)


def clock_words(seconds: float) -> str:
    """Return a running time, which shall not jump between units: `0.2 s`, `75.0 s`."""
    return f"{seconds:.1f} s"


def count_words(count: int, one: str, many: str = "") -> str:
    """Return `count` with its noun: `1 line`, `1,240 lines`. `many` is for nouns that take no `s`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def money_words(usd: float) -> str:
    """Return US dollars with as many digits as tell something: `$0.0021`, `$1.20`."""
    if usd == 0:
        return "$0"
    if usd >= 0.1:
        return f"${usd:,.2f}"
    digits = 4 if usd >= 0.0001 else 6
    return f"${usd:.{digits}f}"
