"""Schemas that the API enforces: of strict tools, and of structured output.

Every object in them must exclude other fields. Source: a refusal by the API quoted in a public report, 2026.
"""

from collections.abc import Iterator

from betadeck.core import json_pointer
from betadeck.core.finding import Finding
from betadeck.core.fixes import set_member, several
from betadeck.core.lint.codes import found
from betadeck.core.lint.prompt import Json

_NAMED = ("properties", "$defs", "definitions")
_LISTED = ("anyOf", "allOf", "oneOf", "prefixItems")
_DEPTH = 40


def strict_findings(pointer: str, schema: Json) -> Iterator[Finding]:
    """Yield a finding for each object in `schema` that is open; `pointer` is where the schema stands."""
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
