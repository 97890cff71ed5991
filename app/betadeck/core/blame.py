"""What the last answer blames in a request, as long as it is still there and unchanged."""

from collections.abc import Iterable
from dataclasses import dataclass

from betadeck.core.body_edits import raw_at
from betadeck.core.diagnosis import Diagnosis
from betadeck.core.draft import Draft
from betadeck.core.json_fault import JsonFault
from betadeck.core.json_text import parse


@dataclass(frozen=True, slots=True)
class Blame:
    """`betas` must go (`together` they fail: without one of them the others are innocent), `missing` must be
    ticked; the value at `pointer` was `raw`, in JSON. An empty `pointer` blames no place of the body.
    """

    betas: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    pointer: str = ""
    raw: str = ""


NOBODY = Blame()


def blame_of(diagnosis: Diagnosis | None, sent: Draft) -> Blame:
    """Return what `diagnosis` blames in `sent`."""
    if diagnosis is None:
        return NOBODY
    culprit, pointer = diagnosis.culprit, diagnosis.culprit.pointer
    name = frozenset({culprit.name} if culprit.name else ())
    return Blame(
        name if culprit.kind == "beta" else frozenset(),
        name if culprit.kind == "missing_beta" else frozenset(),
        pointer,
        raw_at(sent.body_text, pointer) if pointer else "",
    )


def guilty_betas(blame: Blame, sent_now: Iterable[str]) -> frozenset[str]:
    """Return the betas to mark while `sent_now` would be sent: those that are still there, or still missing."""
    now = frozenset(sent_now)
    return (blame.betas if blame.betas <= now else frozenset()) | (blame.missing - now)


def guilty_place(blame: Blame, body_text: str) -> str:
    """Return the pointer to mark in a body, empty when what stands there is another value by now."""
    raw = raw_at(body_text, blame.pointer) if blame.pointer else ""
    return blame.pointer if blame.pointer and _same(raw, blame.raw) else ""


def _same(one: str, other: str) -> bool:
    """Tell whether both mean the same value; how it is laid out does not count."""
    if one == other or not one or not other:
        return one == other
    try:
        return parse(one) == parse(other)
    except JsonFault:
        return False
