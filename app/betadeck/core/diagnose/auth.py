"""Keys and tokens that are missing, wrong, withdrawn, expired or of another kind."""

from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.error_class import ErrorClass, class_of
from betadeck.core.diagnose.platforms import platform_of
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry
from betadeck.core.finding import Fix
from betadeck.core.fixes import change_key, tick
from betadeck.core.target import Platform

_OAUTH_BETA = "oauth-2025-04-20"
_BAD = (
    r"invalid|incorrect|wrong|revoked|expired|missing|required|unauthori[sz]ed|disabled|deleted|malformed|"
    r"failed|"
    r"not (?:provided|found|valid|supported|recogni[sz]ed|set|match)|no (?:api key|auth)|does not match|"
    r"denied|"
    r"could not|expected|inactive|must not|may not|illegal"
)
_KEY_WORDS = (
    r"\bapi[ _-]?key|x-api-key|access key id|security token|bearer token|oauth|subscription key|virtual key|"
    r"authentication (?:failed|credential|token|error)|signature we calculated|no auth credentials|"
    r"^(?:the )?(?:request )?signature (?:has )?(?:expired|not yet current)"
)
_SPOILT = r"(?:invalid|incorrect|wrong|revoked|expired|missing|malformed|unknown|no|not match|not found)"
_OF_THE_KEY = (
    rf"{_SPOILT}\W[^.]{{0,30}}(?:{_KEY_WORDS})|(?:{_KEY_WORDS})[^.]{{0,40}}\b{_SPOILT}\b|signature|x-api-key|"
    r"authentication (?:failed|error)"
)
"""What is wrong is the key itself, and not what it may do."""
_COUNTED_TOKENS = (
    r"\btokens? (?:per|limit|count|maximum|>)|max_tokens|input tokens|output tokens|\d+ tokens|rate limit|"
    r"budget_tokens"
)
_MISSING = (
    r"required|missing|not provided|not (?:set|found)|no (?:api )?(?:key|auth|credential|token)|"
    r"must be set|expected"
)
_NOT_TAKEN = r"not (?:currently )?(?:supported|allowed|enabled)|unsupported"
_TWICE = r"(?:both|multiple|more than one|only one).*(?:header|method|credential|auth)"
_WORDS: tuple[tuple[str, str, str], ...] = (
    (rf"oauth.*(?:{_NOT_TAKEN})", "An OAuth token is not accepted here", "Tick the beta, or use an API key."),
    (_TWICE, "Two credentials were sent", "Send the key in one header only."),
    (
        r"federation|identity",
        "Signing in through another identity is not possible here",
        "Switch it on at the identity provider, or use an API key.",
    ),
    (
        r"signature|security token|access key id",
        "Amazon does not accept the credential",
        "Check key, secret and region, and the clock of this machine: signatures hold for a few minutes.",
    ),
    (r"expired", "The key or token has expired", "Get a new one and store it."),
    (r"revoked|disabled|deleted|inactive", "The key is invalid or has been withdrawn", "Choose another key."),
    (rf"^(?!.*invalid).*(?:{_MISSING})", "No key was sent", "Choose a key for this target, or store one."),
    (r"", "The key is not accepted", "Choose or store another key, and check the target's address."),
)
"""Patterns, titles and remedies; the first pattern that is found wins, and the last is always."""
_RETRY = Retry(False, None, "Sending the same again will not help: the key stays the same.")
_MAYBE_AUTH = (ErrorClass.INVALID, ErrorClass.UNKNOWN, ErrorClass.NOT_FOUND, ErrorClass.PERMISSION)


def wrong_key(case: Case) -> Diagnosis | None:
    """Explain an error about the credential."""
    kind = class_of(case)
    if kind is not ErrorClass.AUTH and not (kind in _MAYBE_AUTH and _is_worded(case)):
        return None
    if case.said.says(r"cors"):
        return _browser(case)
    amazon = platform_of(case) is Platform.BEDROCK
    rows = [row for row in _WORDS if case.said.says(row[0])]
    _, title, remedy = _WORDS[3] if amazon else rows[0]
    return verdict(case, Culprit("key", _header(case)), title, _cause(case), remedy, _fixes(case), _RETRY)


def _is_worded(case: Case) -> bool:
    """Tell whether the words alone are about a key, as hosts put it into other types."""
    said = case.said
    if said.path[:1] in (("header",), ("headers",)):
        return said.path[-1].lower() in ("x-api-key", "authorization", "api-key")
    if said.path or said.says(_COUNTED_TOKENS) or said.says(r"\bmcp\b"):
        return False
    if class_of(case) is ErrorClass.PERMISSION and not said.says(_OF_THE_KEY):
        return False
    twice = said.says(_TWICE) and said.says(r"x-api-key|authorization|api key|credential")
    return twice or said.says(r"authentication error") or (said.says(_BAD) and said.says(_KEY_WORDS))


def _cause(case: Case) -> str:
    if _is_refused_oauth(case):
        return f"Such tokens are taken only together with the beta {_OAUTH_BETA}, and not everywhere."
    operation = case.asked.operation(case.catalogue)
    kinds = {"admin": "an Admin key", "compliance": "a Compliance Access Key"}
    wanted = kinds.get(operation.key_kind, "") if operation else ""
    return f"This operation wants {wanted}. The server says: {case.said.text}" if wanted else ""


def _header(case: Case) -> str:
    named = [each for each in case.said.headers if each in ("x-api-key", "authorization")]
    if named:
        return named[0]
    return "authorization" if case.said.says(r"bearer|oauth|access token") else ""


def _browser(case: Case) -> Diagnosis:
    title = "The organization does not allow requests from browsers"
    remedy = "Send it from a program, without an Origin header."
    return verdict(case, Culprit("permission", "cors"), title, "", remedy)


def _is_refused_oauth(case: Case) -> bool:
    return case.said.says(r"oauth") and case.said.says(_NOT_TAKEN)


def _fixes(case: Case) -> list[Fix]:
    oauth = _is_refused_oauth(case) and _OAUTH_BETA not in case.asked.betas
    return [tick(_OAUTH_BETA), change_key()] if oauth else [change_key()]
