"""Brings the pool into its final shape: short names, unions named, told apart and free of answers."""

from collections.abc import Mapping

from pool import ANSWER_MARK
from tidy import (
    NULL,
    Schema,
    changed,
    constants_of,
    key_of,
    options_of,
    plainer,
    refer_to,
    reference_of,
    renamed,
    short_names,
)

_SAME = {
    "MessageCreateParamsNonStreaming": "MessagesCreateBody",
    "BetaMessageCreateParamsNonStreaming": "BetaMessagesCreateBody",
}
"""A request of a batch is a body of Messages; the SDK's own type for it has arguments for headers besides."""

_WORTH_A_NAME = 120
"""Characters of JSON below which a union is clearer where it stands."""


def shaped(
    roots: Mapping[str, Schema], definitions: Mapping[str, Schema], unions: Mapping[str, Schema]
) -> tuple[dict[str, Schema], dict[str, Schema]]:
    """Return `roots` and the pool, tidied; `unions` are the named ones and join the pool."""
    names = short_names(sorted(definitions))
    definitions = {name: each for name, each in definitions.items() if names[name] not in _SAME}
    names = {name: _SAME.get(short, short) for name, short in names.items()}
    answers = {names[name] for name, each in definitions.items() if ANSWER_MARK in each}

    def tidied(schema: Schema) -> Schema:
        bare = {key: value for key, value in schema.items() if key != ANSWER_MARK}
        return changed(bare, lambda each: _asking(plainer(renamed(each, names)), answers))

    pool = {names[name]: tidied(schema) for name, schema in definitions.items()}
    table = _Unions()
    for name, schema in sorted(unions.items(), key=lambda pair: len(key_of(pair[1]))):
        if name not in pool:
            table.add(name, tidied(schema))
    pool = {name: table.hoisted(schema) for name, schema in pool.items()} | table.schemas
    tops = {name: table.hoisted(tidied(schema)) for name, schema in roots.items()}
    return _all_told_apart(tops, pool), _all_told_apart(dict(sorted(pool.items())), pool)


def _asking(schema: Schema, answers: set[str]) -> Schema:
    """Drop from a union for requests what is only an answer: the SDK takes its own objects back."""
    references = {name for each in options_of(schema) if (name := reference_of(each))}
    if not references & answers or references <= answers:
        return schema
    kept = [each for each in options_of(schema) if reference_of(each) not in answers]
    return kept[0] if len(kept) == 1 else {"anyOf": kept}


class _Unions:
    """Which union has which name, by what it says. The first name that comes for a union stays."""

    def __init__(self) -> None:
        self.schemas: dict[str, Schema] = {}
        self._names: dict[str, str] = {}

    def add(self, name: str, schema: Schema) -> None:
        """Learn a union; smaller ones come first, so that bigger ones refer to them."""
        inner = self.hoisted(schema)
        key = key_of(inner)
        worth = NULL not in options_of(inner) and len(key) > _WORTH_A_NAME
        if options_of(inner) and worth and self._names.setdefault(key, name) == name:
            self.schemas[name] = inner

    def hoisted(self, schema: Schema) -> Schema:
        """Return `schema` with the unions known turned into references."""
        return changed(schema, self._reference)

    def _reference(self, schema: Schema) -> Schema:
        if name := self._names.get(key_of(schema), ""):
            return refer_to(name)
        options = options_of(schema)
        if NULL in options:
            inner = {**schema, "anyOf": [each for each in options if each != NULL]}
            if name := self._names.get(key_of(inner), ""):
                return {"anyOf": [refer_to(name), NULL]}
        return schema


def _all_told_apart(schemas: Mapping[str, Schema], pool: Mapping[str, Schema]) -> dict[str, Schema]:
    return {name: changed(schema, lambda each: _told_apart(each, pool)) for name, schema in schemas.items()}


def _told_apart(schema: Schema, pool: Mapping[str, Schema]) -> Schema:
    """Add the discriminator where every member of a union carries its own constant of one field."""
    members = [each for each in options_of(schema) if each != NULL]
    names = [reference_of(each) for each in members]
    if len(members) < 2 or not all(names):
        return schema
    constants = {name: _constants(pool[name]) for name in names}
    shared = set.intersection(*(set(each) for each in constants.values()))
    for field in sorted(shared, key=lambda name: (name != "type", name)):
        mapping = {text: refer_to(name)["$ref"] for name in names for text in constants[name][field]}
        if len(mapping) == sum(len(each[field]) for each in constants.values()):
            return {**schema, "discriminator": {"propertyName": field, "mapping": mapping}}
    return schema


def _constants(schema: Schema) -> dict[str, list[str]]:
    """Return field -> the texts that it may hold, for fields that hold a few fixed ones."""
    properties = schema.get("properties")
    found = {}
    for name, each in properties.items() if isinstance(properties, dict) else ():
        texts = [text for option in (each, *options_of(each)) for text in constants_of(option)]
        if texts:
            found[str(name)] = texts
    return found
