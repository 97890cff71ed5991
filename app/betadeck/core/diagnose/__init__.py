"""Why an exchange failed: one family of causes a module, asked in turn."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from betadeck.core.answer import Answer, FaultSeverity
from betadeck.core.answer_of import answer_of
from betadeck.core.catalog import Catalogue
from betadeck.core.diagnose.by_type import by_type
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnosis import Diagnosis
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head
from betadeck.core.failure import Failure
from betadeck.core.target import Platform

__all__ = ["diagnose", "explain"]


def diagnose(
    exchange: Exchange, answer: Answer, catalogue: Catalogue, platform: Platform
) -> Diagnosis | None:
    """Return why `exchange` failed, or None if nothing is wrong with it (or it was cancelled, or runs)."""
    if exchange.ending in (Ending.RUNNING, Ending.CANCELLED):
        return None
    return judge(
        Case(
            catalogue,
            platform,
            answer,
            _ended_at(exchange),
            head=exchange.head,
            body=exchange.body,
            draft=exchange.draft,
            failure=exchange.failure,
            elapsed_s=exchange.timings.ended_s,
        )
    )


def explain(
    status: int,
    headers: Sequence[tuple[str, str]],
    body: bytes,
    draft: Draft | None,
    failure: Failure | None,
    catalogue: Catalogue,
    platform: Platform,
    now: datetime,
) -> Diagnosis | None:
    """Return why an answer of which these are the parts is an error, or None if it is none.

    `status` 0 means that no answer came. `now` is when it came, in UTC.
    """
    head = Head(status, headers=tuple(headers)) if status else None
    answer = answer_of(body, head.media_type if head else "")
    return judge(Case(catalogue, platform, answer, now, head=head, body=body, draft=draft, failure=failure))


def judge(case: Case) -> Diagnosis | None:
    """Return the diagnosis of `case`, or None if nothing is wrong."""
    if not _failed(case):
        return None
    return by_type(case)


def _failed(case: Case) -> bool:
    spoilt = any(fault.severity is FaultSeverity.ERROR for fault in case.answer.faults)
    good = 200 <= case.status < 300
    return case.failure is not None or case.answer.error is not None or not good or spoilt


def _ended_at(exchange: Exchange) -> datetime:
    try:
        started = datetime.fromisoformat(exchange.started_at)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
    started = started if started.tzinfo else started.replace(tzinfo=UTC)
    return started + timedelta(seconds=exchange.timings.ended_s or 0)
