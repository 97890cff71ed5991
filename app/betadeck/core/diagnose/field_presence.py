"""What stands in the body and may not, and what does not stand there and must: members, types of blocks."""

import re

from betadeck.core.catalog_names import nearest
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import allowed_values, tag_found
from betadeck.core.diagnose.field_verdict import told
from betadeck.core.diagnose.missing_betas import sent_but_ignored
from betadeck.core.diagnose.model_fit import takes
from betadeck.core.diagnose.places import has
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.draft import OLDER_API_VERSION
from betadeck.core.finding import Fix
from betadeck.core.fixes import choose_model, remove_member, rename_member, set_member, set_version
from betadeck.core.fixes_talk import remove_members
from betadeck.core.json_pointer import place_words, value_at

_SAMPLING = ("temperature", "top_p", "top_k")
_NEWER = "2026-10-21"
DEFAULTS: dict[str, object] = {
    "max_tokens": 1024,
    "role": "user",
    "messages": [{"role": "user", "content": "Hello"}],
    "content": "Hello",
    "input_schema": {"type": "object", "properties": {}},
    "input": {},
    "custom_id": "request-1",
    "budget_tokens": 1024,
}
"""What to put where a required field is missing, when no schema is at hand."""
_CALLED_ELSEWHERE = {
    "max_tokens": ("max_completion_tokens", "max_output_tokens", "max_tokens_to_sample"),
    "input_schema": ("parameters", "inputSchema"),
    "stop_sequences": ("stop",),
}
"""What other APIs call these fields."""
_BLOCK_TYPES = (
    ("text", "text"),
    ("tool_use_id", "tool_result"),
    ("thinking", "thinking"),
    ("source", "image"),
    ("input", "tool_use"),
)


def wrong_tag(case: Case, pointer: str) -> Diagnosis:
    """Explain a type that no branch of a union has."""
    tag, allowed = tag_found(case), allowed_values(case)
    whole = value_at(case.asked.body, pointer)
    bare = isinstance(whole, dict) and "type" not in whole
    place = pointer if bare or pointer.endswith("/type") else f"{pointer}/type"
    title = f"There is no type {tag} here" if tag else "The type is none of those that may stand here"
    remedy = "Use one of the types that are listed." if allowed else "Correct the type, or take it out."
    fixes = _other_types(case, pointer, place) if has(case.asked.body, place) else []
    culprit = Culprit("field", tag or "type", place)
    return verdict(case, culprit, title, "", remedy, fixes)


def _other_types(case: Case, pointer: str, place: str) -> list[Fix]:
    tag, allowed = tag_found(case), allowed_values(case)
    fixes: list[Fix] = []
    if pointer.endswith("/tool_choice"):
        fixes.append(set_member(pointer, {"type": "auto"}, "Let the model choose the tool"))
    elif near := nearest(tag, allowed, most=1):
        fixes.append(set_member(place, near[0], f"Use the type {near[0]}"))
    elif tag == "function" and "custom" in allowed and has(case.asked.body, f"{pointer}/input_schema"):
        fixes.append(set_member(place, "custom", "Make it a tool of your own"))
    if _may_go(case, pointer):
        fixes.append(remove_members([pointer.removesuffix("/type")]))
    return fixes


def _may_go(case: Case, pointer: str) -> bool:
    """Tell whether the list item at `pointer` can be taken out without leaving its list empty."""
    holder = value_at(case.asked.body, pointer.removesuffix("/type").rpartition("/")[0])
    return isinstance(holder, list) and (len(holder) > 1 or "/tools/" in pointer)


def _member_named(case: Case, pointer: str) -> str:
    """Return the place of a key that is named behind the place of what it is in, as Amazon does."""
    found = re.search(
        r"(?:key|property|field|name)(?:\(s\)|s)?(?: in object)?\W+[\['\"`](\w+)[\]'\"`]|"
        r"^[\['\"`](\w+)[\]'\"`] is a required|(?:property|field|key) (\w+) (?:was |is )?(?:not found|missing)",
        case.said.rest,
    )
    if not found or not case.pointer:
        return pointer
    return f"{pointer}/{next(each for each in found.groups() if each)}"


