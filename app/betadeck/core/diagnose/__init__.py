"""Why an exchange failed: one family of causes a module, asked in turn until one knows.

A message is taken apart first (`message`), its place turned into a pointer (`places`), and the class of the
error told by the words of its type (`error_class`); the families then look at these, not at whole sentences.
What nobody knows ends in `by_type`, which shows the server's own words.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from betadeck.core.answer import Answer, FaultSeverity
from betadeck.core.answer_of import answer_of
from betadeck.core.catalog import Catalogue
from betadeck.core.diagnose import (
    auth,
    betas,
    billing,
    blocks,
    cache_marks,
    citations,
    codes,
    empties,
    fields,
    gateway,
    headers,
    mcp,
    media,
    missing_betas,
    model_limits,
    model_output,
    models,
    network,
    not_found,
    not_ready,
    permission,
    plain_text,
    rate_limit,
    requests,
    roles,
    size,
    streams,
    thinking_blocks,
    tool_pairs,
    tools,
    trouble,
)
from betadeck.core.diagnose.by_type import by_type
from betadeck.core.diagnose.case import Case, Exhibit
from betadeck.core.diagnose.strange import is_strange
from betadeck.core.diagnosis import Diagnosis
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head
from betadeck.core.failure import Failure
from betadeck.core.target import Platform

__all__ = ["diagnose", "explain"]

_Judge = Callable[[Case], Diagnosis | None]
_OF_ERRORS: tuple[_Judge, ...] = (
    missing_betas.required_beta,
    betas.refused_beta,
    billing.unpaid,
    trouble.overloaded,
    rate_limit.over_limit,
    requests.wrong_shape,
    headers.wrong_header,
    models.model_out_of_reach,
    not_ready.not_ready,
    auth.wrong_key,
    permission.not_allowed,
    missing_betas.hidden_path,
    requests.broken_json,
    size.too_large,
    missing_betas.unknown_without_beta,
    fields.plain_field,
    model_output.too_much_output,
    size.too_many_tokens,
    model_output.budget_too_big,
    models.wrong_model,
    thinking_blocks.wrong_thinking,
    tool_pairs.unpaired_tools,
    cache_marks.wrong_cache_marks,
    citations.wrong_citations,
    media.wrong_media,
    mcp.wrong_mcp,
    tools.wrong_tools,
    empties.nothing_said,
    roles.wrong_turns,
    model_limits.not_for_model,
    requests.needs_stream,
    requests.blocked,
    not_found.not_there,
    trouble.server_trouble,
    betas.any_beta,
    fields.wrong_field,
    blocks.wrong_block,
)
"""In this order: what says its name first, what is told by the place alone last."""


def diagnose(
    exchange: Exchange, answer: Answer, catalogue: Catalogue, platform: Platform
) -> Diagnosis | None:
    """Return why `exchange` failed, or None if nothing is wrong with it (or it was cancelled, or runs).

    Of an answer that is not kept any more only its status is judged.
    """
    if exchange.ending in (Ending.RUNNING, Ending.CANCELLED):
        return None
    if exchange.body_gone and exchange.failure is None and exchange.head and exchange.head.status < 400:
        return None
    return judge(
        Exhibit(
            catalogue,
            platform,
            answer,
            _ended_at(exchange),
            head=exchange.head,
            body=exchange.body,
            draft=exchange.draft,
            failure=exchange.failure,
            elapsed_s=exchange.timings.ended_s,
            arrivals=exchange.arrivals,
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
    return judge(
        Exhibit(catalogue, platform, answer, now, head=head, body=body, draft=draft, failure=failure)
    )


def judge(exhibit: Exhibit) -> Diagnosis | None:
    """Return the diagnosis of `exhibit`, or None if nothing is wrong."""
    if not _failed(exhibit):
        return None
    case = Case(exhibit)
    if exhibit.answer.error is not None:
        found = (
            codes.by_code(case, _of_error) or _of_error(case) or gateway.foreign_answer(case) or by_type(case)
        )
        return streams.in_stream(case, found) if case.in_stream else found
    for each in (
        _of_status,
        streams.cut_stream,
        network.broken_send,
        _of_words,
        gateway.foreign_answer,
        streams.broken_stream,
        _of_error,
    ):
        if diagnosis := each(case):
            return diagnosis
    return by_type(case)


def _of_words(case: Case) -> Diagnosis | None:
    return plain_text.plain_error(case, _of_error)


def _of_error(case: Case) -> Diagnosis | None:
    return next((found for each in _OF_ERRORS if (found := each(case))), None)


def _of_status(case: Case) -> Diagnosis | None:
    """A bad status counts more than a connection that broke after it."""
    return gateway.foreign_answer(case) if case.failure and case.status >= 400 else None


def _failed(exhibit: Exhibit) -> bool:
    spoilt = any(fault.severity is FaultSeverity.ERROR for fault in exhibit.answer.faults)
    status = exhibit.head.status if exhibit.head else 0
    good = 200 <= status < 300
    return (
        exhibit.failure is not None
        or exhibit.answer.error is not None
        or not good
        or spoilt
        or is_strange(exhibit)
    )


def _ended_at(exchange: Exchange) -> datetime:
    try:
        started = datetime.fromisoformat(exchange.started_at)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
    started = started if started.tzinfo else started.replace(tzinfo=UTC)
    return started + timedelta(seconds=exchange.timings.ended_s or 0)
