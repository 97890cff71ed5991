"""Any error about a place in the body: what is wrong there, told by grammar, with the change that mends it."""

import re

from betadeck.core.catalog_names import nearest
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import (
    allowed_values,
    is_enum,
    is_extra,
    is_missing,
    is_pattern,
    is_type,
    tag_found,
)
from betadeck.core.diagnose.error_class import ErrorClass, class_of
from betadeck.core.diagnose.field_place import named_place
from betadeck.core.diagnose.missing_betas import sent_but_ignored
from betadeck.core.diagnose.places import has, value_at
from betadeck.core.diagnose.verdict import place_words, verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.draft import Draft
from betadeck.core.finding import Fix
from betadeck.core.fixes import choose_model, remove_member, set_member, set_version
from betadeck.core.fixes_talk import remove_members, set_query

_SAMPLING = ("temperature", "top_p", "top_k")
_NEWER = "2026-10-21"
_OLDER = "2023-06-01"
_DEFAULTS: dict[str, object] = {
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
_TYPED = {
    "tool_choice": ("auto", "any", "none"),
    "thinking": ("adaptive", "disabled"),
    "cache_control": ("ephemeral",),
}
"""Objects that people write as the text that is their type."""
_BLOCK_TYPES = (
    ("text", "text"),
    ("tool_use_id", "tool_result"),
    ("thinking", "thinking"),
    ("source", "image"),
    ("input", "tool_use"),
)


def plain_field(case: Case) -> Diagnosis | None:
    """Explain what a schema says of the place that the message begins with: more or less than may be there."""
    strict = case.said.says(r"^(?:field required|extra (?:inputs|fields)|input tag )") or bool(
        tag_found(case)
    )
    return wrong_field(case) if case.said.path and strict else None


def wrong_field(case: Case) -> Diagnosis | None:
    """Explain an error about a place in the body."""
    if (
        class_of(case)
        not in (ErrorClass.INVALID, ErrorClass.UNKNOWN, ErrorClass.CONFLICT, ErrorClass.NOT_FOUND)
        and not case.said.path
    ):
        return None
    pointer = case.pointer or named_place(case)
    if not pointer:
        return None
    if not case.said.path and class_of(case) is ErrorClass.NOT_FOUND:
        return None
    if case.draft and case.draft.method == "GET":
        return _query(case, pointer)
    for applies, judge in _JUDGES:
        if applies(case):
            return judge(case, pointer)
    return _plain(case, pointer)


def _kind(pointer: str) -> str:
    """A place in a list is a block, a message or a tool; all others are fields."""
    return "block" if re.search(r"/\d+$", pointer) and "/" in pointer[1:] else "field"


def _told(
    case: Case, pointer: str, title: str, remedy: str, fixes: "list[Fix] | None" = None, cause: str = ""
) -> Diagnosis:
    culprit = Culprit(_kind(pointer), place_words(pointer), pointer)
    return verdict(case, culprit, title, cause, remedy, fixes or [])


def _query(case: Case, pointer: str) -> Diagnosis:
    """A request without a body: the name is one of the address."""
    name = pointer.rpartition("/")[2]
    rows = [row.name.strip() for row in case.draft.query] if case.draft else []
    bound = case.said.bound
    fixes: list[Fix] = []
    if name in rows and bound and float(bound.limit).is_integer():
        fixes.append(set_query(name, str(int(bound.limit))))
    if name in rows:
        fixes.append(set_query(name, None))
    title = f"The parameter {name} is not what the API takes"
    return verdict(case, Culprit("field", name), title, "", f"Correct {name} in the tab Params.", fixes)


def _tag(case: Case, pointer: str) -> Diagnosis:
    tag = tag_found(case)
    whole = value_at(case.asked.body, pointer)
    place = pointer if pointer.endswith("/type") else f"{pointer}/type"
    if isinstance(whole, dict) and "type" not in whole:
        place = pointer
    allowed = allowed_values(case)
    fixes: list[Fix] = []
    if has(case.asked.body, place):
        near = nearest(tag, allowed, most=1)
        if pointer.endswith("/tool_choice"):
            fixes.append(set_member(pointer, {"type": "auto"}, "Let the model choose the tool"))
        elif near:
            fixes.append(set_member(place, near[0], f"Use the type {near[0]}"))
        elif (
            tag == "function" and "custom" in allowed and isinstance(whole, dict) and "input_schema" in whole
        ):
            fixes.append(set_member(place, "custom", "Make it a tool of your own"))
        if _may_go(case, pointer):
            fixes.append(remove_members([pointer.removesuffix("/type")]))
    title = f"There is no type {tag} here" if tag else "The type is none of those that may stand here"
    remedy = (
        "Use one of the types that the message lists." if allowed else "Correct the type, or take it out."
    )
    culprit = Culprit("field", tag or "type", place)
    return verdict(case, culprit, title, "", remedy, fixes)


def _may_go(case: Case, pointer: str) -> bool:
    """Tell whether the list item at `pointer` can be taken out without leaving its list empty."""
    holder = value_at(case.asked.body, pointer.removesuffix("/type").rpartition("/")[0])
    return isinstance(holder, list) and (len(holder) > 1 or "/tools/" in pointer)


def _member_named(case: Case, pointer: str) -> str:
    """Return the place of a key that is named behind the place of what it is in, as Amazon does."""
    found = re.search(
        r"(?:key|property|field)\W+[\['\"`](\w+)[\]'\"`]|^[\['\"`](\w+)[\]'\"`] is a required", case.said.rest
    )
    if not found or not case.said.path:
        return pointer
    return f"{pointer}/{found.group(1) or found.group(2)}"


def _missing(case: Case, pointer: str) -> Diagnosis:
    pointer = _member_named(case, pointer)
    name = pointer.rpartition("/")[2]
    fixes: list[Fix] = []
    if name == "signature" and has(case.asked.body, pointer.rpartition("/")[0]):
        fixes = [remove_members([pointer.rpartition("/")[0]], "Remove this block")]
    elif case.asked.known and not has(case.asked.body, pointer):
        fixes = _filled(case, pointer, name)
    elif case.said.says(r"cannot be (?:null|none|blank)") and has(case.asked.body, pointer):
        fixes = [remove_member(pointer)]
    return _told(case, pointer, f"{place_words(pointer)} is missing", "Add it.", fixes)


def _filled(case: Case, pointer: str, name: str) -> list[Fix]:
    parent = value_at(case.asked.body, pointer.rpartition("/")[0])
    if not isinstance(parent, dict) and pointer.count("/") > 1:
        return []
    if name == "model":
        newest = max(
            case.catalogue.models.values(),
            key=lambda each: (each.family == "sonnet", each.generation),
            default=None,
        )
        return [choose_model(newest.id, pointer.removesuffix("/model"))] if newest else []
    if name == "type" and isinstance(parent, dict):
        kind = next((kind for field, kind in _BLOCK_TYPES if field in parent), "")
        kind = "object" if pointer.endswith("/input_schema/type") else kind
        return [set_member(pointer, kind)] if kind else []
    value = _DEFAULTS.get(name)
    return [set_member(pointer, value)] if value is not None and _fits_default(name, parent) else []


def _fits_default(name: str, parent: object) -> bool:
    return name != "content" or (isinstance(parent, dict) and "role" in parent)


def _extra(case: Case, pointer: str) -> Diagnosis:
    pointer = _member_named(case, pointer)
    name = pointer.rpartition("/")[2]
    fixes: list[Fix] = []
    draft = case.draft
    cause = ""
    if (
        name in _SAMPLING
        and pointer.count("/") in (1, 4)
        and draft is not None
        and draft.api_version >= _NEWER
    ):
        sent = [case.at(each) for each in _SAMPLING if has(case.asked.body, case.at(each))]
        fixes = [remove_members(sent or [pointer]), *_older(case, draft)]
        cause = f"Since version {_NEWER} the API has no {name} any more, not even at its default."
    elif has(case.asked.body, pointer):
        fixes = [remove_member(pointer)]
    if beta := sent_but_ignored(case):
        cause = f"{beta}, which brought this field, was sent. A gateway may have dropped it, or the host does not know it."
    remedy = "Take it out, or correct its name."
    return _told(
        case, pointer, f"{place_words(pointer)} is not a field that may stand here", remedy, fixes, cause
    )


def _older(case: Case, draft: Draft) -> list[Fix]:
    from betadeck.core.diagnose.model_fit import takes

    return (
        [set_version(_OLDER)]
        if case.asked.model and takes(case.asked.model, case.asked, case.catalogue)
        else []
    )


def _enum(case: Case, pointer: str) -> Diagnosis:
    allowed = allowed_values(case)
    sent = value_at(case.asked.body, pointer)
    fixes: list[Fix] = []
    if has(case.asked.body, pointer) and not isinstance(sent, dict | list):
        near = nearest(sent, allowed, most=1) if isinstance(sent, str) else ()
        others = [each for each in allowed if each != sent]
        fixes = [set_member(pointer, each, f"Use {each}") for each in dict.fromkeys((*near, *others))][:3]
    shown = f" not {sent}" if isinstance(sent, str | int) and sent != "" else ""
    title = f"{place_words(pointer)} has a value that is not allowed" + (f":{shown}" if shown else "")
    remedy = f"Use one of: {', '.join(allowed)}." if allowed else "Use one of the values that are allowed."
    return _told(case, pointer, title, remedy, fixes)


def _type(case: Case, pointer: str) -> Diagnosis:
    wanted = re.search(
        r"(?:valid |a |an |type[: ]+)(string|integer|number|float|boolean|array|list|object|dict\w*)",
        case.said.low,
    )
    kind = wanted.group(1) if wanted else ""
    shown = {"dictionary": "object", "dict": "object", "list": "array", "float": "number"}.get(kind, kind)
    value = value_at(case.asked.body, pointer)
    fixes = _converted(pointer, value, shown) if has(case.asked.body, pointer) else []
    title = (
        f"{place_words(pointer)} must be {_article(shown)}"
        if shown
        else f"{place_words(pointer)} has the wrong type"
    )
    return _told(case, pointer, title, "Give it a value of that type.", fixes)


def _article(kind: str) -> str:
    return {
        "string": "a text",
        "array": "a list",
        "integer": "a whole number",
        "boolean": "true or false",
    }.get(kind, f"an {kind}" if kind == "object" else f"a {kind}")


def _converted(pointer: str, value: object, kind: str) -> list[Fix]:
    """Offer the value as the type that is wanted, where that is plain."""
    if (
        kind in ("integer", "number")
        and isinstance(value, str)
        and re.fullmatch(r"-?\d+(?:\.0*)?", value.strip())
    ):
        return [set_member(pointer, int(float(value)))]
    if kind == "integer" and isinstance(value, float):
        return [set_member(pointer, int(value))]
    if kind == "string" and isinstance(value, int | float) and not isinstance(value, bool):
        return [set_member(pointer, str(value))]
    if kind == "boolean" and value in ("true", "false"):
        return [set_member(pointer, value == "true")]
    name = pointer.rpartition("/")[2]
    listed = isinstance(value, dict) or (isinstance(value, str) and name == "stop_sequences")
    if kind == "array" and listed:
        return [set_member(pointer, [value])]
    if kind == "object" and isinstance(value, str) and name in _TYPED:
        return [set_member(pointer, {"type": value if value in _TYPED[name] else _TYPED[name][0]})]
    if name in _DEFAULTS:
        return [set_member(pointer, _DEFAULTS[name])] if value is None else []
    return [remove_member(pointer)] if pointer.count("/") == 1 or value is None else []


def _bound(case: Case, pointer: str) -> Diagnosis:
    bound = case.said.bound
    value = value_at(case.asked.body, pointer)
    limit: float = bound.limit if bound else 0
    upper = bound.upper if bound else True
    shown = f"{limit:,.10g}"
    word = "most" if upper else "least"
    fixes: list[Fix] = []
    if isinstance(value, int | float) and not isinstance(value, bool):
        step = (
            (1 if isinstance(value, int) and float(limit).is_integer() else 0)
            if bound and bound.strict
            else 0
        )
        mended = limit - step if upper else limit + step
        number = int(mended) if float(mended).is_integer() else mended
        if (value > number) if upper else (value < number):
            fixes = [set_member(pointer, number)]
    elif isinstance(value, str) and upper and len(value) > limit > 0 and case.said.says("character"):
        fixes = [set_member(pointer, value[: int(limit)], f"Cut it to {shown} characters")]
    title = f"{place_words(pointer)}: {shown} is the {word}"
    return _told(case, pointer, title, "Change it to what is allowed.", fixes)


def _range(case: Case, pointer: str) -> Diagnosis:
    found = re.search(r"(-?\d+(?:\.\d+)?)\s*(?:\.\.+|-|–|to|and)\s*(-?\d+(?:\.\d+)?)", case.said.low)
    value = value_at(case.asked.body, pointer)
    fixes: list[Fix] = []
    if found and isinstance(value, int | float) and not isinstance(value, bool):
        low, high = float(found.group(1)), float(found.group(2))
        number = min(max(float(value), low), high)
        fixes = [set_member(pointer, int(number) if number.is_integer() else number)]
    shown = f" between {found.group(1)} and {found.group(2)}" if found else ""
    return _told(
        case, pointer, f"{place_words(pointer)} must lie{shown}", "Change it to what is allowed.", fixes
    )


def _pattern(case: Case, pointer: str) -> Diagnosis:
    return _told(
        case, pointer, f"{place_words(pointer)} has the wrong form", "Write it the way the message asks."
    )


def _combined(case: Case, pointer: str) -> Diagnosis:
    names = [place_words(pointer), *(each for each in case.said.fields if each != place_words(pointer))][:3]
    both = [case.at(*each.split(".")) for each in names]
    fixes = [remove_member(each) for each in both if has(case.asked.body, each)]
    title = (
        f"{' and '.join(names)} do not go together"
        if len(names) > 1
        else f"{names[0]} does not go with the rest"
    )
    return _told(case, pointer, title, "Leave one of them out.", fixes if len(fixes) > 1 else [])


def _unsupported(case: Case, pointer: str) -> Diagnosis:
    fixes = [remove_member(pointer)] if has(case.asked.body, pointer) and _kind(pointer) == "field" else []
    return _told(case, pointer, f"{place_words(pointer)} is not supported here", "Leave it out.", fixes)


def _plain(case: Case, pointer: str) -> Diagnosis:
    return _told(case, pointer, f"Something is wrong at {place_words(pointer)}", "Correct what stands there.")


def _is_bound(case: Case) -> bool:
    return case.said.bound is not None


_JUDGES = (
    (lambda case: bool(tag_found(case)), _tag),
    (is_extra, _extra),
    (
        lambda case: case.said.says(
            r"cannot be (?:combined|used (?:together|with))|may not be combined|mutually exclusive|not (?:be )?(?:combined|used) with|only one of|not supported together|incompatible with|both"
        ),
        _combined,
    ),
    (lambda case: is_missing(case) and not case.said.says(r"input should be"), _missing),
    (lambda case: case.said.says(r"range\b|between -?\d"), _range),
    (is_pattern, _pattern),
    (_is_bound, _bound),
    (lambda case: is_enum(case) and not is_type(case), _enum),
    (is_type, _type),
    (is_enum, _enum),
    (
        lambda case: case.said.says(
            r"not supported|unsupported|deprecated|not available|not allowed|removed|no longer"
        ),
        _unsupported,
    ),
)
