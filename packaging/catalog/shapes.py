"""Brings the pool into its final shape: short names, named unions, discriminators, hand-kept limits."""

from collections.abc import Mapping

from tidy import Schema, changed, key_of, open_enums, plain_booleans, plain_times, renamed, short_names, without_words

_NULL = {"type": "null"}
_WORTH_A_NAME = 120
"""Characters of JSON below which a union is clearer where it stands."""


def shaped(
    roots: Mapping[str, Schema], definitions: Mapping[str, Schema], unions: Mapping[str, Schema]
) -> tuple[dict[str, Schema], dict[str, Schema]]:
    """Return `roots` and the pool, tidied; `unions` are the named ones and join the pool."""
    names = short_names(sorted(definitions))

    def tidied(schema: Schema) -> Schema:
        return changed(schema, plainer)

    def plainer(schema: Schema) -> Schema:
        return open_enums(plain_booleans(plain_times(renamed(without_words(schema), names))))

    pool = {names[name]: tidied(schema) for name, schema in definitions.items()}
    known = _union_table({name: tidied(each) for name, each in unions.items() if name not in pool})
    pool |= {name: _hoisted(schema, known, keep=name) for name, schema in known.schemas.items()}
    pool = {name: _hoisted(schema, known, keep=name) for name, schema in pool.items()}
    tops = {name: _hoisted(tidied(schema), known, keep="") for name, schema in roots.items()}
    return (
        {name: changed(schema, lambda each: _told_apart(each, pool)) for name, schema in tops.items()},
        {name: changed(schema, lambda each: _told_apart(each, pool)) for name, schema in sorted(pool.items())},
    )


class _UnionTable:
    """Which union has which name, by what it says."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.schemas: dict[str, Schema] = {}


def _union_table(unions: Mapping[str, Schema]) -> _UnionTable:
    """Smaller unions come first, so that bigger ones refer to them; of two names the first one stays."""
    table = _UnionTable()
    for name, schema in sorted(unions.items(), key=lambda pair: len(key_of(pair[1]))):
        inner = _hoisted(schema, table, keep="")
        if "anyOf" in inner and _NULL not in _options(inner) and len(key := key_of(inner)) > _WORTH_A_NAME:
            if key not in table.names:
                table.names[key] = name
                table.schemas[name] = inner
    return table


def _hoisted(schema: Schema, table: _UnionTable, *, keep: str) -> Schema:
    """Return `schema` with known unions turned into references, but for the one named `keep`."""

    def reference(each: Schema) -> Schema:
        name = table.names.get(key_of(each), "")
        if name and name != keep:
            return {"$ref": f"#/$defs/{name}"}
        if _NULL in _options(each):
            inner = {**each, "anyOf": [option for option in _options(each) if option != _NULL]}
            if name := table.names.get(key_of(inner), ""):
                return {"anyOf": [{"$ref": f"#/$defs/{name}"}, _NULL]}
        return each

    return changed(schema, reference)


def _options(schema: Schema) -> list[object]:
    found = schema.get("anyOf", schema.get("oneOf"))
    return found if isinstance(found, list) else []


def _told_apart(schema: Schema, pool: Mapping[str, Schema]) -> Schema:
    """Add the discriminator where every member of a union carries its own constant of one field."""
    references = [str(each["$ref"]) for each in _options(schema) if isinstance(each, dict) and "$ref" in each]
    if len(references) < 2 or len(references) + (_NULL in _options(schema)) != len(_options(schema)):
        return schema
    members = {each: _constants(pool.get(each.removeprefix("#/$defs/"), {})) for each in references}
    shared = set.intersection(*(set(each) for each in members.values()))
    for field in sorted(shared, key=lambda name: (name != "type", name)):
        mapping: dict[str, str] = {}
        for reference, constants in members.items():
            mapping |= dict.fromkeys(constants[field], reference)
        if len(mapping) == sum(len(constants[field]) for constants in members.values()):
            return {**schema, "discriminator": {"propertyName": field, "mapping": mapping}}
    return schema


def _constants(schema: Schema) -> dict[str, list[str]]:
    """Return field -> the texts that it may hold, for fields that hold a few fixed ones."""
    properties = schema.get("properties")
    found: dict[str, list[str]] = {}
    for name, each in properties.items() if isinstance(properties, dict) else ():
        options = [option for option in [each, *_options(each)] if isinstance(option, dict)]
        values = [value for option in options for value in option.get("enum", [option.get("const")])]
        if texts := [value for value in values if isinstance(value, str)]:
            found[name] = texts
    return found
