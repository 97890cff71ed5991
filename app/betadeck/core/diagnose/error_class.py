"""What class of error it is, from the words of its type, on any platform, else from the status.

Types of other hosts seen: Amazon's exceptions (`ThrottlingException`), Google's codes (`RESOURCE_EXHAUSTED`),
OpenAI's (`insufficient_quota`), Azure's (`DeploymentNotFound`), gateways' own.
"""

import re
from enum import Enum

from betadeck.core.diagnose.case import Case


class ErrorClass(Enum):
    """Whose fault it is, roughly."""

    INVALID = "invalid"
    AUTH = "auth"
    BILLING = "billing"
    PERMISSION = "permission"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    SIZE = "size"
    RATE = "rate"
    OVERLOAD = "overload"
    TIMEOUT = "timeout"
    SERVER = "server"
    UNKNOWN = "unknown"


_WORDS = (
    (ErrorClass.OVERLOAD, r"overloaded|model not ready|capacity"),
    (
        ErrorClass.AUTH,
        r"authentication|unauthenticated|unauthorized|api key|invalid key|expired ?token|token expired"
        r"|unrecognized client|signature|missing authentication|access key|invalid token|auth error",
    ),
    (
        ErrorClass.BILLING,
        r"billing|payment|insufficient (?:quota|credits?|funds|balance)|budget|credit balance",
    ),
    (ErrorClass.RATE, r"rate ?limit|throttl|slow down|too many requests|resource exhausted|quota|tokens per"),
    (ErrorClass.SIZE, r"too large|entity too large|payload|content length exceeded"),
    (ErrorClass.PERMISSION, r"permission|forbidden|access ?denied|not authorized|not allowed"),
    (ErrorClass.NOT_FOUND, r"not found|unknown model|no such|does not exist|not exist"),
    (ErrorClass.CONFLICT, r"conflict|already exists|aborted"),
    (ErrorClass.TIMEOUT, r"time ?d? ?out|deadline"),
    (
        ErrorClass.INVALID,
        r"invalid|validation|bad request|unprocessable|failed precondition|precondition|unsupported|"
        r"context length"
        r"|out of range|missing|malformed",
    ),
    (
        ErrorClass.SERVER,
        r"^api error$|internal|server|unavailable|model error|\bstream error|bad gateway|unknown error|"
        r"not implemented"
        r"|unimplemented",
    ),
)
_STATUSES = {
    401: ErrorClass.AUTH,
    402: ErrorClass.BILLING,
    403: ErrorClass.PERMISSION,
    404: ErrorClass.NOT_FOUND,
    408: ErrorClass.TIMEOUT,
    409: ErrorClass.CONFLICT,
    412: ErrorClass.CONFLICT,
    413: ErrorClass.SIZE,
    429: ErrorClass.RATE,
    424: ErrorClass.SERVER,
    504: ErrorClass.TIMEOUT,
    529: ErrorClass.OVERLOAD,
}
_SAID_BY_ALL = {status: _STATUSES[status] for status in (401, 402, 413, 429, 529)}
"""Statuses that mean the same whoever sends them."""
_TAIL = re.compile(r"[:#].*$")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_\-.\s]+")


def class_of(case: Case) -> ErrorClass:
    """Return the class of the error; a type that says nothing gives way to the code and the status.

    "Invalid request" is the type of every refusal that has none of its own, so a telling status counts more.
    """
    if case.is_plain:
        gone = case.status == 404 and bool(case.said.ids or case.said.models)
        return ErrorClass.NOT_FOUND if gone else _SAID_BY_ALL.get(case.status, ErrorClass.UNKNOWN)
    details = case.error.details or {}
    codes = [each for name in ("code", "status", "type") if isinstance(each := details.get(name), str)]
    for kind in (case.error.type, *codes, case.header("x-amzn-errortype")):
        found = class_of_type(kind)
        # A refusal is not the server's fault, whatever a gateway calls it.
        if found is ErrorClass.SERVER and 400 <= case.status < 500:
            found = ErrorClass.INVALID
        if found:
            return _STATUSES.get(case.status, found) if found is ErrorClass.INVALID else found
    code = details.get("code")
    said = int(code) if isinstance(code, int | str) and str(code).isdecimal() else 0
    return _of_status(case.status if case.status >= 400 else said)


def class_of_type(kind: str) -> ErrorClass | None:
    """Return the class that an error type names, or None if it says nothing."""
    name = _TAIL.sub("", kind).rpartition("/")[2]
    words = " ".join(_HUMP.sub(" ", name).lower().split())
    if not words or words in ("error", "exception", "none"):
        return None
    return next((found for found, pattern in _WORDS if re.search(pattern, words)), None)


def _of_status(status: int) -> ErrorClass:
    if status in _STATUSES:
        return _STATUSES[status]
    if status >= 500:
        return ErrorClass.SERVER
    return ErrorClass.INVALID if 400 <= status < 500 else ErrorClass.UNKNOWN
