"""Sentences of the history window. No Qt here."""

from betadeck.core.figures import count_words, size_words
from betadeck.core.listing import HistoryRow, HistoryUsage
from betadeck.ui.library.days import local
from betadeck.ui.library.status import mark_of

SEARCH_HINT = (
    "Words, “a phrase”, begin* · status:400 model: beta: op: preset: target: before: after: is:error"
)
SEARCH_TIP = """Words are looked for in requests, answers, errors, request ids, names and notes.
All of them must be there.

"not found"   stand together
over*   the beginning of a word
-word   not there
status:400   also 4xx, none
model:opus  beta:context  op:messages.create  preset:  target:  id:req_
before:2026-11-20  after:2026-11  on:today   also yesterday, 7d
is:error   also ok, failed, cancelled, pinned, noted, beside"""


def usage_words(usage: HistoryUsage) -> str:
    """Return the account of what the history takes."""
    total = usage.kept_bytes + usage.index_bytes
    parts = [
        f"{count_words(usage.rows, 'exchange')} take {size_words(total)} of {size_words(usage.cap_bytes)}",
        f"answers {size_words(usage.answer_bytes)}",
        f"requests {size_words(usage.request_bytes)}",
        f"search about {size_words(usage.index_bytes)}",
    ]
    if usage.pinned:
        parts.append(f"{usage.pinned:,} pinned, {size_words(usage.pinned_bytes)}, never removed to make room")
    return "  ·  ".join(parts)


def room_words(usage: HistoryUsage) -> str:
    """Return what happens when there is no room left, for a tooltip."""
    return (
        f"When all of it exceeds {size_words(usage.cap_bytes)}, the oldest answers are removed, then the "
        "oldest requests. Their rows stay. The limit is in the settings."
    )


def count_of(shown: int, total: int, searching: bool) -> str:
    """Return how many exchanges are shown; without a search all of them are, or the newest."""
    if searching:
        return f"{shown:,} of {total:,}"
    return f"the newest {shown:,} of {total:,}" if shown < total else count_words(shown, "exchange")


def facts_of(row: HistoryRow) -> list[tuple[str, str]]:
    """Return what is known of an exchange beside its status, as name and value."""
    moment = local(row.started_at)
    tokens = (
        f"{row.input_tokens:,} in, {row.output_tokens:,} out" if row.input_tokens + row.output_tokens else ""
    )
    facts = [
        ("When", f"{moment:%Y-%m-%d %H:%M:%S}" if moment else row.started_at),
        ("Call", row.operation),
        ("Model", row.model),
        ("Target", row.target),
        ("Preset", row.preset),
        ("Tokens", tokens),
        ("Betas", ", ".join(row.betas)),
        ("Request id", row.request_id),
        ("Asked", "by the window, beside a request" if row.beside else ""),
    ]
    return [(name, value) for name, value in facts if value]


def status_words(row: HistoryRow) -> str:
    """Return how an exchange ended, for a pill."""
    return mark_of(row).words


def delete_words(rows: list[HistoryRow]) -> str:
    """Return what deleting these would take away."""
    pinned = sum(row.pinned for row in rows)
    which = f"“{rows[0].title}”" if len(rows) == 1 else f"these {len(rows):,} exchanges"
    return f"Delete {which}" + (f", {pinned} of them pinned?" if pinned and len(rows) > 1 else "?")


def clear_words(usage: HistoryUsage) -> str:
    """Return what clearing the bodies would take away."""
    return (
        f"Remove all requests and answers, {size_words(usage.kept_bytes)}, also pinned ones? The list with "
        "its notes stays, but nothing in it can be opened again."
    )
