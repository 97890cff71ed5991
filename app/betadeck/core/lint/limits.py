"""The documented limits on counts, numbers and sizes, as the catalogue lists them."""

from collections.abc import Iterator

from betadeck.core import json_pointer
from betadeck.core.catalog_lookup import matches_operation
from betadeck.core.catalog_rules import RequestLimit
from betadeck.core.finding import Finding
from betadeck.core.fixes import set_member
from betadeck.core.lint.codes import found
from betadeck.core.lint.subject import Subject
from betadeck.core.lint.traces import Root, roots

_ELSEWHERE = ("count.cache_breakpoints", "tool.name", "image.side", "thinking.budget")
"""Rules of their own look at these."""
_HUGE = 10**15


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what passes a limit."""
    for limit in subject.catalogue.limits:
        if limit.id in _ELSEWHERE or not _holds(limit, subject):
            continue
        if limit.unit == "bytes":
            yield from _size(limit, subject)
        elif limit.field:
            yield from _field(limit, subject)


def _holds(limit: RequestLimit, subject: Subject) -> bool:
    if limit.platforms and subject.platform.value not in limit.platforms:
        return False
    given = limit.operations or (("* *",) if limit.platforms else ())
    return any(matches_operation(each, subject.method, subject.path) for each in given)


def _size(limit: RequestLimit, subject: Subject) -> Iterator[Finding]:
    text = subject.draft.body_text
    if subject.draft.files or len(text) * 4 <= limit.maximum:
        return
    size = len(text.encode(errors="replace"))
    if size > limit.maximum:
        yield found("body-too-big", "body:", f"The body has {size:,} bytes. {limit.message}")


def _field(limit: RequestLimit, subject: Subject) -> Iterator[Finding]:
    places = [Root("", subject.body)] if limit.id == "count.batch_requests" else roots(subject)
    for root in places:
        for way, value in root.find(limit.field):
            yield from _value(limit, root.at + json_pointer.join(way), value)


def _value(limit: RequestLimit, pointer: str, value: object) -> Iterator[Finding]:
    number = len(value) if isinstance(value, list) and limit.unit == "items" else value
    if isinstance(number, bool) or not isinstance(number, int | float):
        return
    bound = limit.minimum if number < limit.minimum else limit.maximum
    if number < limit.minimum or (limit.maximum and number > limit.maximum):
        fixes = [] if isinstance(value, list) else [set_member(pointer, bound)]
        yield found(
            "limit-passed", f"body:{pointer}", f"{limit.message} Here: {min(number, _HUGE):,}.", *fixes
        )
