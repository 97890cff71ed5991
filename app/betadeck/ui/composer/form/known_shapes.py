"""Hand-kept fields joined with what the catalogue's schema knows of the same places."""

from collections.abc import Sequence
from dataclasses import replace

from betadeck.core.json_pointer import split
from betadeck.ui.composer.form.schema_fields import Schema, field_of, fields_in
from betadeck.ui.composer.form.shape import Shape, mapping
from betadeck.ui.composer.form.spec import FieldSpec, Kind

_SHAPED = frozenset({Kind.MESSAGES, Kind.CONTENT})


def with_shapes(specs: Sequence[FieldSpec], schema: Schema) -> tuple[FieldSpec, ...]:
    """Return `specs` with editors for what was summed up before, wherever `schema` knows the place, and what
    the schema knows besides, the messages last.
    """
    root = Shape(schema, mapping(schema.get("$defs"))).whole()
    beside = [each for spec in specs for each in spec.beside]
    known = {split(each.pointer)[0] for each in (*specs, *beside)}
    others = [field for field in fields_in(root) if field.name not in known]
    shaped = [_shaped(spec, root) for spec in specs]
    return (*(each for each in shaped if each.kind is not Kind.MESSAGES), *others,
            *(each for each in shaped if each.kind is Kind.MESSAGES))  # fmt: skip


def _shaped(spec: FieldSpec, root: Shape) -> FieldSpec:
    shape = _inside(root, split(spec.pointer))
    if shape is None:
        return spec
    if spec.kind in _SHAPED:
        return replace(spec, shape=shape)
    found = field_of(spec.pointer, shape, spec.required, spec.label)
    if spec.kind is Kind.OPAQUE or (spec.kind is Kind.TEXT and found.kind is Kind.UNION):
        return replace(found, start=spec.start, note=spec.note, beta=spec.beta, nullable=False)
    return spec


def _inside(shape: Shape, names: Sequence[str]) -> Shape | None:
    """Return the shape of the place that `names` lead to through objects; None where there is none."""
    for name in names:
        members = {key: each for option in shape.options() for key, each in option.properties().items()}
        if name not in members:
            return None
        shape = members[name]
    return shape
