"""What is known from the error's type and status alone: the last resort, and always an answer."""

from betadeck.core.catalog import ErrorEntry
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry

_RETRIED = frozenset({408, 409, 429})
_LONGEST_TITLE_CHARS = 160


def by_type(case: Case) -> Diagnosis:
    """Explain by the catalogue's entry for the type or the status, else say what was received."""
    entry = _entry(case)
    message = _one_line(case.error.message)
    title = message or (entry.meaning if entry else _plain_title(case))
    cause = entry.meaning if entry and message else ""
    return Diagnosis(
        title,
        cause,
        Culprit(entry.culprit if entry else "unknown"),
        entry.remedy if entry else "",
        Retry(case.status in _RETRIED or case.status >= 500),
    )


def _entry(case: Case) -> ErrorEntry | None:
    """Return the entry for the error's type, else for the status; the error's own code is looked up elsewhere."""
    plain = [each for each in case.catalogue.errors if not each.code]
    both = [each for each in plain if each.type == case.error.type and each.status == case.status]
    kind = [each for each in plain if each.type == case.error.type]
    status = [each for each in plain if each.status == case.status]
    return next(iter((*both, *kind, *status)), None)


def _plain_title(case: Case) -> str:
    if case.failure:
        return _one_line(case.failure.message) or "The request failed"
    if case.head:
        return f"The server answered {case.status} {case.head.reason}".strip()
    return "The exchange failed"


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TITLE_CHARS else line[: _LONGEST_TITLE_CHARS - 1] + "…"
