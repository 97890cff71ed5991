"""Whether and when sending the same again helps.

Source: the retry rules of the vendor's SDKs, Python 2.12.0 and TypeScript 1.12.0: statuses 408, 409, 429 and
from 500 on, lost connections and time-outs; `x-should-retry` overrides; waits as `limits.retry_after_s` says.
"""

from betadeck.core.diagnose.case import Case
from betadeck.core.diagnosis import Retry
from betadeck.core.limits import retry_after_s

_RETRIED = frozenset({408, 409, 429})
_FAILED_DEPENDENCY = 424
"""What Amazon sends when the model failed; the request itself was good."""
_PASSING = frozenset({"server", "overload", "rate_limit", "timeout"})
_LASTING = frozenset(
    {"field", "block", "beta", "missing_beta", "header", "model", "key", "permission", "billing", "size"}
)
SAME_AGAIN = "The same request will be refused again."


def retry_of(case: Case) -> Retry:
    """Return what status and headers say of sending again."""
    said = case.header("x-should-retry").strip().lower()
    after_s = wait_s(case)
    if said == "true":
        return Retry(True, after_s, "The server says that it can be sent again.")
    if said == "false":
        return Retry(False, None, "The server says that sending the same again does not help.")
    if case.status in _RETRIED or case.status >= 500:
        return Retry(True, after_s)
    if 400 <= case.status < 500:
        return Retry(False, None, SAME_AGAIN)
    return Retry(None, after_s)


def retry_for(case: Case, kind: str) -> Retry:
    """Return the same, from the culprit's kind where the status says nothing of it."""
    found = retry_of(case)
    if case.header("x-should-retry"):
        return found
    if kind in _PASSING and (found.helps is None or case.status == _FAILED_DEPENDENCY):
        return Retry(True, found.after_s)
    if kind in _LASTING and found.helps is None and not case.in_stream:
        return Retry(False, None, SAME_AGAIN)
    return found


def wait_s(case: Case) -> float | None:
    """Return the seconds that the server asks to wait, or None."""
    return retry_after_s(case.head, case.exhibit.now) if case.head else None
