"""Sizes in words."""


def size_words(data: str | bytes) -> str:
    """Return the size of `data`, texts counted as UTF-8: `812 bytes`, `1.2 kB`, `3.4 MB` (powers of ten)."""
    count = len(data.encode("utf-8", "surrogatepass")) if isinstance(data, str) else len(data)
    return bytes_words(count)


def bytes_words(count: int) -> str:
    """Return `count` bytes in words."""
    if count < 1_000:
        return f"{count} byte{'' if count == 1 else 's'}"
    if count < 999_950:
        return f"{count / 1_000:.3g} kB"
    return f"{count / 1_000_000:.3g} MB"
