"""Schemas in a few words: `text`, `list of objects`, `1 to 100`."""

from betadeck.core.schema import Pool, Schema, branches_of, constants_of, without_null

_KINDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "array": "list",
    "object": "object",
    "null": "null",
}
_MOST = 3


def type_words(pool: Pool, schema: object) -> str:
    """Return the type of a value in words."""
    branches = branches_of(pool, schema)
    words = list(dict.fromkeys(_words(pool, each.schema) for each in branches))
    if not words:
        return "null"
    return " or ".join(words) if len(words) <= _MOST else f"one of {len(branches)} forms"


def takes_null(schema: Schema) -> bool:
    """Tell whether null is allowed."""
    return without_null(schema)[1]


def range_words(pool: Pool, schema: object) -> str:
    """Return the bounds of a number, a text or a list in words, empty where there are none."""
    found = []
    for branch in branches_of(pool, schema):
        for least, most, unit in (
            ("minimum", "maximum", ""),
            ("minLength", "maxLength", " characters"),
            ("minItems", "maxItems", " entries"),
            ("minProperties", "maxProperties", " members"),
        ):
            if words := _bounds(branch.schema.get(least), branch.schema.get(most)):
                found.append(words + unit)
    return ", ".join(dict.fromkeys(found))


def _words(pool: Pool, schema: Schema) -> str:
    if len(fixed := constants_of(schema)) == 1:
        return f'"{fixed[0]}"'
    if fixed:
        return "one of " + ", ".join(fixed) if len(fixed) <= 5 else f"one of {len(fixed)} texts"
    if schema.get("type") == "array":
        return _list_words(pool, schema)
    if schema.get("format") in ("date", "date-time"):
        return "date" if schema["format"] == "date" else "date and time"
    return _KINDS.get(str(schema.get("type")), "any value")


def _list_words(pool: Pool, schema: Schema) -> str:
    kinds = {str(each.schema.get("type")) for each in branches_of(pool, schema.get("items", {}))}
    names = {"string": "texts", "object": "objects", "integer": "numbers", "number": "numbers"}
    return f"list of {names[next(iter(kinds))]}" if len(kinds) == 1 and kinds <= names.keys() else "list"


def _bounds(least: object, most: object) -> str:
    numbers = [each if isinstance(each, int | float) else None for each in (least, most)]
    if numbers[0] is not None and numbers[1] is not None:
        return f"{numbers[0]:,} to {numbers[1]:,}"
    if numbers[0] is not None:
        return f"at least {numbers[0]:,}"
    return f"at most {numbers[1]:,}" if numbers[1] is not None else ""
