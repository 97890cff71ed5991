"""What stands behind the names of the composer's tabs: how many there are, and a dot for changes."""

from collections.abc import Iterable

from betadeck.core.draft import Draft, Row


def tab_notes(draft: Draft, saved: Draft | None, params: int) -> dict[str, str]:
    """Return the note of each tab; `params` is how many parameters there are. Without `saved` nothing changed."""
    before = saved or draft
    return {
        "body": _note(0, draft.body_text != before.body_text),
        "params": _note(params, _address(draft) != _address(before)),
        "headers": _note(_count(draft.headers), draft.headers != before.headers),
        "variables": _note(_count(draft.variables), draft.variables != before.variables),
    }


def _address(draft: Draft) -> tuple[object, ...]:
    return draft.method, draft.path, draft.path_params, draft.query


def _count(rows: Iterable[Row]) -> int:
    return sum(1 for row in rows if row.on and row.name)


def _note(count: int, changed: bool) -> str:
    return " ".join(part for part in (str(count) if count else "", "•" if changed else "") if part)
