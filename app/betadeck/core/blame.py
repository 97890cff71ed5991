"""What the last answer blames in a request, as long as it is still there and unchanged.

A place in a list is followed when items come and go before it: by how much longer the list is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from betadeck.core import json_pointer
from betadeck.core.body_edits import raw_at
from betadeck.core.diagnosis import Diagnosis
from betadeck.core.draft import Draft
from betadeck.core.json_fault import JsonFault
from betadeck.core.json_items import item_spans
from betadeck.core.json_text import parse


@dataclass(frozen=True, slots=True)
class Blame:
    """`betas` must go (`together` they fail: without one of them the others are innocent), `missing` must be
    ticked; the value at `pointer` was `raw`, in JSON. An empty `pointer` blames no place of the body.
    `lengths` are those of the lists on the way there, from the outermost; `item` is the innermost one's item
    where `raw` is empty.
    """

    betas: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    pointer: str = ""
    raw: str = ""
    lengths: tuple[int, ...] = ()
    item: str = ""


NOBODY = Blame()


def blame_of(diagnosis: Diagnosis | None, sent: Draft) -> Blame:
    """Return what `diagnosis` blames in `sent`."""
    if diagnosis is None:
        return NOBODY
    culprit, pointer = diagnosis.culprit, diagnosis.culprit.pointer
    name = frozenset({culprit.name} if culprit.name else ())
    blame = Blame(
        name if culprit.kind == "beta" else frozenset(),
        name if culprit.kind == "missing_beta" else frozenset(),
        pointer,
        raw_at(sent.body_text, pointer) if pointer else "",
        _lengths(sent.body_text, pointer),
    )
    return replace(blame, item=_item(sent.body_text, blame))


def guilty_betas(blame: Blame, sent_now: Iterable[str]) -> frozenset[str]:
    """Return the betas to mark while `sent_now` would be sent: those that are still there, or still missing."""
    now = frozenset(sent_now)
    return (blame.betas if blame.betas <= now else frozenset()) | (blame.missing - now)


def guilty_place(blame: Blame, body_text: str) -> str:
    """Return the pointer to mark in a body, empty when what stands there is another value by now."""
    return blame.pointer if blame.pointer and _stands(blame, body_text) else ""


def followed(blame: Blame, body_text: str) -> Blame:
    """Return the blame with its place where that is in the body by now, unchanged if it is nowhere."""
    lengths = _lengths(body_text, blame.pointer)
    if not blame.lengths or lengths == blame.lengths:
        return replace(blame, item=_item(body_text, blame)) if lengths else blame
    ways = (blame, replace(blame, pointer=_shifted(blame, body_text)))
    moved = next((each for each in ways if _is_same(each, body_text)), None)
    return replace(moved, lengths=_lengths(body_text, moved.pointer)) if moved else blame


def _is_same(blame: Blame, body_text: str) -> bool:
    """Tell whether the place is the one that was blamed; where nothing stood, its item tells."""
    return _stands(blame, body_text) and _same(_item(body_text, blame), blame.item)


def _item(body_text: str, blame: Blame) -> str:
    """Return the innermost item of a list around a place where nothing stands, else the empty text."""
    names = json_pointer.split(blame.pointer) if blame.pointer and not blame.raw else ()
    ends = [at for at, name in enumerate(names) if name.isdecimal()]
    return raw_at(body_text, json_pointer.join(names[: ends[-1] + 1])) if ends else ""


def _stands(blame: Blame, body_text: str) -> bool:
    return _same(raw_at(body_text, blame.pointer), blame.raw)


def _lengths(body_text: str, pointer: str) -> tuple[int, ...]:
    """Return how long the lists on the way to `pointer` are; none where there is no such way."""
    names = json_pointer.split(pointer) if pointer else ()
    above = (json_pointer.join(names[:at]) for at, name in enumerate(names) if name.isdecimal())
    try:
        found = tuple(len(item_spans(body_text, each)) for each in above)
    except JsonFault:
        return ()
    return found if all(found) else ()


def _shifted(blame: Blame, body_text: str) -> str:
    """Return the pointer with each item as many places further as its list is longer."""
    names = list(json_pointer.split(blame.pointer))
    before = iter(blame.lengths)
    for at, name in enumerate(names):
        if not name.isdecimal():
            continue
        try:
            longer = len(item_spans(body_text, json_pointer.join(names[:at]))) - next(before)
        except JsonFault:
            return blame.pointer
        names[at] = str(max(0, int(name) + longer))
    return json_pointer.join(names)


def _same(one: str, other: str) -> bool:
    """Tell whether both mean the same value; how it is laid out does not count."""
    if one == other or not one or not other:
        return one == other
    try:
        return parse(one) == parse(other)
    except JsonFault:
        return False
