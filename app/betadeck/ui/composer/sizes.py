"""Sizes in words."""


def size_words(data: str | bytes) -> str:
    """Return the size of `data`, texts counted as UTF-8: `812 bytes`, `1.2 kB`, `3.4 MB` (powers of ten)."""
    count = len(data.encode("utf-8", "surrogatepass")) if isinstance(data, str) else len(data)
    return bytes_words(count)


def bytes_words(count: int) -> str:
    """Return `count` bytes in words."""
    if count < 1_000:
        return f"{count} byte{'' if count == 1 else 's'}"
    if count < 999_500:
        return f"{_three_digits(count / 1_000)} kB"
    return f"{_three_digits(count / 1_000_000)} MB"


def _three_digits(value: float) -> str:
    return f"{value:.0f}" if value >= 99.95 else f"{value:.3g}"
