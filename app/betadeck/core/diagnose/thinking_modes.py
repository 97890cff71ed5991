"""Modes of thinking that a model does not take, and those to offer instead."""

import re

from betadeck.core.diagnose.asked import Json, object_of, text_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.model_fit import refusing_rules
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import remove_member, set_member
from betadeck.core.json_pointer import place_words

_MODE = re.compile(r"\b(enabled|disabled|adaptive|between_tools|manual|extended|interleaved)\b")
_BLOCKS = r"thinking(?:`|\")? (?:or|block)|blocks?\b"
_LEAST_BUDGET = 1024
_MODES: tuple[Json, ...] = ({"type": "adaptive"}, {"type": "enabled", "budget_tokens": _LEAST_BUDGET})


def wrong_mode(case: Case) -> Diagnosis | None:
    """Explain a mode of thinking that the model does not take."""
    said = case.said
    about = "thinking" in said.path if said.path else said.says(r"\bthinking\b")
    if not about or said.says(_BLOCKS):
        return None
    pointer = case.pointer or case.at("thinking", "type")
    if said.says(r"\bbudget_tokens\b") and not said.path:
        pointer = case.at("thinking", "budget_tokens")
    found = _MODE.search(said.low)
    mode = f"take {found.group(1)} thinking" if found else "take thinking this way"
    culprit = Culprit("field", place_words(pointer), pointer)
    remedy = "Choose another mode of thinking, or leave it out."
    return verdict(case, culprit, f"The model does not {mode}", "", remedy, _other_modes(case))


def _other_modes(case: Case) -> list[Fix]:
    """Return other modes of thinking that the model takes, and leaving it out."""
    place = case.at("thinking")
    body = next((body for _, body in case.asked.roots()), {})
    if "thinking" not in body:
        return []
    now = text_of(object_of(body, "thinking"), "type")
    modes = [each for each in _MODES if each["type"] != now and _has_room(each, body)]
    taken = [each for each in modes if _is_taken(case, {**body, "thinking": each})]
    fixes = [set_member(place, each, f"Use {each['type']} thinking") for each in taken]
    if _is_taken(case, {name: value for name, value in body.items() if name != "thinking"}):
        fixes.append(remove_member(place, "Leave thinking to the model"))
    return fixes[:2]


def _has_room(mode: Json, body: Json) -> bool:
    most = body.get("max_tokens")
    return "budget_tokens" not in mode or (isinstance(most, int) and most > _LEAST_BUDGET)


def _is_taken(case: Case, body: Json) -> bool:
    return not any(refusing_rules(case.asked.model, body, case.catalogue))
