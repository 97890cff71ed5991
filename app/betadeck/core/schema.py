"""Small questions to the JSON Schemas of the catalogue.

The pool is name -> schema, and schemas refer to each other as `{"$ref": "#/$defs/name"}`. Unions are `anyOf`,
with a `discriminator` where one field tells the branches apart; a value that may be null has a branch
`{"type": "null"}`. Open sets of names are `{"type": "string", "examples": [...]}`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

PREFIX = "#/$defs/"
"""How the pool's schemas refer to each other."""

Pool = Mapping[str, object]
Schema = Mapping[str, object]

_NULL = {"type": "null"}
_OBJECTS = (dict, Mapping)
"""Asked for in this order: the question for any mapping takes ten times as long."""
_SCALARS = (str, int, float, type(None))
_NOTHING: Schema = {}


@dataclass(frozen=True, slots=True)
class Branch:
    """One of the forms that a value may take. `tags` are what its `type` (or `role`) may say."""

    tags: tuple[str, ...]
    schema: Schema

    @property
    def tag(self) -> str:
        """Return the first tag, the usual one; empty where there is none."""
        return self.tags[0] if self.tags else ""


def closure(pool: Pool, name: str) -> dict[str, object]:
    """Return a schema that stands alone: `name` of the pool with all that it leads to.

    Raises:
        KeyError: the pool has no such name, or a schema refers to one that it does not have.
    """
    found: dict[str, object] = {}
    wanted = [name]
    while wanted:
        if (each := wanted.pop()) not in found:
            found[each] = pool[each]
            wanted += references(pool[each])
    return {"$ref": PREFIX + name, "$defs": dict(sorted(found.items()))}


def references(schema: object) -> Iterator[str]:
    """Yield the names of the pool that `schema` refers to, itself and within, doubles included."""
    todo = [schema]
    while todo:
        each = todo.pop()
        if not isinstance(each, list) and isinstance(each, _OBJECTS):
            if isinstance(target := each.get("$ref"), str):
                yield target.removeprefix(PREFIX)
            todo += [value for value in each.values() if not isinstance(value, _SCALARS)]
        elif isinstance(each, list):
            todo += [value for value in each if not isinstance(value, _SCALARS)]


def resolved(pool: Pool, schema: object) -> Schema:
    """Return `schema`, or what it refers to; what is no schema at all allows anything.

    Raises:
        KeyError: it refers to a name that the pool does not have.
    """
    while isinstance(schema, _OBJECTS) and isinstance(target := schema.get("$ref"), str):
        schema = pool[target.removeprefix(PREFIX)]
    return schema if isinstance(schema, _OBJECTS) else _NOTHING


def without_null(schema: Schema) -> tuple[Schema, bool]:
    """Return `schema` as it is without null, and whether null was allowed."""
    options = schema.get("anyOf")
    if not isinstance(options, list) or _NULL not in options:
        return schema, False
    kept = [each for each in options if each != _NULL]
    return (kept[0] if len(kept) == 1 else {**schema, "anyOf": kept}), True


def fields_of(pool: Pool, schema: object) -> dict[str, Schema]:
    """Return field -> schema of an object's schema, in the order in which it names them."""
    found = resolved(pool, schema).get("properties")
    return dict(found) if isinstance(found, Mapping) else {}


def required_of(pool: Pool, schema: object) -> frozenset[str]:
    """Return the fields that an object must have."""
    found = resolved(pool, schema).get("required")
    return frozenset(found) if isinstance(found, list) else frozenset()


def branches_of(pool: Pool, schema: object) -> tuple[Branch, ...]:
    """Return the forms that a value may take, unions within unions laid flat, null left out.

    Of what is no union it is the schema itself, alone.
    """
    whole = resolved(pool, schema)
    options = whole.get("anyOf", whole.get("oneOf"))
    if not isinstance(options, list):
        return () if whole == _NULL else (Branch(tags_of(pool, whole), whole),)
    return tuple(branch for each in options for branch in branches_of(pool, each))


def tags_of(pool: Pool, schema: object) -> tuple[str, ...]:
    """Return the few texts that the field `type`, else `role`, of an object may hold."""
    fields = fields_of(pool, schema)
    for name in ("type", "role"):
        options = branches_of(pool, fields.get(name, _NULL))
        if texts := tuple(text for each in options for text in constants_of(each.schema)):
            return texts
    return ()


def constants_of(schema: Schema) -> tuple[str, ...]:
    """Return the texts that `schema` allows, where it allows only a few fixed ones."""
    found = schema.get("enum", [schema.get("const")])
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def suggestions_of(pool: Pool, schema: object) -> tuple[str, ...]:
    """Return the texts to offer for a value: the fixed ones, and those known of an open set."""
    found: list[str] = []
    for branch in branches_of(pool, schema):
        examples = branch.schema.get("examples")
        found += constants_of(branch.schema)
        found += [each for each in examples if isinstance(each, str)] if isinstance(examples, list) else []
    return tuple(dict.fromkeys(found))
