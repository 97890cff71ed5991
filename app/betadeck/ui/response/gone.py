"""What stands in the place of an answer that the history does not keep."""

from betadeck.ui.parts.empty_state import EmptyState


def not_kept() -> EmptyState:
    """Return a page that says so."""
    return EmptyState(
        "The answer is not kept",
        "It made room for others, or was longer than the history's limit in the settings. Send again to get a new one.",
    )
