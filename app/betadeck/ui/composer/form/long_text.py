"""Which texts are too long for a field of a form."""

_MOST_CHARS = 60_000
_LONGEST_LINE = 20_000


def is_long(text: str) -> bool:
    """Tell whether `text` would make a form slow; such texts are edited as JSON."""
    return len(text) > _MOST_CHARS or (
        len(text) > _LONGEST_LINE and max(map(len, text.split("\n"))) > _LONGEST_LINE
    )
