"""The numbers in an error message: what was found, and what is allowed."""

import re
from dataclasses import dataclass

_N = (
    r"(\d[\d,_]*(?:\.\d+)?)\s?(k|kb|kib|mb|mib|gb|gib|bytes|tokens?|pixels|px|pages?|images?|characters|"
    r"items?)?\b"
)
_SCALE = {"k": 1e3, "kb": 1e3, "kib": 1024, "mb": 1e6, "mib": 1024**2, "gb": 1e9, "gib": 1024**3}
_SUM = re.compile(rf"{_N}\s*\+\s*{_N}\s*(?:>=?|exceeds)\s*{_N}")
_COMPARED = re.compile(rf"{_N}\s*(>=?|<=?|≥|≤|exceeds)\s*{_N}")
_UPPER = re.compile(
    r"(?:at most|no more than|not (?:be )?(?:more|greater|larger|longer|higher|over) than|"
    r"cannot be (?:more|larger|"
    r"greater|longer) than|(?:must|should) be (?:less|smaller|lower|fewer|shorter|"
    r"below)(?: than)?(?: or equal to)?|"
    r"less than or equal to|up to|(?:maximum|max|most|limit|largest|cap)\b[^.;\d]{0,60}?|exceed(?:s|ed|"
    r"ing)?\b"
    r"[^.;\d]{0,60}?|(?:is|are|was) (?:greater|more|larger|longer|higher) than[^.;\d]{0,40}?|<=|≤|limited to|"
    r"may (?:have|hold|contain|be)\b[^.;\d]{0,20}?|"
    r"(?:beyond|above|more than|larger than|greater than) (?:what\b|the\b)[^.;\d]{0,60}?|"
    rf"over the|too (?:long|large|big|many|high)[^.;\d]{{0,40}}?(?:max|limit)\w*[^.;\d]{{0,20}}?)\s*{_N}"
)
_UPPER_AFTER = re.compile(rf"{_N}\s*(?:\w+\s)?(?:is the )?(?:maximum|max\b|limit|or (?:fewer|less|lower))")
_LOWER = re.compile(
    r"(?:at least|no (?:less|fewer) than|not (?:be )?(?:less|smaller|fewer|lower) than|(?:must|"
    r"should) be (?:greater|"
    r"more|larger|higher|over|above)(?: than)?(?: or equal to)?|greater than or equal to|(?:minimum|min|"
    r"least|smallest)\b"
    rf"[^.;\d]{{0,60}}?|>=|≥|(?:is|are|was) (?:less|smaller|lower|fewer|"
    rf"below)(?: than)?[^.;\d]{{0,40}}?)\s*{_N}"
)
_FOUND = re.compile(
    rf"(?:found|\bhas|\bhave|contains?|got|received|given|provided|but (?:was|is|has|had)|, not|"
    rf"actual(?:ly)?|requested|you sent|input of)\W{{0,3}}"
    rf"(?:\w+\s){{0,2}}?{_N}"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit that was passed: `limit` is the number allowed, `found` the number sent, None if not said.

    `upper` tells that there may be no more than `limit`; else there may be no less. `strict` that the limit
    itself is not allowed.
    """

    limit: float
    found: float | None = None
    upper: bool = True
    strict: bool = False


def bound_in(text: str) -> Bound | None:
    """Return the limit that `text` (in lower case) tells of, or None."""
    if found := _SUM.search(text):
        return Bound(_number(found, 5), _number(found, 1) + _number(found, 3))
    if found := _COMPARED.search(text):
        upper = found.group(3) in (">", ">=", "≥", "exceeds")
        strict = found.group(3) in (">=", "<=", "≥", "≤")
        return Bound(_number(found, 4), _number(found, 1), upper, strict)
    return _worded(text)


def _worded(text: str) -> Bound | None:
    lower = _LOWER.search(text)
    upper = _UPPER.search(text) or _UPPER_AFTER.search(text)
    chosen = lower if lower and (not upper or lower.start() <= upper.start()) else upper
    if chosen is None:
        return None
    sent = next((each for each in _FOUND.finditer(text) if each.start(1) != chosen.start(1)), None)
    strict = bool(re.search(r"(?:greater|less|more|fewer|smaller|larger) than\s*$", text[: chosen.start(1)]))
    strict = strict and chosen is lower
    return Bound(_number(chosen, 1), _number(sent, 1) if sent else None, chosen is not lower, strict)


def _number(found: "re.Match[str]", group: int) -> float:
    digits = found.group(group).replace(",", "").replace("_", "")
    return float(digits) * _SCALE.get(found.group(group + 1) or "", 1)
