"""What is not there: files, sessions and other things by their ids, addresses, methods."""

import re

from betadeck.core.catalog_lookup import find_operation
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.error_class import ErrorClass, class_of
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.fixes import change_target
from betadeck.core.fixes_talk import set_method

_THING = re.compile(
    r"\b(file|batch|agent|session|skill|environment|vault|container|thread|memory|deployment|dream|tunnel|"
    r"profile|"
    r"workspace|message|resource|object|invite|user)s?\b"
)
_GONE = r"not found|does not exist|no such|not downloadable|has expired|was deleted"
_CHECK_ID = "Check the id, and that the key is of the same workspace."


def not_there(case: Case) -> Diagnosis | None:
    """Explain a file, a session or another thing that does not exist, or a wrong address."""
    said = case.said
    if case.status == 405 or said.says(r"^method not allowed"):
        return _method(case)
    if class_of(case) is not ErrorClass.NOT_FOUND and not said.says(_GONE):
        return None
    at_place = bool(said.path and case.pointer)
    if said.ids or (_THING.search(said.low) and not at_place):
        return _thing(case)
    return _address(case) if case.status in (404, 410) and not at_place else None


def _thing(case: Case) -> Diagnosis:
    numbered = (each for each in case.said.names if re.search(r"\d", each))
    name = next(iter(case.said.ids), "") or next(numbered, "")
    found = _THING.search(case.said.low)
    kind = found.group(1) if found else "thing"
    pointer = case.asked.place_of(name) or (case.pointer if case.said.path else "")
    if case.said.says(r"not downloadable"):
        title, remedy = (
            "The {} cannot be downloaded",
            "Only files that a tool made can be: keep a copy of others.",
        )
    elif case.said.says(r"expired|deleted|archived"):
        title, remedy = "The {} is gone", "Make or upload it anew."
    else:
        title, remedy = "There is no {}", _CHECK_ID
    culprit = Culprit("field", _parameter(case, name) or name, pointer)
    return verdict(case, culprit, title.format(f"{kind} {name}".strip()), "", remedy)


def _parameter(case: Case, value: str) -> str:
    """Return the path parameter that carries `value`."""
    params = case.draft.path_params if case.draft else ()
    return next((name for name, each in params if each == value and value), "")


def _address(case: Case) -> Diagnosis:
    draft = case.draft
    shown = f"{draft.method} {draft.path}" if draft else "such address"
    if draft and draft.path_params and "{" in draft.path:
        name, value = draft.path_params[-1]
        title = f"There is nothing called {value} here" if value else f"The parameter {name} is empty"
        return verdict(case, Culprit("field", name), title, "", _CHECK_ID)
    if draft is not None and find_operation(draft.method, draft.path, case.catalogue) is not None:
        title, remedy = f"The server does not know {shown}", "Check the target's address and its path."
        return verdict(case, Culprit("gateway", "path"), title, "", remedy, [change_target()])
    remedy = "Choose the operation again, or check the target's address."
    if draft is None and not case.error.type:
        return verdict(case, Culprit("gateway", "path"), f"There is no {shown}", "", remedy)
    return verdict(case, Culprit("field", "path"), f"There is no {shown}", "", remedy, [change_target()])


def _method(case: Case) -> Diagnosis:
    draft = case.draft
    allowed = [each.strip() for each in case.header("allow").split(",") if each.strip()]
    fixes = [set_method(each) for each in allowed] if draft and len(allowed) == 1 else []
    shown = f"{draft.path} takes no {draft.method}" if draft else "The address does not take this method"
    remedy = f"Use {' or '.join(allowed)}." if allowed else "Choose the operation again."
    return verdict(case, Culprit("field", "method"), shown, "", remedy, fixes)
