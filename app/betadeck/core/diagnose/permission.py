"""What the key is not allowed to do, though it is a good key."""

import re

from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.error_class import ErrorClass, class_of
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry
from betadeck.core.finding import Fix
from betadeck.core.fixes import change_key
from betadeck.core.fixes_talk import remove_members

_ORGANIZATION = (
    r"(?:organi[sz]ation|account|workspace|user|tenant|project)\b[^.]{0,40}\b(?:has been |is |"
    r"was |been )?(?:disabled|suspended|banned|blocked|on hold|deactivated|terminated|closed)"
)
_FEATURE = (
    r"(?:features?|capabilit\w+|tools?) (?:is|are) not (?:available|enabled|allowed|permitted)|"
    r"not (?:available|enabled) for (?:your|this|the|hipaa)[^.]{0,60}organi[sz]ation|(?:zero )?data retention|"
    r"hipaa"
)
_REGION = (
    r"(?:country|region|location|territory)\b[^.]{0,40}not (?:supported|available|allowed)|"
    r"not (?:supported|available) in (?:your|this) (?:country|region|location)|unsupported country"
)
_SCOPES = re.compile(r"needed:?\s*\[?([^\]]*)\]?", re.IGNORECASE)


def not_allowed(case: Case) -> Diagnosis | None:
    """Explain an error about rights."""
    kind, said = class_of(case), case.said
    told = kind is ErrorClass.PERMISSION
    if kind in (ErrorClass.INVALID, ErrorClass.UNKNOWN) and not said.path:
        told = said.says(f"{_ORGANIZATION}|{_FEATURE}|{_REGION}") or said.says(
            r"not authori[sz]ed to|permission (?:denied|to)|do(?:es)? not have permission|access denied"
        )
    if not told:
        return None
    if said.says(_ORGANIZATION):
        title, remedy = (
            "The organization has been disabled",
            "Ask support, or use a key of another organization.",
        )
        return _verdict(case, "organization", title, remedy)
    if said.says(r"scope"):
        return _scopes(case)
    if said.says(_REGION):
        return _region(case)
    if said.says(_FEATURE):
        return _feature(case)
    title, remedy = _other(case)
    return _verdict(case, "", title, remedy)


def _region(case: Case) -> Diagnosis | None:
    """A region where nothing is offered; where only a model is missing, the model is to blame."""
    title, remedy = "The service is not offered in this region", "Use another platform or region."
    of_model = case.said.models or case.said.says(r"\bmodel\b")
    return None if of_model else _verdict(case, "region", title, remedy)


def _other(case: Case) -> tuple[str, str]:
    operation = case.asked.operation(case.catalogue)
    if operation and operation.key_kind == "admin":
        return "This operation wants an Admin key", "Choose an Admin key for it."
    return "The key is not allowed to do this", "Use a key with the right, or have access granted."


def _scopes(case: Case) -> Diagnosis:
    found = _SCOPES.search(case.said.rest)
    wanted = found.group(1).strip(" .'\"") if found else ""
    shown = f": {wanted}" if re.search(r"\w", wanted) else ""
    return _verdict(
        case, wanted if shown else "scope", f"The key lacks a scope{shown}", "Use a key that has the scope."
    )


def _feature(case: Case) -> Diagnosis:
    """A feature that this organization may not use: point to where the request uses it."""
    names = re.findall(r"[a-z]\w*_\w+", case.said.low)
    for pointer, tool in case.asked.tools():
        if any(str(tool.get("type", "")).startswith(name) for name in names):
            fixes = [remove_members([pointer])]
            return _verdict(
                case, names[0], f"{names[0]} is not open to this organization", _LEAVE_OUT, pointer, fixes
            )
    place = case.at(names[0]) if names and case.asked.known and case.asked.body else ""
    known = place if place and isinstance(case.asked.body, dict) and names[0] in case.asked.body else ""
    title = (
        f"{names[0]} is not open to this organization"
        if names
        else "A feature is not open to this organization"
    )
    return _verdict(case, names[0] if names else "", title, _LEAVE_OUT, known)


_LEAVE_OUT = "Leave the feature out, or ask for access."


def _verdict(
    case: Case, name: str, title: str, remedy: str, pointer: str = "", fixes: "list[Fix] | None" = None
) -> Diagnosis:
    retry = Retry(False, None, "Sending the same again will not help.")
    return verdict(
        case, Culprit("permission", name, pointer), title, "", remedy, [*(fixes or []), change_key()], retry
    )
