"""Puts a diagnosis together."""

from collections.abc import Iterable

from betadeck.core import short_text
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.retrying import retry_for
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry
from betadeck.core.finding import Fix

_LONGEST_TITLE_CHARS = 160


def verdict(
    case: Case,
    culprit: Culprit,
    title: str,
    cause: str = "",
    remedy: str = "",
    fixes: Iterable[Fix] = (),
    retry: Retry | None = None,
) -> Diagnosis:
    """Return the diagnosis. Without `cause`, what the server said is the cause; fixes are kept once each.

    Fixes are left out where the request is not known: there is nothing to apply them to but the key.
    """
    kept: dict[str, Fix] = {}
    for fix in fixes:
        kept.setdefault(fix.id, fix)
    return Diagnosis(
        one_line(title),
        cause or said(case),
        culprit,
        remedy,
        retry_for(case, culprit.kind) if retry is None else retry,
        tuple(kept.values()),
    )


def said(case: Case) -> str:
    """Return the server's words as a sentence; if it had none, what it answered."""
    text = case.said.text
    if text:
        return f"The server says: {text}"
    return f"The server said no more than its status, {case.status}." if case.status else ""


def one_line(text: str) -> str:
    """Return `text` on one line, cut where it gets too long for a title."""
    return short_text.one_line(text, _LONGEST_TITLE_CHARS)


def listed(names: Iterable[str]) -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last
