"""Which lines of a body the findings speak of."""

from collections.abc import Iterable

from betadeck.core.finding import Finding, Severity
from betadeck.core.json_text import locate

_BODY = "body:"
_ORDER = (Severity.HINT, Severity.WARN, Severity.ERROR)


def pointer_of(where: str) -> str | None:
    """Return the JSON Pointer in `where` if it names a place in the body, else None."""
    if where == "body":
        return ""
    return where.removeprefix(_BODY) if where.startswith(_BODY) else None


def line_marks(text: str, findings: Iterable[Finding]) -> dict[int, tuple[Severity, str]]:
    """Return, for the number of each line with a finding (from 0), the worst severity and all the words.

    A finding about a member that is not there marks the nearest container that is.
    """
    marks: dict[int, tuple[Severity, str]] = {}
    for finding in findings:
        pointer = pointer_of(finding.where)
        if pointer is None or not text.strip():
            continue
        line = text.count("\n", 0, _start(text, pointer))
        worst, words = marks.get(line, (finding.severity, ""))
        worst = max(worst, finding.severity, key=_ORDER.index)
        marks[line] = (worst, f"{words}\n{finding.message}".strip())
    return marks


def nearest(text: str, pointer: str) -> tuple[int, int]:
    """Return the span of the value at `pointer`, or of the nearest one around it that exists."""
    while True:
        found = locate(text, pointer)
        if found is not None:
            return found.start, found.end
        if not pointer:
            return 0, len(text)
        pointer = pointer.rpartition("/")[0]


def _start(text: str, pointer: str) -> int:
    return nearest(text, pointer)[0]
