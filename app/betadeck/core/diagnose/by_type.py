"""What is known from the error's type and status alone: the last resort, and always an answer."""

from betadeck.core.catalog import ErrorEntry
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.error_class import ErrorClass, class_of
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis

_KINDS = {
    ErrorClass.INVALID: "field",
    ErrorClass.AUTH: "key",
    ErrorClass.BILLING: "billing",
    ErrorClass.PERMISSION: "permission",
    ErrorClass.NOT_FOUND: "field",
    ErrorClass.CONFLICT: "field",
    ErrorClass.SIZE: "size",
    ErrorClass.RATE: "rate_limit",
    ErrorClass.OVERLOAD: "overload",
    ErrorClass.TIMEOUT: "timeout",
    ErrorClass.SERVER: "server",
}


_GENERIC = "invalid_request_error"
"""The type of nearly every refusal: it tells nothing of the cause."""


_REPORT = "Compare with the documentation of whoever answered, or report the request id."
_OWN_WORDS = "Betadeck does not know more than the server says."


def by_type(case: Case) -> Diagnosis:
    """Explain by the catalogue's entry for the type or the status, else say what was received."""
    entry = _entry(case)
    told = bool(case.error.type or case.error.message)
    kind = _KINDS.get(class_of(case), "unknown") if told or case.status else "unknown"
    if entry and entry.type == case.error.type != _GENERIC and entry.culprit != "unknown":
        kind = entry.culprit
    elif kind == "field" and not _is_certain(case):
        kind = "unknown"
    title = case.said.text or (entry.meaning if entry else _plain_title(case))
    cause = entry.meaning if entry and case.said.text else ""
    remedy = (entry.remedy if entry else "") or _REPORT
    thing = next(iter(case.said.ids), "") if kind == "field" else ""
    place = case.pointer or case.asked.place_of(thing)
    return verdict(case, Culprit(kind, thing, place), title, cause or _OWN_WORDS, remedy)


def _is_certain(case: Case) -> bool:
    """An invalid request is about a field only if the API itself calls it so."""
    return bool(case.pointer or case.said.ids) or class_of(case) is ErrorClass.CONFLICT


def _entry(case: Case) -> ErrorEntry | None:
    """Return the entry for type and status, else for the type, else for the status."""
    plain = [each for each in case.catalogue.errors if not each.code]
    both = [each for each in plain if each.type == case.error.type and each.status == case.status]
    kind = [each for each in plain if each.type == case.error.type]
    status = [each for each in plain if each.status == case.status]
    return next(iter((*both, *kind, *status)), None)


def _plain_title(case: Case) -> str:
    if case.head:
        return f"The server answered {case.status} {case.head.reason}".strip()
    return "The exchange failed"
