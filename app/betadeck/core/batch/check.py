"""What is known of a batch's requests before they go out: the same findings as for any request."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from betadeck.core.batch.build import preview
from betadeck.core.batch.lines import Lines
from betadeck.core.batch.requests import creation
from betadeck.core.draft import Draft
from betadeck.core.finding import Finding, Severity

MOST_CHECKED = 1_000
"""Looking at a request takes half a millisecond; those of a table are much alike."""
_IN_LINE = re.compile(r" in requests\.0\.params(?!\.\w)|requests\.0\.params\.(?=\w)")
Judge = Callable[[Draft], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Told:
    """One finding, and the lines of which it is true, counted from 0."""

    severity: Severity
    message: str
    numbers: tuple[int, ...]


def checked(carrier: Draft, lines: Lines, judge: Judge) -> tuple[Told, ...]:
    """Return what `judge` finds in the first `MOST_CHECKED` lines, errors first; hints are left out."""
    found: dict[tuple[Severity, str], list[int]] = {}
    for number in range(min(len(lines.ids), MOST_CHECKED)):
        item = f'{{"requests":[{{"custom_id":"{lines.ids[number]}","params":{preview(lines, number)}}}]}}'
        for each in judge(creation(carrier, item)):
            if each.severity is not Severity.HINT:
                found.setdefault((each.severity, _message(each.message)), []).append(number)
    told = [Told(severity, message, tuple(numbers)) for (severity, message), numbers in found.items()]
    return tuple(sorted(told, key=lambda each: each.severity is not Severity.ERROR))


def _message(message: str) -> str:
    """Return what is said, with places as they are in the request itself."""
    return _IN_LINE.sub("", message)
