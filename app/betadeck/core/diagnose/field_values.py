"""Values that are not what may stand there: of another type, not among those allowed, too large or small."""

import re

from betadeck.core.catalog_names import nearest
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import allowed_values
from betadeck.core.diagnose.field_presence import DEFAULTS, filled
from betadeck.core.diagnose.field_verdict import told
from betadeck.core.diagnose.message_numbers import Bound
from betadeck.core.diagnose.places import has
from betadeck.core.diagnosis import Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import remove_member, set_member, several
from betadeck.core.json_pointer import place_words, value_at

_TYPED = {
    "tool_choice": ("auto", "any", "none"),
    "thinking": ("adaptive", "disabled"),
    "cache_control": ("ephemeral",),
}
"""Objects that people write as the text that is their type."""


_NOT_ALLOWED = "{} has a value that is not allowed"


def not_allowed(case: Case, pointer: str) -> Diagnosis:
    """Explain a value that is not among those allowed."""
    allowed = allowed_values(case)
    sent = value_at(case.asked.body, pointer)
    fixes: list[Fix] = []
    if has(case.asked.body, pointer) and not isinstance(sent, dict | list):
        near = nearest(sent, allowed, most=1) if isinstance(sent, str) else ()
        others = [each for each in allowed if each != sent]
        fixes = [set_member(pointer, each, f"Use {each}") for each in dict.fromkeys((*near, *others))][:3]
    named = isinstance(sent, str | int) and sent != "" and len(str(sent)) < 40
    title = (
        f"{place_words(pointer)} may not be {sent}" if named else _NOT_ALLOWED.format(place_words(pointer))
    )
    remedy = f"Use one of: {', '.join(allowed)}." if allowed else "Use one of the values that are allowed."
    return told(case, pointer, title, remedy, fixes)


def wrong_type(case: Case, pointer: str) -> Diagnosis:
    """Explain a value of the wrong type."""
    wanted = re.search(
        r"(?:valid |a |an |type[: ]+)(string|integer|number|float|boolean|array|list|object|dict\w*)",
        case.said.low,
    )
    kind = wanted.group(1) if wanted else ""
    shown = {"dictionary": "object", "dict": "object", "list": "array", "float": "number"}.get(kind, kind)
    value = value_at(case.asked.body, pointer)
    fixes = _converted(pointer, value, shown) if has(case.asked.body, pointer) else []
    what = f"must be {_article(shown)}" if shown else "has the wrong type"
    title = f"{place_words(pointer)} {what}"
    return told(case, pointer, title, "Give it a value of that type.", fixes)


def _article(kind: str) -> str:
    return {
        "string": "a text",
        "array": "a list",
        "integer": "a whole number",
        "boolean": "true or false",
    }.get(kind, f"an {kind}" if kind == "object" else f"a {kind}")


def _converted(pointer: str, value: object, kind: str) -> list[Fix]:
    """Offer the value as the type that is wanted, where that is plain."""
    name = pointer.rpartition("/")[2]
    wanted = _as_type(value, kind, name)
    if wanted is not None:
        return [set_member(pointer, wanted)]
    if name in DEFAULTS:
        return [set_member(pointer, DEFAULTS[name])] if value is None else []
    return [remove_member(pointer)] if pointer.count("/") == 1 or value is None else []


def _as_type(value: object, kind: str, name: str) -> object:
    """Return `value` as a JSON value of another type, None where it is not plain what is meant."""
    if kind in ("integer", "number"):
        return _as_number(value, whole=kind == "integer")
    if kind == "string" and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    if kind == "array" and (isinstance(value, dict) or (isinstance(value, str) and name == "stop_sequences")):
        return [value]
    if kind == "object" and isinstance(value, str) and name in _TYPED:
        return {"type": value if value in _TYPED[name] else _TYPED[name][0]}
    return None


def _as_number(value: object, *, whole: bool) -> object:
    if isinstance(value, str) and re.fullmatch(r"-?\d+(?:\.0*)?", value.strip()):
        return int(float(value))
    return int(value) if whole and isinstance(value, float) else None


def past_bound(case: Case, pointer: str) -> Diagnosis:
    """Explain a number or a text that is larger or smaller than allowed."""
    bound = case.said.bound or Bound(0)
    value = value_at(case.asked.body, pointer)
    shown = f"{bound.limit:,.10g}"
    fixes: list[Fix] = []
    if isinstance(value, int | float) and not isinstance(value, bool):
        mended = _within(value, bound)
        fixes = _with_room(case, pointer, mended) if mended != value else []
    elif value == "" and not bound.upper:
        fixes = filled(case, pointer)
    elif (
        isinstance(value, str)
        and bound.upper
        and len(value) > bound.limit > 0
        and case.said.says("character")
    ):
        fixes = [set_member(pointer, value[: int(bound.limit)], f"Cut it to {shown} characters")]
    title = f"{place_words(pointer)}: {shown} is the {'most' if bound.upper else 'least'}"
    return told(case, pointer, title, "Change it to what is allowed.", fixes)


def _with_room(case: Case, pointer: str, value: float) -> list[Fix]:
    """Set a number; a thinking budget needs a larger max_tokens above it."""
    fix = set_member(pointer, value)
    top = pointer.removesuffix("thinking/budget_tokens") + "max_tokens"
    most = value_at(case.asked.body, top)
    if pointer == top or not pointer.endswith("/budget_tokens") or not isinstance(most, int) or most > value:
        return [fix]
    return [several(fix.id, fix.title, [fix, set_member(top, 2 * int(value))])]


def _within(value: float, bound: Bound) -> float:
    """Return the number nearest to `value` that the bound allows; whole ones stay whole."""
    step = 1 if bound.strict and isinstance(value, int) and float(bound.limit).is_integer() else 0
    limit = bound.limit - step if bound.upper else bound.limit + step
    mended = min(value, limit) if bound.upper else max(value, limit)
    return int(mended) if float(mended).is_integer() else mended


def out_of_range(case: Case, pointer: str) -> Diagnosis:
    """Explain a number that does not lie between two others."""
    found = re.search(r"(-?\d+(?:\.\d+)?)\s*(?:\.\.+|-|–|to|and)\s*(-?\d+(?:\.\d+)?)", case.said.low)
    value = value_at(case.asked.body, pointer)
    fixes: list[Fix] = []
    if found and isinstance(value, int | float) and not isinstance(value, bool):
        low, high = float(found.group(1)), float(found.group(2))
        number = min(max(float(value), low), high)
        fixes = [set_member(pointer, int(number) if number.is_integer() else number)]
    shown = f" between {found.group(1)} and {found.group(2)}" if found else ""
    return told(
        case, pointer, f"{place_words(pointer)} must lie{shown}", "Change it to what is allowed.", fixes
    )
