"""A file that holds a request's JSON body alone, and no preset around it."""

from dataclasses import replace
from pathlib import Path

from betadeck.core.draft import Draft
from betadeck.core.json_text import members

_OF_A_BODY = frozenset({"messages", "model", "max_tokens", "requests"})
_BATCHES = "/v1/messages/batches"


def bare_draft(text: str) -> Draft | None:
    """Return the request that has `text` as its body, or None if `text` is a preset or something else.

    It is taken for one to Messages, or for a batch of them where it has `requests`. Broken JSON counts by
    what stands before the first fault.
    """
    names = members(text.removeprefix("\ufeff")).keys()
    if "betadeck" in names or _OF_A_BODY.isdisjoint(names):
        return None
    draft = Draft(body_text=text.removeprefix("\ufeff"))
    if "requests" in names and "messages" not in names:
        return replace(draft, operation="messages.batches.create", path=_BATCHES)
    return draft


def bare_file(path: Path) -> Draft | None:
    """Return the same for a file; None also for one that cannot be read."""
    try:
        return bare_draft(path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def taken_for(draft: Draft, name: str) -> str:
    """Return the words that tell what the body in the file `name` was taken for."""
    return f"{name} is no preset: taken for the body of {draft.method} {draft.path}"
