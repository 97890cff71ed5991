"""A JSON Schema with the pool that its references lead into, and small questions to it.

A broken or circular reference gives a schema that says nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from betadeck.core.schema import PREFIX

_LIMITS = ("minimum", "maximum", "minLength", "format", "default")
"""What a union may say for all of its shapes."""

Schema = Mapping[str, object]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What a value may look like. Two are equal when they are the same part of the same schema."""

    schema: Schema
    pool: Schema

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shape) and (self.schema is other.schema and self.pool is other.pool)

    def __hash__(self) -> int:
        return hash((id(self.schema), id(self.pool)))

    def whole(self) -> "Shape":
        """Return it with its reference followed."""
        return Shape(resolved(self.schema, self.pool), self.pool)

    def options(self) -> tuple["Shape", ...]:
        """Return the shapes that a value may have, unions opened, null left out."""
        whole = self.whole().schema
        limits = {name: whole[name] for name in _LIMITS if name in whole}
        found = [each for each in _options(whole, self.pool) if each.get("type") != "null"]
        return tuple(Shape({**limits, **each} if limits else each, self.pool) for each in found)

    def takes_null(self) -> bool:
        """Tell whether null is a value of it."""
        return any(each.get("type") == "null" for each in _options(self.whole().schema, self.pool))

    def kind(self) -> str:
        """Return its JSON type, empty where the schema names none."""
        found = self.schema.get("type")
        return str(found) if isinstance(found, str) else "object" if "properties" in self.schema else ""

    def properties(self) -> dict[str, "Shape"]:
        """Return the members of an object, in the schema's order."""
        found = mapping(self.schema.get("properties"))
        return {name: Shape(mapping(each), self.pool) for name, each in found.items()}

    def required(self) -> frozenset[str]:
        """Return the members that an object must have."""
        found = self.schema.get("required")
        names = found if isinstance(found, list) else []
        return frozenset(each for each in names if isinstance(each, str))

    def is_closed(self) -> bool:
        """Tell whether an object may have no members but these."""
        return self.schema.get("additionalProperties") is False

    def items(self) -> "Shape":
        """Return the shape of a list's items."""
        return Shape(mapping(self.schema.get("items")), self.pool)

    def values(self) -> "Shape":
        """Return the shape of a map's values."""
        return Shape(mapping(self.schema.get("additionalProperties")), self.pool)

    def bound(self, name: str) -> float | None:
        """Return the number that the schema keeps under `name`, such as `minimum`."""
        found = self.schema.get(name)
        return float(found) if isinstance(found, int | float) else None


def mapping(value: object) -> Schema:
    """Return `value` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def resolved(schema: Schema, pool: Schema) -> Schema:
    """Follow references."""
    for _ in range(20):
        target = schema.get("$ref")
        if not isinstance(target, str):
            return schema
        schema = mapping(pool.get(target.removeprefix(PREFIX)))
    return {}


def _options(schema: Schema, pool: Schema) -> Iterator[Schema]:
    nested = schema.get("anyOf", schema.get("oneOf"))
    if not isinstance(nested, list):
        yield schema
        return
    for each in nested:
        yield from _options(resolved(mapping(each), pool), pool)
