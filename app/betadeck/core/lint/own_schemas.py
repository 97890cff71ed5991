"""JSON Schemas within a request: of tools, and of structured output.

All must be right by the rules of draft 2020-12. In those that the API enforces, every object must exclude
other fields. Source: refusals by the API quoted in public reports, 2026.
"""

from collections.abc import Iterator

from betadeck.core import json_pointer
from betadeck.core.finding import Finding
from betadeck.core.fixes import set_member, several
from betadeck.core.lint.codes import found
from betadeck.core.lint.prompt import Json
from betadeck.core.own_schema import schema_fault

_NAMED = ("properties", "$defs", "definitions")
_LISTED = ("anyOf", "allOf", "oneOf", "prefixItems")
_DEPTH = 40


def schema_findings(pointer: str, schema: Json, *, strict: bool) -> Iterator[Finding]:
    """Yield what is wrong with `schema`, which stands at `pointer`; a `strict` one is enforced."""
    broken = schema_fault(schema)
    if broken is not None:
        yield found("schema-broken", f"body:{pointer}{broken}", "This is no JSON Schema (draft 2020-12).")
    elif strict:
        yield from _open(pointer, schema)


def _open(pointer: str, schema: Json) -> Iterator[Finding]:
    opened = list(_open_objects(pointer, schema, _DEPTH))
    close = [set_member(f"{each}/additionalProperties", False) for each in opened]
    for place, fix in zip(opened, close, strict=True):
        fixes = (several("close-objects", "Close all objects", close), fix) if len(close) > 1 else (fix,)
        text = "In a strict schema every object must have additionalProperties: false."
        yield found("schema-open", f"body:{place}", text, *fixes)


def _open_objects(pointer: str, schema: Json, depth: int) -> Iterator[str]:
    kind = schema.get("type")
    is_object = kind == "object" or (isinstance(kind, list) and "object" in kind)
    if is_object and schema.get("additionalProperties") is not False:
        yield pointer
    if depth:
        for way, inner in _inner(schema):
            yield from _open_objects(pointer + json_pointer.join(way), inner, depth - 1)


def _inner(schema: Json) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    for word in _NAMED:
        named = schema.get(word)
        for name, each in named.items() if isinstance(named, dict) else ():
            if isinstance(each, dict):
                yield (word, name), each
    for word in _LISTED:
        listed = schema.get(word)
        for place, each in enumerate(listed if isinstance(listed, list) else []):
            if isinstance(each, dict):
                yield (word, place), each
    items = schema.get("items")
    if isinstance(items, dict):
        yield ("items",), items
