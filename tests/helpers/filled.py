"""Makes requests that say something in every field of their schema, for tests."""

from betadeck.core.schema import branches_of, constants_of, fields_of
from helpers.minimal import text_for

_DEPTH = 6


def filled(pool, schema, name="", depth=0):
    """Return a value of `schema` with all its fields, down to a depth; of unions the first branch."""
    branches = [each for each in branches_of(pool, schema) if each.schema.get("type") != "null"]
    if not branches:
        return None
    chosen = branches[0].schema
    if fixed := constants_of(chosen):
        return fixed[0]
    kind = chosen.get("type")
    if kind == "object" or "properties" in chosen:
        if depth > _DEPTH:
            return {}
        return {key: filled(pool, each, key, depth + 1) for key, each in fields_of(pool, chosen).items()}
    if kind == "array":
        return [] if depth > _DEPTH else [filled(pool, chosen.get("items", {}), "", depth + 1)]
    plain = {"boolean": True, "integer": 7, "number": 0.5}
    return plain[kind] if kind in plain else text_for(chosen, name)


def query_of(pool, operation):
    """Return a value for every query parameter; of a list there are two."""
    return {each.name: _asked(pool, each) for each in operation.query}


def _asked(pool, param):
    if param.schema.get("type") != "array":
        return filled(pool, param.schema, param.name)
    return [filled(pool, param.schema.get("items", {}), param.name)] * 2
