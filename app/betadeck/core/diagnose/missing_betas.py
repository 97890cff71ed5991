"""Betas that are missing: named as needed, or told only by a field, value or type that nobody knows without."""

import re
from collections.abc import Iterable, Sequence

from betadeck.core.betas import HEADER
from betadeck.core.catalog import Beta, BetaState
from betadeck.core.catalog_lookup import (
    beta_takes_model,
    betas_for_block,
    betas_for_edit,
    betas_for_field,
    betas_for_tool,
    betas_for_value,
    needed_betas,
)
from betadeck.core.diagnose.beta_names import named_betas
from betadeck.core.diagnose.beta_use import places_of_use, request_path
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import is_enum, is_extra, tag_found
from betadeck.core.diagnose.field_place import named_place
from betadeck.core.diagnose.places import has
from betadeck.core.diagnose.platforms import platform_of, refused_on
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import tick
from betadeck.core.fixes_talk import remove_members
from betadeck.core.json_pointer import place_words, value_at

_NEEDED = (
    r"\b(?:add|include|set|send|specify|pass|provide|supply|enabled?|opt.?in)\b[^.;]{0,80}(?:\bbeta|header)",
    r"\b(?:requires?|required|requiring|needs?|missing|without)\b[^.;]{0,80}\bbeta",
    r"\bbeta\b[^.;]{0,60}\b(?:is|are|be)?\s*(?:required|missing|needed|not (?:set|sent|present|provided|"
    r"included))",
    r"must (?:include|contain|specify|have|be (?:set|sent))",
    r"\b(?:behind|gated by|part of|opened by)\b[^.;]{0,20}\bbeta",
    r"\bonly\b[^.;]{0,60}\b(?:with|when|if|behind|under|using|through)\b[^.;]{0,60}\bbeta",
)
_ABOUT = r"anthropic[-_]beta|\bbetas?\b"
_NO_MATCH = (
    r"unexpected value|unsupported beta|unknown beta|invalid beta|cannot include|cannot be (?:combined|"
    r"used)|incompatib|"
    r"conflict|not (?:yet )?(?:available|supported|enabled) (?:for|on|by|in)|not enrolled|no longer|"
    r"deprecated|retired|not (?:a )?valid|not recogni[sz]ed"
)


def required_beta(case: Case) -> Diagnosis | None:
    """Explain an error that says which beta to add."""
    said = case.said
    if not said.says(_ABOUT) or said.says(_NO_MATCH) or not any(said.says(each) for each in _NEEDED):
        return None
    names = [each for each in named_betas(case) if each not in case.asked.betas]
    if not names:
        names = [beta.name for beta in _of_operation(case)]
    if not names and (case.asked.betas or not said.says(r"requir|missing|must|need")):
        return None
    name = names[0] if names else ""
    title = f"This needs the beta {name}" if name else "This needs a beta that was not sent"
    return verdict(
        case,
        Culprit("missing_beta", name),
        title,
        f"The request goes to a part of the API that answers only when {name or 'its beta'} is in {HEADER}.",
        "Tick it and send again.",
        [tick(each) for each in names[:1]],
    )


def hidden_path(case: Case) -> Diagnosis | None:
    """Explain a path that is said not to exist because the beta that opens it was not sent."""
    if case.status != 404 or not (missing := _of_operation(case)):
        return None
    beta = missing[0]
    operation = case.asked.operation(case.catalogue)
    what = operation.title if operation else "This operation"
    hides = (
        "the API hides this path" if beta.hides_path else "the API may answer as if there were no such path"
    )
    return verdict(
        case,
        Culprit("missing_beta", beta.name),
        f"{what}: this needs the beta {beta.name}",
        f"Without {beta.name} {hides}.",
        "Tick it and send again. If the answer stays, check the id in the path.",
        [tick(beta.name)],
    )


