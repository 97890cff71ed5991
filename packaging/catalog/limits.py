"""Lays the hand-kept limits over what the SDK's types say."""

from collections.abc import Iterator, Mapping, MutableMapping

from hand import table
from operations import Record
from pool import Schema


def with_limits(operations: Mapping[str, Record], pool: MutableMapping[str, Schema]) -> None:
    """Add the limits of `hand/limits.toml` to parameters, bodies and types, in place.

    Raises:
        KeyError: a limit names an operation, parameter, type or field that does not exist.
    """
    for place, fields in _entries():
        owners = list(_owners(place, operations, pool))
        for name, limits in fields.items():
            hits = [owner for owner in owners if name in owner]
            if not hits:
                raise KeyError(f"hand/limits.toml: {' '.join(place)} has no {name}")
            for owner in hits:
                owner[name].update(limits)


def _entries() -> Iterator[tuple[tuple[str, str], dict[str, Schema]]]:
    """Yield ((operation, "query" or "body") or ("type", name), field -> limits)."""
    for place, parts in table("limits").items():
        for part, fields in parts.items():
            assert isinstance(fields, dict)
            yield (place, part), fields


def _owners(
    place: tuple[str, str], operations: Mapping[str, Record], pool: Mapping[str, Schema]
) -> Iterator[dict[str, Schema]]:
    """Yield each field -> schema that the limits of `place` are about; twins have one each."""
    where, part = place
    if where == "types":
        yield _properties(pool[part])
    for operation in operations.values():
        if f"{operation['method']} {operation['path']}" == where:
            query = operation.get("query") if part == "query" else None
            if isinstance(query, list):
                yield {each["name"].removesuffix("[]"): each["schema"] for each in query}
            elif body := operation.get("body"):
                yield _properties(pool[str(body)])


def _properties(schema: Schema) -> dict[str, Schema]:
    found = schema.get("properties")
    return found if isinstance(found, dict) else {}
