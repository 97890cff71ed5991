"""Things that are still being made or worked on: batches without results yet, files being looked at."""

import re

from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.error_class import ErrorClass, class_of
from betadeck.core.diagnose.retrying import wait_s
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry

_THING = re.compile(
    r"\b(batch|file|session|deployment|environment|container|vault|skill|dream|scan|job|results?)(?:e?s)?\b"
)
_NOT_YET = (
    r"\b(?:not|n't) (?:yet |been )*(?:ready|ended|finished|completed?|processed|done|available)\b[^.]{0,40}"
    r"(?:\byet\b|\buntil\b|\bbefore\b|\bstill\b)|\b(?:has|have|is|are|was) not (?:yet )?(?:ended|finished|"
    r"completed|been processed)\b|\bstill (?:being )?(?:process\w*|running|in progress|pending|scann\w*|"
    r"validat\w*)|\bnot yet (?:ready|ended|finished|complete|processed|available|done)\b|"
    r"\b(?:only|once|until)\b[^.]{0,40}\b(?:has|have) (?:ended|finished|completed)\b"
)
_MAYBE = (ErrorClass.INVALID, ErrorClass.NOT_FOUND, ErrorClass.CONFLICT, ErrorClass.UNKNOWN)
_WHY = "It gets ready by itself: ask again after a while."


def not_ready(case: Case) -> Diagnosis | None:
    """Explain a thing that cannot be had before the work on it has ended."""
    said = case.said
    found = _THING.search(said.low)
    # For a subscription or a model it is not a matter of waiting.
    other = said.path or said.betas or said.models or said.says(r"\bbeta\b|subscription|\bmodel\b|region")
    if found is None or other or class_of(case) not in _MAYBE or not said.says(_NOT_YET):
        return None
    name = next(iter(said.ids), "")
    culprit = Culprit("field", name, case.asked.place_of(name))
    title = f"The {found.group(1)} {name}".rstrip() + " is not ready yet"
    return verdict(case, culprit, title, "", "Wait, then ask again.", retry=Retry(True, wait_s(case), _WHY))
