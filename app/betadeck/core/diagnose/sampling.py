"""temperature, top_p and top_k: gone from newer models, and not to be mixed."""

import re
from collections.abc import Sequence

from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.places import has
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import remove_member
from betadeck.core.fixes_talk import remove_members

_FIELDS = ("temperature", "top_p", "top_k")
_ABOUT = r"temperature|\btop_p\b|\btop_k\b|sampling param"


def wrong_sampling(case: Case) -> Diagnosis | None:
    """Explain sampling fields that the model, or the rest of the request, does not allow."""
    if not case.said.says(_ABOUT) and (not case.said.path or case.said.path[-1] not in _FIELDS):
        return None
    named = [each for each in _FIELDS if re.search(rf"\b{each}\b", case.said.text)] or ["temperature"]
    culprit = Culprit("field", named[0], case.pointer or case.at(named[0]))
    places = [place for each in _FIELDS if has(case.asked.body, place := case.at(each))]
    if len(named) > 1 and case.said.says(r"both|only one|one of|together|exclusive"):
        title = f"{' and '.join(named)} cannot go together"
        fixes = [remove_member(place) for each in named if (place := case.at(each)) in places]
        return verdict(case, culprit, title, "", "Leave one of them out.", fixes)
    if case.said.says(r"thinking"):
        title = f"{named[0]} does not go with thinking"
        return verdict(case, culprit, title, "", "Leave it out.", _apart(case, named, places))
    fixes = [remove_members(places)] if places else []
    return verdict(case, culprit, f"The model takes no {named[0]} any more", "", "Leave it out.", fixes)


def _apart(case: Case, named: Sequence[str], places: Sequence[str]) -> list[Fix]:
    """Take the field out, or switch thinking off if nothing else is in its way."""
    fixes = [remove_member(place) for each in named if (place := case.at(each)) in places]
    thinking = case.at("thinking")
    if has(case.asked.body, thinking) and len(places) == 1:
        fixes.append(remove_member(thinking, "Switch thinking off"))
    return fixes
