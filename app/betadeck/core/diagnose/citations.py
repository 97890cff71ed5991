"""Citations: where none may stand, or not alike on all documents."""

import re

from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import is_extra, is_missing
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.draft import OLDER_API_VERSION
from betadeck.core.finding import Fix
from betadeck.core.fixes import set_version
from betadeck.core.fixes_talk import remove_members
from betadeck.core.json_pointer import value_at

_REFUSED = r"not permitted|not allowed"


def wrong_citations(case: Case) -> Diagnosis | None:
    """Explain an error about citations."""
    about = case.said.says(r"citation") or "citations" in case.said.path
    if not about or is_extra(case) or is_missing(case):
        return None
    cited = _cited_by_user(case)
    numbered = re.search(r"/\d", case.pointer)
    pointer = case.pointer if numbered else next(iter(cited), case.pointer or case.at("messages"))
    fixes: list[Fix] = []
    if case.said.says(rf"user|{_REFUSED}") and value_at(case.asked.body, pointer):
        fixes = _without(case, [pointer, *cited])
    refused = fixes or case.said.says(_REFUSED)
    title = "Citations stand where none may be" if refused else "The citations do not fit"
    remedy = "Leave them out there, or set them alike on all documents."
    return verdict(
        case, Culprit("block" if refused else "field", "citations", pointer), title, "", remedy, fixes
    )


def _cited_by_user(case: Case) -> list[str]:
    """Return the places of citations in the user's texts, which newer versions of the API refuse."""
    blocks = (each for each in case.asked.every_block() if each.role == "user")
    cited = (
        each for each in blocks if each.type in ("text", "search_result") and each.value.get("citations")
    )
    return [f"{each.pointer}/citations" for each in cited]


def _without(case: Case, pointers: list[str]) -> list[Fix]:
    fixes = [remove_members(pointers, "Remove the citations")]
    if case.draft and case.draft.api_version > OLDER_API_VERSION:
        fixes.append(set_version(OLDER_API_VERSION))
    return fixes
