"""Which texts are too long for a field of a form."""

from betadeck.ui.composer.folds import has_long_line

_MOST_CHARS = 60_000


def is_long(text: str) -> bool:
    """Tell whether `text` would make a form slow; such texts are edited as JSON."""
    return len(text) > _MOST_CHARS or has_long_line(text)
