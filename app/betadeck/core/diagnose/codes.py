"""Errors that carry a code of their own: the catalogue knows what each means."""

from collections.abc import Callable
from dataclasses import replace

from betadeck.core.catalog import ErrorEntry
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.message_paths import whole_path
from betadeck.core.diagnose.places import has
from betadeck.core.diagnose.verdict import listed, verdict
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry
from betadeck.core.finding import Fix
from betadeck.core.fixes import remove_header, set_member, untick
from betadeck.core.fixes_talk import remove_members

_NAMES = ("field", "skill_name", "plugin_id", "plugin_version_id", "slack_channel_id", "current_state")
_HEADERS = {
    "user_profile_not_found": "anthropic-user-profile-id",
    "user_profile_required": "anthropic-user-profile-id",
    "request_body_encoding_invalid": "content-encoding",
    "request_body_encoding_unsupported": "content-encoding",
    "unsupported_charset": "content-type",
    "claude_code_version_too_old": "user-agent",
}


def entry_of(case: Case) -> ErrorEntry | None:
    """Return the catalogue's entry for the error's code, or None."""
    code = case.code
    known = [each for each in case.catalogue.errors if each.code]
    return next((each for each in known if each.code == code), None) if code else None


def by_code(case: Case, explained: Callable[[Case], Diagnosis | None]) -> Diagnosis | None:
    """Explain by the error's code; `explained` tells what the message alone gives: the place and the fixes."""
    entry = entry_of(case)
    if entry is None:
        return None
    plain = explained(case)
    culprit = _culprit(entry, case, plain)
    cause = " ".join(
        filter(None, (_details(case), f"The server says: {case.said.text}" if case.said.text else ""))
    )
    fixes = _fixes(entry, culprit, case) or (
        list(plain.fixes) if plain and plain.culprit.kind in _LIKE else []
    )
    retry = Retry(False, None, "Waiting will not help.") if "spend_limit" in entry.code else None
    if plain and plain.culprit.kind == entry.culprit and plain.retry.helps is False:
        retry = plain.retry
    found = verdict(
        case, culprit, entry.meaning.rstrip("."), cause, entry.remedy + _appeal(case), fixes, retry
    )
    return _waiting(found, entry)


_LIKE = ("field", "block", "beta", "header", "model", "missing_beta")


def _waiting(found: Diagnosis, entry: ErrorEntry) -> Diagnosis:
    if found.retry.helps and entry.status == 409 and entry.culprit == "field":
        return replace(found, retry=Retry(False, None, "Sending the same again will not help."))
    return found


def _culprit(entry: ErrorEntry, case: Case, plain: Diagnosis | None) -> Culprit:
    pointer = next(iter(_pointers(case)), "") or (plain.culprit.pointer if plain else "") or case.pointer
    name = _HEADERS.get(entry.code, "") or _named(case)
    if entry.culprit == "beta":
        name = name or _beta(case)
    if not name and plain and plain.culprit.kind == entry.culprit:
        name = plain.culprit.name
    return Culprit(entry.culprit, name or entry.code, pointer)


def _beta(case: Case) -> str:
    named = [*case.said.betas, *case.asked.betas]
    gated = [name for name in named if name in case.catalogue.betas and case.catalogue.betas[name].gated]
    return next(iter((*case.said.betas, *gated, *(named if len(named) == 1 else ()))), "")


def _named(case: Case) -> str:
    details = case.error.details or {}
    return next((value for name in _NAMES if isinstance(value := details.get(name), str) and value), "")


def _pointers(case: Case) -> list[str]:
    """Return the places that the details name: `paths`, `unsupported`, `field`."""
    details = case.error.details or {}
    written: list[object] = []
    for name in ("paths", "unsupported", "path", "field"):
        value = details.get(name)
        written += value if isinstance(value, list) else [value]
    paths = [path for each in written if isinstance(each, str) and (path := whole_path(each))]
    pointers = [case.at(*path) for path in paths]
    return [each for each in pointers if not case.asked.known or has(case.asked.body, each)]


def _details(case: Case) -> str:
    """Return the details in words, but for the code and the address to appeal at."""
    details = case.error.details or {}
    parts = []
    for name, value in details.items():
        if name in ("error_code", "code", "appeal_url") or value in (None, "", []):
            continue
        shown = listed(str(each) for each in value) if isinstance(value, list) else str(value)
        parts.append(f"{name.replace('_', ' ').capitalize()}: {shown}.")
    return " ".join(parts)


def _appeal(case: Case) -> str:
    url = (case.error.details or {}).get("appeal_url")
    return f" {url}" if isinstance(url, str) and url else ""


def _fixes(entry: ErrorEntry, culprit: Culprit, case: Case) -> list[Fix]:
    if entry.code == "thread_unsupported_request":
        pointers = _pointers(case)
        return [remove_members(pointers)] if pointers else []
    if entry.culprit == "header" and case.asked.header(culprit.name):
        return [remove_header(culprit.name)]
    if entry.code == "thread_not_found" and has(case.asked.body, "/thread"):
        return [set_member("/thread", {"type": "create"}, "Begin a new thread")]
    if entry.culprit == "beta" and culprit.name in case.asked.betas:
        return [untick(culprit.name)]
    return []
