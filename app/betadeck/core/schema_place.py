"""Finds the schema of a place in a value, and makes the smallest value that a schema allows."""

from collections.abc import Mapping
from typing import Any

from betadeck.core.json_pointer import unescaped
from betadeck.core.schema import (
    Branch,
    Pool,
    Schema,
    branches_of,
    constants_of,
    fields_of,
    required_of,
    resolved,
    without_null,
)

_DEPTH = 12
"""How deep `skeleton` goes; required fields of the API's types end long before."""

_EMPTY: dict[str, object] = {"string": "", "integer": 0, "number": 0, "boolean": False, "null": None}


def schema_at(pool: Pool, schema: object, value: object, pointer: str) -> Schema | None:
    """Return the schema of the place `pointer` (RFC 6901) in `value`, which need not be valid.

    Unions on the way are decided by what `value` says there. None where no schema knows the place; where a
    union stays undecided, the first branch that knows the way counts.
    """
    if not pointer:
        return resolved(pool, schema)
    token, _, rest = pointer[1:].partition("/")
    name = unescaped(token)
    for branch in fitting(pool, schema, value):
        if (inner := step_into(pool, branch.schema, name)) is not None:
            return schema_at(pool, inner, _inside(value, name), f"/{rest}" if rest else "")
    return None


def fitting(pool: Pool, schema: object, value: object) -> tuple[Branch, ...]:
    """Return the branches that `value` can mean: those of its tag, else those of its kind, else all."""
    branches = branches_of(pool, schema)
    kinds = _kinds(value)
    alike = tuple(each for each in branches if each.schema.get("type") in kinds)
    if isinstance(value, Mapping):
        tags = {text for name in ("type", "role") if isinstance(text := value.get(name), str)}
        if tagged := tuple(each for each in alike if tags.intersection(each.tags)):
            return tagged
        whole = tuple(each for each in alike if required_of(pool, each.schema) <= value.keys())
        if whole:
            return whole
    return alike or branches


def skeleton(pool: Pool, schema: object, depth: int = _DEPTH) -> Any:  # noqa: ANN401  plain JSON
    """Return the smallest value of `schema`: required fields only, texts empty, the first of each union."""
    branches = branches_of(pool, schema)
    if not branches or not depth:
        return None
    chosen = branches[0].schema
    if (fixed := constants_of(chosen)) or "default" in chosen:
        return chosen.get("default", fixed[0] if fixed else None)
    if chosen.get("type") == "object" or "properties" in chosen:
        fields = fields_of(pool, chosen)
        wanted = required_of(pool, chosen)
        return {name: skeleton(pool, each, depth - 1) for name, each in fields.items() if name in wanted}
    if chosen.get("type") == "array":
        return []
    return chosen.get("minimum", _EMPTY.get(str(chosen.get("type")), {}))


def step_into(pool: Pool, schema: Schema, name: str) -> Schema | None:
    """Return the schema of a member (or, for a number or `-`, an item) of an object's or list's schema.

    Null is left out; None where the schema does not know the way.
    """
    found: object = fields_of(pool, schema).get(name)
    if found is None and schema.get("type") == "array" and (name.isdecimal() or name == "-"):
        found = schema.get("items", {})
    if found is None and schema.get("type") == "object":
        others = schema.get("additionalProperties", None if "properties" in schema else {})
        found = others if isinstance(others, Mapping) else None
    return without_null(found)[0] if isinstance(found, Mapping) else None


def _inside(value: object, name: str) -> object:
    if isinstance(value, Mapping):
        return value.get(name)
    if isinstance(value, list) and name.isdecimal() and int(name) < len(value):
        return value[int(name)]
    return None


def _kinds(value: object) -> tuple[str | None, ...]:
    """Return what a schema's `type` may be for `value`; None stands for a schema that names no type."""
    if isinstance(value, bool):
        return ("boolean", None)
    for kind, words in _KINDS:
        if isinstance(value, kind):
            return (*words, None)
    return (None,)


_KINDS: tuple[tuple[type, tuple[str, ...]], ...] = (
    (Mapping, ("object",)),
    (list, ("array",)),
    (str, ("string",)),
    (int, ("integer", "number")),
    (float, ("number",)),
)