def unknown_without_beta(case: Case) -> Diagnosis | None:
    """Explain a field, value or type that is refused because the beta that knows it was not sent."""
    place = _place(case)
    if not place:
        return None
    betas = tuple(dict.fromkeys(_openers(case, place)))
    sent = [each for each in betas if each.name in case.asked.betas]
    usable = [each for each in betas if _fits(each, case)]
    if sent or not usable:
        return None
    beta = usable[0]
    thing = place_words(place)
    used = places_of_use(beta, case.asked)
    fixes: list[Fix] = [tick(beta.name)]
    if used and has(case.asked.body, place):
        fixes.append(remove_members([_whole(each, case) for each in used]))
    return verdict(
        case,
        Culprit("missing_beta", beta.name, place),
        f"{thing} needs the beta {beta.name}",
        f"The API knows {thing} only in requests that name {beta.name} ({beta.title}).",
        "Tick the beta, or take the field out.",
        fixes,
    )


def _whole(pointer: str, case: Case) -> str:
    """Return the message, if it would have nothing left without what is at `pointer`."""
    message = pointer.rpartition("/")[0]
    value = value_at(case.asked.body, message)
    alone = isinstance(value, dict) and "role" in value and not value.get("content")
    return message if alone else pointer


def sent_but_ignored(case: Case) -> str:
    """Return the beta that was sent and should have allowed what is refused, or the empty text."""
    place = _place(case)
    betas = _openers(case, place) if place else ()
    return next((beta.name for beta in betas if beta.name in case.asked.betas), "")


def _place(case: Case) -> str:
    """Return the place that is refused; a field may be named anywhere in the sentence."""
    return case.pointer or (named_place(case) if is_extra(case) else "")


def _openers(case: Case, place: str) -> Iterable[Beta]:
    tag = tag_found(case)
    if tag:
        yield from _for_tag(tag, place, case)
    elif is_extra(case):
        yield from _for_field(place, case)
        yield from _for_value(place, case)
    elif is_enum(case) or case.said.says(r"should be a valid (?:list|array|string|dict)|expected shape"):
        yield from _for_value(place, case)


def _for_tag(tag: str, place: str, case: Case) -> Iterable[Beta]:
    names = re.sub(r"\d+", "", request_path(place))
    if names.startswith("tools"):
        yield from betas_for_tool(tag, case.catalogue)
    elif "edits" in names:
        yield from betas_for_edit(tag, case.catalogue)
    else:
        yield from betas_for_block(tag, case.catalogue)


def _for_field(pointer: str, case: Case) -> Sequence[Beta]:
    method, path = _address(case)
    return betas_for_field(request_path(pointer), case.catalogue, method=method, at=path)


def _for_value(pointer: str, case: Case) -> Iterable[Beta]:
    """Yield the betas that allow the value there; when the request is not known, any value that needs one."""
    method, path = _address(case)
    field = request_path(pointer)
    if case.asked.known and has(case.asked.body, pointer):
        value = value_at(case.asked.body, pointer)
        yield from betas_for_value(field, value, case.catalogue, method=method, at=path)
        return
    if is_extra(case):
        pairs = {pair for beta in case.catalogue.betas.values() for pair in beta.values}
        wanted = [pair.partition("=")[2] for pair in pairs if pair.startswith(f"{field}=")]
        for value in sorted(wanted):
            yield from betas_for_value(field, value, case.catalogue, method=method, at=path)


def _address(case: Case) -> tuple[str, str]:
    draft = case.draft
    if draft is None or draft.path.rstrip("/").endswith("/batches"):
        return "POST", "/v1/messages"
    return draft.method, draft.path


def _fits(beta: Beta, case: Case) -> bool:
    if beta.state is BetaState.RETIRED or refused_on(beta, platform_of(case)):
        return False
    return not case.asked.model or beta_takes_model(beta, case.asked.model) is not False


def _of_operation(case: Case) -> list[Beta]:
    """Return the betas without which the operation fails, and that were not sent."""
    operation = case.asked.operation(case.catalogue)
    needed = needed_betas(operation, case.catalogue) if operation else ()
    missing = [each for each in needed if each.name not in case.asked.betas]
    return missing if len(missing) == len(needed) else []
