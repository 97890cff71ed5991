"""What is wrong in the text and where: findings and the first fault, which move along with edits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from betadeck.core.finding import Finding, Severity
from betadeck.core.json_check import JsonCheck
from betadeck.core.json_fault import JsonFault
from betadeck.core.json_tokens import TOKEN
from betadeck.ui.composer.editor.line_findings import pointer_of
from betadeck.ui.composer.text_change import TextChange

BROKEN = "json-broken"
BLAME = "blame"
"""What an answer says of a place: nothing that could be ignored or mended here."""
_LONGEST = 80
_ORDER = (Severity.HINT, Severity.WARN, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to say about the span from `start` to `end`; `finding` has the fixes, if there are any."""

    start: int
    end: int
    severity: Severity
    words: str
    finding: Finding | None = None

    def touches(self, offset: int) -> bool:
        """Tell whether `offset` lies in it or at its edge."""
        return self.start <= offset <= self.end

    def moved(self, change: TextChange) -> "Problem | None":
        """Return it after a change of the text; None when all of it was replaced."""
        shift = change.new_end - change.old_end
        if change.old_end <= self.start and (change.start < self.start or change.old_end < self.start):
            return replace(self, start=self.start + shift, end=self.end + shift)
        if change.start >= self.end and change.old_end > self.end:
            return self
        if change.start <= self.start and change.old_end >= self.end and self.end > self.start:
            return None
        start = min(self.start, change.start)
        return replace(self, start=start, end=max(start, self.end + shift))


def problems_of(text: str, findings: Sequence[Finding], check: JsonCheck) -> list[Problem]:
    """Return what to mark, the worst last, so that it is drawn over the others."""
    found = []
    for finding in findings:
        pointer = pointer_of(finding.where)
        place = check.nearest(pointer) if pointer is not None and finding.code != BROKEN else None
        if place is not None:
            sign = place.sign(text)
            mends = finding if finding.code != BLAME else None
            found.append(Problem(sign.start, sign.end, finding.severity, finding.message, mends))
    if check.fault is not None and text.strip():
        broken = next((each for each in findings if each.code == BROKEN), None)
        start, end = span_of_fault(text, check.fault)
        found.append(Problem(start, end, Severity.ERROR, sentence(check.fault), broken))
    return sorted(found, key=lambda each: _ORDER.index(each.severity))


def line_marks_of(text: str, problems: Sequence[Problem]) -> dict[int, tuple[Severity, str]]:
    """Return, for each line with a problem (from 0), the worst severity and all the words."""
    marks: dict[int, tuple[Severity, str]] = {}
    line = at = 0
    for each in sorted(problems, key=lambda each: each.start):
        line, at = line + text.count("\n", at, each.start), each.start
        worst, words = marks.get(line, (each.severity, ""))
        marks[line] = (max(worst, each.severity, key=_ORDER.index), f"{words}\n{each.words}".strip())
    return marks


def sentence(fault: JsonFault) -> str:
    """Return a fault with its place."""
    return f"Line {fault.line}, column {fault.column}: {fault.message}"


def span_of_fault(text: str, fault: JsonFault) -> tuple[int, int]:
    """Return the token at the fault, or the last character when the text ends too early."""
    start = min(fault.offset, len(text) - 1)
    while start > 0 and text[start].isspace():
        start -= 1
    found = TOKEN.match(text, start)
    end = found.end() if found else start + 1
    return start, min(end, start + _LONGEST)
