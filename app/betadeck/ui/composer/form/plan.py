"""Which rows a body needs: known fields, and one for everything that no known field tells of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from betadeck.core.json_pointer import join, split
from betadeck.ui.composer.form.spec import ABSENT, FieldSpec, Kind


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A field to show and its value, `ABSENT` for a required one that is not there."""

    spec: FieldSpec
    value: object


def planned(body: Mapping[str, object], specs: Sequence[FieldSpec], closed: bool = False) -> list[PlannedRow]:
    """Return the rows for `body`: required fields first, then what is there in its order, messages last.

    Members that `specs` do not know get a row of their own, so that nothing is hidden; so do unknown members
    of objects that hold known fields, such as `output_config`. With `closed` there may be no others.
    """
    rows = [PlannedRow(spec, value_at(body, spec.pointer)) for spec in specs if spec.required]
    shown = _required(specs)
    for name, value in body.items():
        rows += [row for row in _member_rows(name, value, specs, closed) if row.spec.pointer not in shown]
    last = [row for row in rows if row.spec.kind is Kind.MESSAGES]
    return [row for row in rows if row.spec.kind is not Kind.MESSAGES] + last


def value_at(body: object, pointer: str) -> object:
    """Return the value at `pointer` of nested objects, `ABSENT` where there is none."""
    for name in split(pointer):
        if not isinstance(body, dict) or name not in body:
            return ABSENT
        body = body[name]
    return body


def missing(body: Mapping[str, object], specs: Sequence[FieldSpec]) -> list[FieldSpec]:
    """Return the optional fields that `body` does not have, those that can be added."""
    beside = {each.pointer for spec in specs for each in spec.beside}
    return [
        spec
        for spec in specs
        if not spec.required
        and spec.pointer not in beside
        and value_at(body, spec.pointer) is ABSENT
        and _has_room(body, spec)
    ]


def _has_room(body: Mapping[str, object], spec: FieldSpec) -> bool:
    """Tell whether the objects around the field are objects, or not there yet."""
    parent = value_at(body, spec.pointer.rpartition("/")[0])
    return parent is ABSENT or isinstance(parent, dict)


def _member_rows(name: str, value: object, specs: Sequence[FieldSpec], closed: bool) -> list[PlannedRow]:
    pointer = join([name])
    known = {spec.pointer: spec for spec in specs}
    if pointer in known:
        return [PlannedRow(known[pointer], value)]
    within = f"{pointer}/"
    if isinstance(value, dict) and value and any(each.startswith(within) for each in known):
        inner = []
        for key, each in value.items():
            at = join([name, key])
            inner.append(PlannedRow(known.get(at) or _unknown(at, f"{name} · {key}", closed), each))
        return inner
    return [PlannedRow(_unknown(pointer, name, closed), value)]


def _unknown(pointer: str, label: str, closed: bool) -> FieldSpec:
    return FieldSpec(pointer, label, Kind.OPAQUE, unknown=closed)


def _required(specs: Sequence[FieldSpec]) -> set[str]:
    """Return the places that the required fields show, with those beside them."""
    return {each.pointer for spec in specs if spec.required for each in (spec, *spec.beside)}
