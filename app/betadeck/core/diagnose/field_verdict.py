"""The form of a diagnosis that is about one place in the body."""

import re

from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.json_pointer import place_words


def kind_of_place(pointer: str) -> str:
    """Return the kind of culprit: messages and content blocks are blocks, everything else is a field."""
    return "block" if re.search(r"/(?:messages|content|system)/\d+$", pointer) else "field"


def told(
    case: Case, pointer: str, title: str, remedy: str, fixes: "list[Fix] | None" = None, cause: str = ""
) -> Diagnosis:
    """Return the diagnosis of what is wrong at `pointer`."""
    culprit = Culprit(kind_of_place(pointer), place_words(pointer), pointer)
    return verdict(case, culprit, title, cause, remedy, fixes or [])
