"""What programs on the way put around an error message: their own names, request ids, lists of faults."""

import re

from betadeck.core.diagnose.message_paths import Path, is_field, without_body

_PREFIX = re.compile(
    r"\s*(?:"
    r"(?:[A-Za-z_][\w.]*(?:Error|Exception)\s+){0,3}(?:[A-Za-z_][\w.]*)?(?:Error|Exception)\b(?:\s*(?:\[[^\]]{0,80}\]|\(\w{1,40}\)))?\s*(?::|-|–|—)\s+"
    r"|(?:[A-Za-z]\w*(?:AI|API)?\s){0,3}(?i:error|exception)(?:\s+(?i:code|status))?"
    r"(?:\s*[:=(]?\s*\d{3}\)?)?\s*(?::|-|–|—)\s+"
    r"|(?:HTTP(?:/[\d.]+)?\s+|[Ss]tatus(?:\s+code)?:?\s+)?\d{3}(?:\s+[A-Z][A-Za-z]+){0,3}\s*(?::|-|–|—)\s+"
    r"|(?i:bad request|invalid request|unprocessable entity|request failed|validation failed|not found|forbidden|"
    r"unauthorized)(?:\s+with status(?: code)? \d{3})?\s*(?::|-|–|—)\s+"
    r"|[A-Za-z][\w ]{0,40}\b(?:returned|responded with|answered|failed with)\s+(?:an? )?(?:error|HTTP|status|code|\s)*"
    r"\d{3}\s*(?::|-|–|—)\s+"
    r")"
)
"""Names of classes, `Error code: 400 - `, `400 Bad Request: `, `upstream returned 400: `."""
_TAIL = re.compile(
    r"\s*(?:"
    r"[(\[]\s*(?:request|trace|correlation)[ _-]?id\b[^)\]]{0,120}[)\]]"
    r"|[,.;|]?\s*(?:request|trace|correlation)[ _-]?id\s*[:=]\s*[\w-]{6,80}"
    r"|\[type=\w+, input_value=.{0,2000}\]"
    r"|for further information visit \S+"
    r"|[.,]?\s*received model group=.{0,400}"
    r")\.?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_MOST_LAYERS = 6
_LOC = re.compile(r"[\"']loc[\"']\s*:\s*[\[(]([^\])]{0,400})[\])]")
_MSG = re.compile(r"[\"']msg[\"']\s*:\s*(?:\"((?:[^\"\\]|\\.){0,2000})\"|'((?:[^'\\]|\\.){0,2000})')")
_ITEM = re.compile(r"[\"']([^\"']*)[\"']|(\d+)")


def unwrapped(text: str) -> str:
    """Return `text` without what was put around it; all of it, where nothing would be left."""
    inner = text.strip()
    for _ in range(_MOST_LAYERS):
        found = _PREFIX.match(inner)
        shorter = inner[found.end() :] if found else inner
        if (tail := _TAIL.search(shorter)) is not None:
            shorter = shorter[: tail.start()]
        if shorter == inner or not shorter.strip():
            break
        inner = shorter.strip()
    return inner


def listed_fault(text: str) -> tuple[Path, str] | None:
    """Return place and words of the first fault in a printed list such as `[{'loc': (...), 'msg': '...'}]`."""
    place, words = _LOC.search(text), _MSG.search(text)
    if not place or not words:
        return None
    path = tuple(name or number for name, number in _ITEM.findall(place.group(1)))
    path = without_body(tuple(each for each in path if each))
    return (path, words.group(1) or words.group(2) or "") if path and is_field(path) else None