def missing(case: Case, pointer: str) -> Diagnosis:
    """Explain a member that must be there."""
    pointer = _member_named(case, pointer)
    name = pointer.rpartition("/")[2]
    fixes: list[Fix] = []
    if name == "signature" and has(case.asked.body, pointer.rpartition("/")[0]):
        fixes = [remove_members([pointer.rpartition("/")[0]], "Remove this block")]
    elif case.asked.known and not has(case.asked.body, pointer):
        fixes = filled(case, pointer)
    elif case.said.says(r"cannot be (?:null|none|blank)") and has(case.asked.body, pointer):
        fixes = [remove_member(pointer)]
    return told(case, pointer, f"{place_words(pointer)} is missing", "Add it.", fixes)


def filled(case: Case, pointer: str) -> list[Fix]:
    """Return the change that puts something sensible at `pointer`, if there is such a thing."""
    name = pointer.rpartition("/")[2]
    parent = value_at(case.asked.body, pointer.rpartition("/")[0])
    if not isinstance(parent, dict) and pointer.count("/") > 1:
        return []
    if name == "model":
        return [choose_model(each, pointer.removesuffix("/model")) for each in _newest(case)]
    if name == "type" and isinstance(parent, dict):
        kind = next((kind for field, kind in _BLOCK_TYPES if field in parent), "")
        kind = "object" if pointer.endswith("/input_schema/type") else kind
        return [set_member(pointer, kind)] if kind else []
    for other in _CALLED_ELSEWHERE.get(name, ()):
        if isinstance(parent, dict) and other in parent:
            return [rename_member(f"{pointer.rpartition('/')[0]}/{other}", name)]
    value = DEFAULTS.get(name)
    return [set_member(pointer, value)] if value is not None and _fits_default(name, parent) else []


def _newest(case: Case) -> list[str]:
    """Return the newest model of the middle size, as the only item; none if no model is known."""
    known = [each for each in case.catalogue.models.values() if each.family == "sonnet"]
    newest = max(known, key=lambda each: each.generation, default=None)
    return [newest.id] if newest else []


def _fits_default(name: str, parent: object) -> bool:
    return name != "content" or (isinstance(parent, dict) and "role" in parent)


def extra(case: Case, pointer: str) -> Diagnosis:
    """Explain a member that nobody knows there."""
    pointer = _member_named(case, pointer)
    name = pointer.rpartition("/")[2]
    title = f"{place_words(pointer)} is not a field that may stand here"
    remedy = "Take it out, or correct its name."
    if _is_gone_since(case, pointer):
        cause = f"Since version {_NEWER} the API has no {name} any more, not even at its default."
        return told(case, pointer, title, remedy, _without_sampling(case, pointer), cause)
    fixes = [remove_member(pointer)] if has(case.asked.body, pointer) else []
    beta = sent_but_ignored(case)
    cause = f"{beta}, which brought this field, was sent: a gateway may have dropped it." if beta else ""
    return told(case, pointer, title, remedy, fixes, cause)


def _is_gone_since(case: Case, pointer: str) -> bool:
    """Tell whether it is a sampling field, which newer versions of the API do not have."""
    at_top = pointer.count("/") == 1 or "/params/" in pointer
    newer = case.draft is not None and case.draft.api_version >= _NEWER
    return newer and at_top and pointer.rpartition("/")[2] in _SAMPLING


def _without_sampling(case: Case, pointer: str) -> list[Fix]:
    sent = [case.at(each) for each in _SAMPLING if has(case.asked.body, case.at(each))]
    fixes = [remove_members(sent or [pointer])]
    if case.asked.model and takes(case.asked.model, case.asked, case.catalogue):
        fixes.append(set_version(OLDER_API_VERSION))
    return fixes
