"""Money: no credit, a spending limit reached, a payment that failed. It comes as 400, 402, 403 and 429."""

import re
from datetime import UTC, datetime

from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.error_class import ErrorClass, class_of
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry

_MONEY = (
    r"credit balance|insufficient (?:credits?|funds|balance|quota)|out of credits?|no credits?|"
    r"purchase credits|"
    r"credits? (?:is |are |have (?:been )?|has )?(?:exhausted|used up|depleted|expired)|"
    r"payment|billing|invoice|past due|overdue|spend(?:ing)?[ -](?:limit|cap)|usage (?:limits?|threshold|"
    r"cap)\b|"
    r"monthly (?:spend|usage|api usage|budget|limit)|budget (?:has been |was )?(?:exceeded|reached)|"
    r"exceeded (?:your |its |the )?"
    r"(?:current |monthly )?(?:quota|budget|credits?)|regain access|prepaid|max budget|"
    r"balance (?:is )?(?:too low|negative|zero|exhausted)|top up|"
    r"add (?:more )?(?:credits?|funds)|(?:enough|sufficient) (?:credits?|funds|balance)"
)
_CAP = r"usage (?:limits?|threshold|cap)|spend(?:ing)?[ -](?:limit|cap)|monthly|budget|regain access"
_RIGHTS = r"\b(?:admins?|owners?|members?|permissions?|roles?)\b|may only|not allowed to"
_DATE = re.compile(r"(20\d\d-\d\d-\d\d)(?:[T ]|\s+at\s+)?(\d\d:\d\d(?::\d\d)?)?")


def unpaid(case: Case) -> Diagnosis | None:
    """Explain an error about money."""
    kind, said = class_of(case), case.said
    if kind is not ErrorClass.BILLING and (said.path or not said.says(_MONEY)):
        return None
    if kind is ErrorClass.PERMISSION and said.says(_RIGHTS):
        return None
    if kind in (ErrorClass.SERVER, ErrorClass.OVERLOAD, ErrorClass.NOT_FOUND):
        return None
    if said.says(_CAP) and not said.says(r"credit balance"):
        return _cap(case)
    title = (
        "The credit is used up" if said.says(r"credit|balance|funds") else "There is a problem with payment"
    )
    retry = Retry(False, None, "Waiting will not help: nothing changes until it is paid.")
    remedy = "Look at billing in the Console, and add credit."
    return verdict(case, Culprit("billing", "credit"), title, "", remedy, retry=retry)


def _cap(case: Case) -> Diagnosis:
    until = _until(case)
    own = case.said.says(r"\byou(?:r)? (?:have )?(?:set|specified)|specified|self-imposed|you set")
    whose = "you set yourself" if own else "of the account"
    date = f" before {until:%Y-%m-%d %H:%M} UTC" if until else " before the next month"
    retry = Retry(False, None, f"Waiting will not help{date}.")
    remedy = (
        "Raise the limit in the Console, or wait for the date."
        if until
        else "Raise the limit in the Console."
    )
    return verdict(
        case,
        Culprit("billing", "spend limit"),
        f"The spending limit {whose} is reached",
        "",
        remedy,
        retry=retry,
    )


def _until(case: Case) -> datetime | None:
    found = _DATE.search(case.said.rest)
    if not found:
        return None
    try:
        return datetime.fromisoformat(f"{found.group(1)}T{found.group(2) or '00:00'}").replace(tzinfo=UTC)
    except ValueError:
        return None
