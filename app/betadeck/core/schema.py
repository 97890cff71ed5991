"""Small questions to JSON Schemas of the catalogue's pool."""

from collections.abc import Iterator, Mapping

PREFIX = "#/$defs/"
"""How the pool's schemas refer to each other."""


def closure(pool: Mapping[str, object], name: str) -> dict[str, object]:
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
        if isinstance(each, dict):
            if isinstance(target := each.get("$ref"), str):
                yield target.removeprefix(PREFIX)
            todo += [value for value in each.values() if isinstance(value, dict | list)]
        elif isinstance(each, list):
            todo += [value for value in each if isinstance(value, dict | list)]
