"""Any error about a place in the body: what is wrong there, told by grammar, with what mends it."""

from collections.abc import Callable

from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import (
    has_bound,
    is_combination,
    is_enum,
    is_extra,
    is_missing,
    is_pattern,
    is_range,
    is_type,
    is_unsupported,
    tag_found,
)
from betadeck.core.diagnose.error_class import ErrorClass, class_of
from betadeck.core.diagnose.field_place import named_place
from betadeck.core.diagnose.field_presence import extra, missing, wrong_tag
from betadeck.core.diagnose.field_values import not_allowed, out_of_range, past_bound, wrong_type
from betadeck.core.diagnose.field_verdict import kind_of_place, told
from betadeck.core.diagnose.places import has
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import remove_member
from betadeck.core.fixes_request import remove_query
from betadeck.core.fixes_talk import set_query
from betadeck.core.json_pointer import place_words

_OF_LISTS = frozenset(
    {
        *("limit", "page", "order", "order_by", "after_id", "before_id", "starting_at", "ending_at"),
        *("starting_date", "ending_date", "bucket_width", "group_by", "include_archived", "created_at"),
    }
)
"""Parameters of the operations that list things: no body has a field so called at its top."""
_OF_THE_BODY = (ErrorClass.INVALID, ErrorClass.UNKNOWN, ErrorClass.CONFLICT)


def plain_field(case: Case) -> Diagnosis | None:
    """Explain more or less than may stand at the place that the message begins with."""
    schema = case.said.says(r"^(?:field required|extra (?:inputs|fields)|input tag )")
    of_type = case.said.path[-1:] == ("type",) and case.said.says(
        r"^(?:in|un)(?:valid|supported|known) (?:type|value)"
    )
    return wrong_field(case) if case.said.path and (schema or of_type or tag_found(case)) else None


def wrong_field(case: Case) -> Diagnosis | None:
    """Explain an error about a place in the body."""
    if not case.said.path and class_of(case) not in _OF_THE_BODY:
        return None
    pointer = case.pointer or named_place(case)
    if not pointer:
        return None
    if _is_query(case, pointer):
        return _query(case, pointer)
    judge = next((judge for applies, judge in _JUDGES if applies(case)), _plain)
    return judge(case, pointer)


def _is_query(case: Case, pointer: str) -> bool:
    """Tell whether the place is one of the address: of a list, mostly, which has no body."""
    if case.said.path[:1] in (("query",), ("path",)) or (case.draft and case.draft.method == "GET"):
        return True
    name = pointer.removeprefix("/")
    if case.draft is None:
        return name in _OF_LISTS
    return name in {row.name.strip() for row in case.draft.query} and not has(case.asked.body, pointer)


def _query(case: Case, pointer: str) -> Diagnosis:
    """A request without a body: the name is one of the address."""
    name = pointer.rpartition("/")[2]
    rows = [row.name.strip() for row in case.draft.query] if case.draft else []
    bound = case.said.bound
    fixes: list[Fix] = []
    if name in rows and bound and float(bound.limit).is_integer():
        fixes.append(set_query(name, str(int(bound.limit))))
    if name in rows:
        fixes.append(remove_query(name))
    title = f"The parameter {name} is not what the API takes"
    return verdict(case, Culprit("field", name), title, "", f"Correct {name} in the tab Params.", fixes)


def _pattern(case: Case, pointer: str) -> Diagnosis:
    return told(
        case, pointer, f"{place_words(pointer)} has the wrong form", "Write it the way the message asks."
    )


def _combined(case: Case, pointer: str) -> Diagnosis:
    names = [place_words(pointer), *(each for each in case.said.fields if each != place_words(pointer))][:3]
    both = [case.at(*each.split(".")) for each in names]
    fixes = [remove_member(each) for each in both if has(case.asked.body, each)]
    alone = f"{names[0]} does not go with the rest"
    title = f"{' and '.join(names)} do not go together" if len(names) > 1 else alone
    return told(case, pointer, title, "Leave one of them out.", fixes if len(fixes) > 1 else [])


def _unsupported(case: Case, pointer: str) -> Diagnosis:
    removable = has(case.asked.body, pointer) and kind_of_place(pointer) == "field"
    fixes = [remove_member(pointer)] if removable else []
    return told(case, pointer, f"{place_words(pointer)} is not supported here", "Leave it out.", fixes)


def _plain(case: Case, pointer: str) -> Diagnosis:
    return told(case, pointer, f"Something is wrong at {place_words(pointer)}", "Correct what stands there.")


_JUDGES: tuple[tuple[Callable[[Case], object], Callable[[Case, str], Diagnosis]], ...] = (
    (tag_found, wrong_tag),
    (is_extra, extra),
    (is_combination, _combined),
    (is_missing, missing),
    (is_range, out_of_range),
    (is_pattern, _pattern),
    (has_bound, past_bound),
    (is_enum, not_allowed),
    (is_type, wrong_type),
    (is_unsupported, _unsupported),
)
"""Which concept leads to which words; the first that applies wins."""
