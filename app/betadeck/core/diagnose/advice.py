"""Sentences that only help: where to read more, what to write instead. No place in them is the culprit."""

import re

_START = r"(?:(?<=[.;!?])\s+|(?<=\n)|^)"
_END = r"[^.;!?\n]*(?:[.](?=\w)[^.;!?\n]*)*(?:[.;!?]|$)"
_POINTERS = (
    r"(?:please\s+)?(?:see|refer to|consult|compare|look at|visit|read)\s+(?!if\b|whether\b)"
    r"|(?:to learn|for)\s+(?:more|further|details|examples?|an example|help|reference|information)\b"
    r"|more (?:details|information)\b|documentation:|example:|e\.g\.,?\s"
)
_READING = re.compile(rf"{_START}(?:{_POINTERS}){_END}", re.IGNORECASE)
_INSTEAD = re.compile(
    r"\b(?:use|send|set|pass|try|prefer|write|specify|choose|provide|migrate to|switch to|move to)\s"
    r"(?:[^.;\n]|\.(?=\w)){0,120}?\binstead\b(?! of)"
    r"|\binstead,?\s+(?:use|send|set|pass|try|write)\s(?:[^.;\n]|\.(?=\w)){0,120}"
    r"|\b(?:compare\s+(?:it|this|yours)\s+with|e\.g\.|for\s+(?:example|instance)|see(?:\s+also)?)[\s,:]+"
    r"(?:[^.;\n]|\.(?=\w)){0,120}"
    r"|\b(?:in favou?r of|replaced (?:by|with)|renamed to|superseded by)\s+\S+",
    re.IGNORECASE,
)


def without_reading(text: str) -> str:
    """Return `text` without the sentences that say where to read more; all of it if it has no other."""
    return _READING.sub(" ", text)


def without_advice(text: str) -> str:
    """Return `text` without what is to be written instead, and without examples: what was wrong is left."""
    return _INSTEAD.sub(" ", text)
