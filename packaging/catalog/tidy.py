"""Makes pydantic's schemas smaller and plainer: no words, no long names, open enums, named unions."""

import json
from collections.abc import Callable, Iterable, Mapping

Schema = dict[str, object]

PAGE = "Sync"
"""What the SDK's classes for pages of a list begin with."""

NULL: Schema = {"type": "null"}
_TEXT: Schema = {"type": "string"}
_PREFIX = "#/$defs/"
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


def options_of(schema: Schema) -> list[Schema]:
    """Return the branches of a union, none where it is no union."""
    found = schema.get("anyOf", schema.get("oneOf"))
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def reference_of(schema: Schema) -> str:
    """Return the name in the pool that `schema` refers to, empty where it refers to none."""
    return str(schema.get("$ref", "")).removeprefix(_PREFIX)


def refer_to(name: str) -> Schema:
    """Return a reference to `name` of the pool."""
    return {"$ref": _PREFIX + name}


def plainer(schema: Schema) -> Schema:
    """Return `schema` without words, and with one type where several stand for the same on the wire."""
    return _open_enum(_plain_boolean(_plain_time(_plain_data(_without_words(schema)))))


def _without_words(schema: Schema) -> Schema:
    """Drop titles, descriptions, the SDK's own Python defaults, and what JSON Schema takes for granted."""
    kept = {key: value for key, value in schema.items() if key not in _WORDS}
    if kept.get("additionalProperties") is True:
        del kept["additionalProperties"]
    return kept


def _plain_boolean(schema: Schema) -> Schema:
    """Make one boolean of `false or true`."""
    options = options_of(schema)
    if options and all(isinstance(each.get("const"), bool) for each in options):
        return {"type": "boolean"}
    return schema


def _plain_data(schema: Schema) -> Schema:
    """Make one string of `text or a file's path`: the SDK reads the file, on the wire it is base64."""
    options = options_of(schema)
    if _TEXT in options and any(each.get("format") == "path" for each in options):
        return {"type": "string", "contentEncoding": "base64"}
    return schema


def _plain_time(schema: Schema) -> Schema:
    """Make one string of `text or point in time`, which on the wire are the same."""
    options = options_of(schema)
    timed = [each for each in options if each.get("format") in ("date-time", "date")]
    if _TEXT not in options or not timed:
        return schema
    rest = [each for each in options if each != _TEXT]
    return rest[0] if len(rest) == 1 else {**schema, "anyOf": rest}


def _open_enum(schema: Schema) -> Schema:
    """Make one string of `one of these names or any other`; the names become `examples`."""
    options = options_of(schema)
    names = [each for each in options if each.get("type") == "string" and ("enum" in each or "const" in each)]
    if _TEXT not in options or not names:
        return schema
    text: Schema = {"type": "string", "examples": [value for each in names for value in constants_of(each)]}
    rest = [each for each in options if each not in names and each != _TEXT]
    return {**schema, "anyOf": [text, *rest]} if rest else text


def constants_of(schema: Schema) -> list[str]:
    """Return the texts that `schema` allows, where it allows a few fixed ones."""
    found = schema.get("enum", [schema.get("const")])
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


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
    """Return `schema` with its reference turned to the new name."""
    name = reference_of(schema)
    return {**schema, **refer_to(names.get(name, name))} if name else schema


def key_of(schema: object) -> str:
    """Return a text that is the same for the same schema."""
    return json.dumps(schema, sort_keys=True, separators=(",", ":"))
