"""JSON Schemas that somebody wrote, such as a tool's: whether they are right, and how the catalogue would put them."""

from collections.abc import Iterator, Mapping

from betadeck.core import json_pointer
from betadeck.core.json_kind import is_kind
from betadeck.core.schema import PREFIX

Json = Mapping[str, object]

_NAMED = ("properties", "$defs", "definitions", "patternProperties")
_LISTED = ("anyOf", "oneOf", "allOf")
_OLD_PREFIX = "#/definitions/"
_DEPTH = 40


def schema_fault(schema: Json) -> str | None:
    """Return the pointer within `schema` of what breaks the rules of JSON Schema (draft 2020-12), or None."""
    import jsonschema_rs

    # Without `$schema`: one that names an address of its own would be fetched from the network.
    plain = {name: value for name, value in schema.items() if name != "$schema"}
    try:
        jsonschema_rs.meta.validate(plain)
    except jsonschema_rs.ValidationError as error:
        return json_pointer.join(error.instance_path)
    except (ValueError, jsonschema_rs.ReferencingError):  # nested too deeply to be looked at
        return None
    return None


def plain_schema(schema: Json) -> Json:
    """Return a right schema in the words that the catalogue's are written in, with its own `$defs`.

    Several types become `anyOf`, the older `definitions` become `$defs`, an `allOf` of one is that one. What
    refers to nothing, or only round in a circle, says nothing.
    """
    pool = {**_mapping(schema.get("definitions")), **_mapping(schema.get("$defs"))}
    sound = frozenset(name for name in pool if not _circles(name, pool))
    rest = {name: value for name, value in schema.items() if name not in ("definitions", "$defs")}
    return {**_plain(rest, sound), "$defs": {name: _plain(pool[name], sound) for name in sound}}


def _plain(schema: object, known: frozenset[str], depth: int = _DEPTH) -> Json:
    if not isinstance(schema, dict) or not depth:
        return {}
    told = {name: _told(name, value, known, depth - 1) for name, value in schema.items()}
    if "$ref" in told and not told["$ref"]:
        del told["$ref"]
    parts = told.get("allOf")
    if isinstance(parts, list) and len(parts) == 1:
        del told["allOf"]
        told = {**parts[0], **told}
    kinds = told.get("type")
    if isinstance(kinds, list):
        del told["type"]
        return {**_beside(told), "anyOf": [_of_kind(told, kind) for kind in kinds]}
    return told


def _told(name: str, value: object, known: frozenset[str], depth: int) -> object:
    if name == "$ref":
        target = _target(value)
        return PREFIX + target if target in known else ""
    if name in _NAMED:
        return {key: _plain(each, known, depth) for key, each in _mapping(value).items()}
    if name in _LISTED and isinstance(value, list):
        return [_plain(each, known, depth) for each in value]
    if name == "items" or (name == "additionalProperties" and isinstance(value, dict)):
        return _plain(value, known, depth)
    return value


def _of_kind(told: Json, kind: object) -> Json:
    """Return the schema of one of the types that a value may have."""
    if kind == "null":
        return {"type": "null"}
    listed = told.get("enum")
    fitting = [each for each in listed if is_kind(each, str(kind))] if isinstance(listed, list) else None
    enum = {"enum": fitting} if fitting is not None else {}
    return {**told, **enum, "type": kind}


def _beside(told: Json) -> Json:
    return {name: told[name] for name in ("description", "default") if name in told}


def _circles(name: str, pool: Json) -> bool:
    """Tell whether a definition leads to itself without anything between."""
    seen: set[str] = set()
    todo = [name]
    while todo:
        for target in _straight(pool.get(todo.pop())):
            if target == name:
                return True
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return False


def _straight(schema: object) -> Iterator[str]:
    """Yield the definitions that a value of `schema` itself must or may follow."""
    found = _mapping(schema)
    if target := _target(found.get("$ref")):
        yield target
    for word in _LISTED:
        listed = found.get(word)
        for each in listed if isinstance(listed, list) else ():
            yield from _straight(each)


def _target(reference: object) -> str:
    text = reference if isinstance(reference, str) else ""
    prefix = next((each for each in (PREFIX, _OLD_PREFIX) if text.startswith(each)), None)
    return text.removeprefix(prefix) if prefix else ""


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
