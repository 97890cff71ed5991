"""What is wrong with a single value: its type, that it is none of a few, its size."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from betadeck.core.json_kind import is_kind
from betadeck.core.schema import Schema, constants_of

Way = tuple[str | int, ...]

_WORDS = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at `way`. `code` is one of lint's; `schema` is what should be there.

    For an unknown field `schema` is its object's, and `names` the fields that this has.
    """

    way: Way
    code: str
    schema: Schema
    names: tuple[str, ...] = ()


def kinds_of(schema: Schema, value: object) -> bool:
    """Tell whether a schema that is no union can mean a value of this type."""
    if fixed := _fixed(schema):
        return any(isinstance(value, type(each)) for each in fixed)
    kind = schema.get("type")
    return is_kind(value, kind) if isinstance(kind, str) else True


def type_problem(schema: Schema, value: object, way: Way) -> Problem | None:
    """Return the problem of a value of the wrong type, or that is none of the few allowed."""
    kind = schema.get("type")
    if isinstance(kind, str) and not is_kind(value, kind):
        return Problem(way, "field-type", schema)
    fixed = _fixed(schema)
    if fixed and not any(value == each and type(value) is type(each) for each in fixed):
        return Problem(way, "field-value", schema)
    return None


def range_problem(schema: Schema, value: object, way: Way) -> Problem | None:
    """Return the problem of a value that is too small, too big, or of another form."""
    return Problem(way, "field-range", schema) if bound_words(schema, value) else None


def bound_words(schema: Schema, value: object) -> str:
    """Return which bound `value` passes, as the end of a sentence; empty when none."""
    if isinstance(value, str):
        return _text_words(schema, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number_words(schema, value)
    if isinstance(value, list):
        return _count_words(schema, len(value), "Items", "items")
    return _count_words(schema, len(value), "Properties", "fields") if isinstance(value, dict) else ""


def type_words(schema: Schema) -> str:
    """Return the types that `schema` takes, as `a text or a list`."""
    options = schema.get("anyOf", schema.get("oneOf"))
    branches = options if isinstance(options, list) else [schema]
    found: list[str] = []
    for each in branches:
        kind = each.get("type") if isinstance(each, Mapping) else None
        if kind is None and isinstance(each, Mapping) and constants_of(each):
            kind = "string"
        found.append(_WORDS.get(str(kind), "another value"))
    return " or ".join(dict.fromkeys(found))


def kind_words(value: object) -> str:
    """Return what `value` is, as `a text`."""
    order = ("boolean", "null", "string", "integer", "number", "array", "object")
    return next((_WORDS[kind] for kind in order if is_kind(value, kind)), "something else")


def _fixed(schema: Schema) -> list[object]:
    if "const" in schema:
        return [schema["const"]]
    given = schema.get("enum")
    return given if isinstance(given, list) else []


def _number_words(schema: Schema, value: float) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if isinstance(low, int | float) and value < low:
        return f"must be at least {low:,}"
    return f"must be at most {high:,}" if isinstance(high, int | float) and value > high else ""


def _count_words(schema: Schema, count: int, what: str, words: str) -> str:
    least, most = schema.get(f"min{what}"), schema.get(f"max{what}")
    if isinstance(least, int) and count < least:
        return f"must have at least {least:,} {words}"
    return f"may have {most:,} {words} at most" if isinstance(most, int) and count > most else ""


def _text_words(schema: Schema, value: str) -> str:
    if words := _count_words(schema, len(value), "Length", "characters"):
        return words
    pattern = schema.get("pattern")
    return (
        f"must fit the pattern {pattern}"
        if isinstance(pattern, str) and not re.search(pattern, value)
        else ""
    )
