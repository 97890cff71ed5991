"""Makes pydantic's schemas smaller and plainer: no words, no long names, open enums, named unions."""

import json
from collections.abc import Callable, Iterable, Mapping

Schema = dict[str, object]

PAGE = "Sync"
"""What the SDK's classes for pages of a list begin with."""

_WORDS = ("title", "description", "default")
_BY_NAME = ("properties", "$defs", "patternProperties")
_LISTS = ("anyOf", "oneOf", "allOf", "prefixItems")
_SINGLE = ("items", "additionalProperties", "not")


def changed(schema: Mapping[str, object], change: Callable[[Schema], Schema]) -> Schema:
    """Return `schema` with `change` applied to it and to every schema within, innermost first."""
    made: Schema = {}
    for key, value in schema.items():
        if key in _BY_NAME and isinstance(value, dict):
            made[key] = {name: changed(each, change) for name, each in value.items()}
        elif key in _LISTS and isinstance(value, list):
            made[key] = [changed(each, change) for each in value]
        elif key in _SINGLE and isinstance(value, dict):
            made[key] = changed(value, change)
        else:
            made[key] = value
    return change(made)


def without_words(schema: Schema) -> Schema:
    """Drop titles, descriptions, the SDK's own Python defaults, and what JSON Schema takes for granted."""
    kept = {key: value for key, value in schema.items() if key not in _WORDS}
    if kept.get("additionalProperties") is True:
        del kept["additionalProperties"]
    return kept


def plain_booleans(schema: Schema) -> Schema:
    """Make one boolean of `false or true`."""
    options = schema.get("anyOf")
    if not isinstance(options, list) or not all("const" in each for each in options):
        return schema
    return {"type": "boolean"} if {each["const"] for each in options} == {True, False} else schema


def plain_times(schema: Schema) -> Schema:
    """Make one string of `text or point in time`, which on the wire are the same."""
    options = schema.get("anyOf")
    if not isinstance(options, list) or {"type": "string"} not in options:
        return schema
    timed = [each for each in options if each.get("type") == "string" and each.get("format") in ("date-time", "date")]
    if not timed:
        return schema
    rest = [each for each in options if each != {"type": "string"}]
    return rest[0] if len(rest) == 1 else {**schema, "anyOf": rest}


def open_enums(schema: Schema) -> Schema:
    """Make one string of `one of these names or any other`; the names become `examples`."""
    options = schema.get("anyOf")
    if not isinstance(options, list) or {"type": "string"} not in options:
        return schema
    names = [each for each in options if each.get("type") == "string" and ("enum" in each or "const" in each)]
    if not names:
        return schema
    known = [value for each in names for value in each.get("enum", [each.get("const")])]
    rest = [each for each in options if each not in names and each != {"type": "string"}]
    text = {"type": "string", "examples": known}
    return {**schema, "anyOf": [text, *rest]} if rest else text


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Return a short name for each of `names`; long ones carry their module's path with `__`.

    Names of pages carry what is on the page and get their final name from the call.
    """
    taken = {name for name in names if "__" not in name}
    found = {}
    for name in sorted(names):
        short = name if name.startswith(PAGE) else name.rpartition("__")[2]
        if "__beta__" in name and not short.startswith("Beta"):
            short = "Beta" + short
        while name != short and short in taken:
            short += "_"
        taken.add(short)
        found[name] = short
    return found


def renamed(schema: Schema, names: Mapping[str, str]) -> Schema:
    """Return `schema` with its references turned to the new names."""
    prefix = "#/$defs/"

    def turn(reference: object) -> object:
        return prefix + names.get(name := str(reference).removeprefix(prefix), name)

    made = dict(schema)
    if "$ref" in made:
        made["$ref"] = turn(made["$ref"])
    if isinstance(found := made.get("discriminator"), dict) and isinstance(mapping := found.get("mapping"), dict):
        made["discriminator"] = {**found, "mapping": {key: turn(each) for key, each in mapping.items()}}
    return made


def key_of(schema: object) -> str:
    """Return a text that is the same for the same schema."""
    return json.dumps(schema, sort_keys=True, separators=(",", ":"))
