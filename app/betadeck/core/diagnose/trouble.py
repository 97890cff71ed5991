"""Trouble at the server's end: overload, faults, time-outs there."""

from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.error_class import ErrorClass, class_of
from betadeck.core.diagnose.retrying import retry_for, retry_of, wait_s
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry

_LOAD = (
    r"\boverload(?:ed)?\b|high demand|high load|at capacity|over capacity|no capacity|insufficient capacity|"
    r"server(?:s)? (?:is|are) (?:too )?busy|too busy|heavy load"
)
_TIME = r"timed? ?out|took too long|deadline exceeded|time limit|not respond in time"
_REFUSALS = (ErrorClass.INVALID, ErrorClass.UNKNOWN)
_SLOW_BODY = r"to arrive|body|upload|reading|receiv"


def overloaded(case: Case) -> Diagnosis | None:
    """Explain an overload of the API, which has nothing to do with the account's own limits."""
    if class_of(case) is not ErrorClass.OVERLOAD and (case.said.path or not case.said.says(_LOAD)):
        return None
    when = " in the middle of the answer" if case.in_stream else ""
    retry = retry_of(case)
    if retry.helps is None or case.in_stream:
        retry = Retry(True, wait_s(case), "Wait a little longer before each further try.")
    return verdict(
        case,
        Culprit("overload"),
        f"The API is overloaded{when}",
        "The load is everybody's together; it is not a limit of yours.",
        "Send it again after a moment.",
        retry=retry,
    )


def server_trouble(case: Case) -> Diagnosis | None:
    """Explain a fault or a time-out at the server's end."""
    kind = class_of(case)
    maybe = kind is ErrorClass.SERVER or (kind in _REFUSALS and not case.said.path)
    if kind is ErrorClass.TIMEOUT or (maybe and case.said.says(_TIME)):
        return _timeout(case)
    if kind is not ErrorClass.SERVER:
        return None
    if case.status == 501 or case.said.says(r"not (?:yet )?implemented|does not simulate"):
        retry = Retry(False, None, "Sending the same again will not help.")
        return verdict(
            case,
            Culprit("server"),
            "The server does not offer this operation",
            "",
            "Use another one.",
            retry=retry,
        )
    when = " in the middle of the answer" if case.in_stream else ""
    away = case.status == 503 or case.said.says(r"unavailable")
    title = f"The service is out for a moment{when}" if away else f"Something failed inside the server{when}"
    retry = Retry(True, wait_s(case)) if case.in_stream else retry_for(case, "server")
    remedy = "Send it again after a moment; if it stays, report the request id."
    return verdict(case, Culprit("server"), title, "", remedy, retry=retry)


def _timeout(case: Case) -> Diagnosis:
    if case.status == 408 or case.said.says(_SLOW_BODY):
        title, remedy = (
            "The request took too long to arrive",
            "Send it again, over a better line or with a smaller body.",
        )
    else:
        title = "The server took too long over the request"
        remedy = "Stream the answer, ask for less, or put the request into a batch."
    retry = Retry(True, wait_s(case)) if case.in_stream else retry_of(case)
    return verdict(case, Culprit("timeout"), title, "", remedy, retry=retry)
