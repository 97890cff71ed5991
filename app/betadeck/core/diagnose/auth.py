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
_KEY = r"api[ _-]?key|x-api-key|access key|bearer|\btoken\b|credential|authenticat|authori[sz]ation header|\bkey\b|signature"
_BAD = (
    r"invalid|incorrect|wrong|revoked|expired|missing|required|not (?:provided|found|valid|supported|recogni[sz]ed|set|"
    r"match)|unauthori[sz]ed|disabled|deleted|malformed|no api key|does not match|failed|could not|expected|inactive|denied"
)
_NO_KEY = r"\btokens? (?:per|limit|count|maximum|>)|max_tokens|input tokens|output tokens|\d+ tokens|rate limit|budget_tokens"


def wrong_key(case: Case) -> Diagnosis | None:
    """Explain an error about the credential."""
    kind = class_of(case)
    if kind is not ErrorClass.AUTH and not _worded(case, kind):
        return None
    if case.said.says(r"cors"):
        return _browser(case)
    name, title, cause, remedy = _words(case)
    return verdict(case, Culprit("key", name), title, cause, remedy, _fixes(case), _retry(case))


def _worded(case: Case, kind: ErrorClass) -> bool:
    """Tell whether the words alone are about a key, as hosts put it into other types."""
    said = case.said
    if kind not in (ErrorClass.INVALID, ErrorClass.UNKNOWN, ErrorClass.NOT_FOUND, ErrorClass.PERMISSION):
        return False
    if said.path or said.says(_NO_KEY) or not said.says(_BAD):
        return False
    strict = r"\bapi[ _-]?key|x-api-key|access key id|security token|bearer token|authentication (?:failed|credential|token|error)"
    return said.says(
        strict + r"|oauth|subscription key|virtual key|signature we calculated|no auth credentials"
    )


def _words(case: Case) -> tuple[str, str, str, str]:
    said = case.said
    header = _header(case)
    wanted = _wanted_kind(case)
    if said.says(r"oauth") and said.says(r"not (?:currently )?(?:supported|allowed|enabled)|unsupported"):
        cause = (
            f"Tokens of this kind are taken only together with the beta {_OAUTH_BETA}, and not everywhere."
        )
        return (
            header,
            "An OAuth token is not accepted here",
            cause,
            "Tick the beta, or use an API key instead.",
        )
    if said.says(r"both|multiple|more than one|only one") and said.says(r"header|method|credential|auth"):
        return header, "Two credentials were sent", "", "Send the key in one header only."
    if said.says(r"federation|identity"):
        return "federation", "Signing in through another identity is not possible here", "", _FEDERATION
    if platform_of(case) is Platform.BEDROCK or said.says(r"signature|security token|access key id"):
        return header, "Amazon does not accept the credential", "", _AMAZON
    if said.says(r"expired"):
        return header, "The key or token has expired", "", "Get a new one and store it."
    if said.says(r"revoked|disabled|deleted|inactive"):
        return header, "The key is invalid or has been withdrawn", "", "Choose or store another key."
    if said.says(
        r"required|missing|not provided|not (?:set|found)|no (?:api )?(?:key|auth|credential|token)|must be set|expected"
    ):
        if not said.says(r"invalid"):
            return header, "No key was sent", "", "Choose a key for this target, or store one."
    cause = f"This operation wants {wanted}." if wanted else ""
    return (
        header,
        "The key is not accepted",
        cause,
        "Choose or store another key, and check the target's address.",
    )


_FEDERATION = "Switch it on at the identity provider, or use an API key."
_AMAZON = "Check key, secret and region, and the clock of this machine: signatures hold for a few minutes."


def _header(case: Case) -> str:
    names = [each for each in case.said.headers if each in ("x-api-key", "authorization")]
    if names:
        return names[0]
    return "authorization" if case.said.says(r"bearer|oauth|access token") else ""


def _wanted_kind(case: Case) -> str:
    operation = case.asked.operation(case.catalogue)
    kinds = {"admin": "an Admin key", "compliance": "a Compliance Access Key"}
    return kinds.get(operation.key_kind, "") if operation else ""


def _browser(case: Case) -> Diagnosis:
    title = "The organization does not allow requests from browsers"
    return verdict(
        case, Culprit("permission", "cors"), title, "", "Send it from a program, without an Origin header."
    )


def _fixes(case: Case) -> list[Fix]:
    fixes = [change_key()]
    oauth = case.said.says(r"oauth") and _OAUTH_BETA not in case.asked.betas
    if oauth and case.said.says(r"not (?:currently )?(?:supported|allowed|enabled)"):
        fixes.insert(0, tick(_OAUTH_BETA))
    return fixes


def _retry(case: Case) -> Retry:
    return Retry(False, None, "Sending the same again will not help: the key stays the same.")
