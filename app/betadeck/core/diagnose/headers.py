"""Headers that are missing or wrong, but for the key and the betas."""

import re

from betadeck.core.betas import HEADER
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import is_missing
from betadeck.core.diagnose.message_paths import ROOTS
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.draft import NEWEST_API_VERSION, Draft
from betadeck.core.finding import Fix
from betadeck.core.fixes import remove_header, set_version, several

VERSION = "anthropic-version"
_KEYS = frozenset({"x-api-key", "authorization", HEADER})
_REFUSED = (
    r"not a valid|invalid|unsupported|not supported|unknown|must be|wrong|malformed|incorrect|"
    r"required|missing|not allowed|too large|too long|is not|only one|both|conflict|"
    r"does not (?:exist|match)|not found|could not|cannot|unexpected|expected|must not|empty"
)


def wrong_header(case: Case) -> Diagnosis | None:
    """Explain an error about a header."""
    name = _name(case)
    if not name or not case.said.says(_REFUSED):
        return None
    if name == VERSION:
        return _version(case)
    missing = is_missing(case)
    fixes = [remove_header(name)] if not missing and case.asked.header(name) else []
    what = "is missing" if missing else "is not what the server takes"
    remedy = (
        f"Add the header {name} in the tab Headers." if missing else f"Correct or remove the header {name}."
    )
    return verdict(case, Culprit("header", name), f"The header {name} {what}", "", remedy, fixes)


def _name(case: Case) -> str:
    """Return the header that the message or the status is about, or the empty text."""
    if case.said.path[:1] in (("header",), ("headers",)):
        name = case.said.path[-1].lower()
        return "" if name in _KEYS else name
    by_status = {415: "content-type", 431: "headers"}.get(case.status, "")
    if case.said.path and not case.said.path[0].startswith("content_type"):
        return by_status
    named = [each for each in case.said.headers if each not in _KEYS and not _only_dates(each, case)]
    if named or by_status:
        return named[0] if named else by_status
    if case.said.says(r"headers?(?: fields?)? (?:are |is )?too (?:large|long|big)"):
        return "headers"
    if case.said.says(r"\b(?:invalid|malformed|missing|bad|duplicate|illegal) (?:http |request )?headers?\b"):
        return "headers"
    dated = case.said.says(r"\b(?:anthropic|api)[ -]version\b") and not _only_dates(VERSION, case)
    return VERSION if dated else ""


def _only_dates(name: str, case: Case) -> bool:
    """Tell whether the version is told only to date a field: `top_k is not supported in anthropic-version …`."""
    begins = re.match(r"[`'\"]?(\w+)", case.said.rest)
    return name == VERSION and begins is not None and begins.group(1) in ROOTS


def _version(case: Case) -> Diagnosis:
    sent = (case.asked.header(VERSION) or (case.draft.api_version if case.draft else "")).strip()
    known = case.catalogue.versions
    missing = is_missing(case)
    unknown = f"The server does not know the API version {sent}".rstrip()
    title = "The server got no API version" if missing else unknown
    wanted = [each for each in known[:2] if each != sent] or [NEWEST_API_VERSION]
    fixes = [_with_version(each, case.draft) for each in wanted]
    remedy = f"Choose a version: {' or '.join(wanted)}."
    return verdict(case, Culprit("header", VERSION), title, "", remedy, fixes)


def _with_version(version: str, draft: Draft | None) -> Fix:
    fix = set_version(version)
    typed = draft is not None and any(row.name.strip().lower() == VERSION for row in draft.headers)
    return several(fix.id, fix.title, [remove_header(VERSION), fix]) if typed else fix
