"""Lays the hand-kept limits and extra fields over what the SDK's types say."""

from collections.abc import Mapping, MutableMapping

from hand import table
from operations import Record
from pool import Schema


def with_limits(operations: Mapping[str, Record], pool: MutableMapping[str, Schema]) -> None:
    """Add the limits of `hand/limits.toml` to parameters and bodies, in place.

    Raises:
        KeyError: a limit names an operation, parameter or field that does not exist.
    """
    for place, found in table("limits").items():
        hits = [each for each in operations.values() if f"{each['method']} {each['path']}" == place]
        if not hits:
            raise KeyError(f"hand/limits.toml: no operation {place}")
        for part, fields in found.items():
            assert isinstance(fields, dict)
            for name, limits in fields.items():
                changed = [_limit(each, part, name, limits, pool) for each in hits]
                if not any(changed):
                    raise KeyError(f"hand/limits.toml: {place} has no {part} {name}")


def _limit(operation: Record, part: str, name: str, limits: Schema, pool: MutableMapping[str, Schema]) -> bool:
    if part == "query":
        query = operation.get("query")
        for each in query if isinstance(query, list) else ():
            if each["name"].removesuffix("[]") == name:
                each["schema"] = {**each["schema"], **limits}
                return True
        return False
    body = pool.get(str(operation.get("body", "")), {})
    return _limit_field(body, name, limits)


def _limit_field(schema: Schema, name: str, limits: Schema) -> bool:
    properties = schema.get("properties")
    if not isinstance(properties, dict) or name not in properties:
        return False
    properties[name] = {**properties[name], **limits}
    return True
