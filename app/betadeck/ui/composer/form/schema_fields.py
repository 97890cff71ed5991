"""Form fields out of a JSON Schema, for operations that have no hand-kept ones."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from betadeck.core.json_pointer import join, unescaped
from betadeck.ui.composer.form.schema_start import start_of
from betadeck.ui.composer.form.shape import Schema, Shape, mapping
from betadeck.ui.composer.form.spec import FieldSpec, Kind

__all__ = ["Schema", "field_of", "fields_in", "fields_of"]

_LONG = frozenset({"system", "prompt", "description", "instructions", "content", "text"})
_SCHEMAS = frozenset({"input_schema", "schema"})
_SECRET = re.compile(r"(^|_)(secret|password|api_key|private_key|(access|refresh|auth|bearer)_token|token)$")
_AMONG = {"mcp_server_name": "mcp_servers"}
"""Fields that name another part of the request, and the list that it stands in."""
_ACRONYMS = {"api": "API", "mcp": "MCP", "oauth": "OAuth", "ttl": "TTL", "url": "URL", "urls": "URLs"}
_DATES = {"date": "2026-11-22", "date-time": "2026-11-22T09:00:00Z"}
_SCALARS: Final[Mapping[str, Kind]] = {
    "string": Kind.TEXT,
    "integer": Kind.INTEGER,
    "number": Kind.NUMBER,
    "boolean": Kind.SWITCH,
}


def fields_of(schema: Schema) -> tuple[FieldSpec, ...]:
    """Return a field for each member of the object that `schema` describes, the required ones first.

    References are followed in the schema's own `$defs`. A schema of no object has no fields.
    """
    return fields_in(Shape(schema, mapping(schema.get("$defs"))).whole())


def fields_in(shape: Shape) -> tuple[FieldSpec, ...]:
    """Return the fields of an object's shape, with pointers from the object on, required ones first."""
    wanted = shape.required()
    found = [field_of(join([name]), each, name in wanted) for name, each in shape.properties().items()]
    return tuple(sorted(found, key=lambda field: not field.required))


def field_of(pointer: str, shape: Shape, required: bool = False, label: str = "") -> FieldSpec:
    """Return the field for a value of `shape` at `pointer`."""
    name = pointer.rpartition("/")[2]
    options = shape.options()
    label = label or label_of(unescaped(name))
    nullable = shape.takes_null()
    if name == "model" and options and all(each.kind() == "string" for each in options):
        return FieldSpec(pointer, "Model", Kind.MODEL, required, nullable=nullable)
    if choices := _choices(options):
        texts, is_open = choices
        start = start_of(shape)
        return FieldSpec(
            pointer, label, Kind.CHOICE, required, texts, is_open, start=start, nullable=nullable
        )
    kind = _kind(name, options)
    least, most = _bound(options, "minimum"), _bound(options, "maximum")
    return FieldSpec(
        pointer,
        label,
        kind,
        required,
        least=least,
        most=most,
        start=start_of(shape),
        note=_range(kind, least, most),
        shape=options[0] if len(options) == 1 else shape,
        nullable=nullable,
        among=_AMONG.get(name, ""),
        hint=_date_hint(options),
    )


def label_of(name: str) -> str:
    """Return what a member is called: `MCP server URL` for `mcp_server_url`."""
    words = name.replace("_", " ").capitalize().split(" ")
    return " ".join(_ACRONYMS.get(each.lower(), each) for each in words)


def _kind(name: str, options: Sequence[Shape]) -> Kind:
    """Return the editor that takes every shape the value may have."""
    types = {each.kind() for each in options}
    if types == {"integer", "number"}:
        return Kind.NUMBER
    if len(types) == 1 and (scalar := _SCALARS.get(next(iter(types)))):
        return _text_kind(name, options) if scalar is Kind.TEXT else scalar
    if name in ("content", "system") and types == {"string", "array"} and _has_text_blocks(options):
        return Kind.CONTENT
    if types == {"array"}:
        return _list_kind(name, options)
    if types == {"object"} and (len(options) == 1 or name in _SCHEMAS):
        return _object_kind(name, options[0])
    return Kind.UNION if options and "" not in types else Kind.OPAQUE


def _text_kind(name: str, options: Sequence[Shape]) -> Kind:
    if any(each.schema.get("format") in _DATES for each in options):
        return Kind.DATE
    if _SECRET.search(name):
        return Kind.SECRET
    if name in _AMONG:
        return Kind.NAME
    return Kind.LONG_TEXT if name in _LONG else Kind.TEXT


def _list_kind(name: str, options: Sequence[Shape]) -> Kind:
    items = [item for each in options for item in each.items().options()]
    if all(
        item.kind() == "string" and "enum" not in item.schema and "const" not in item.schema for item in items
    ):
        return Kind.LINES if items else Kind.LIST
    if name == "tools" and items and any("input_schema" in item.properties() for item in items):
        return Kind.TOOLS
    if name == "messages" and items and all({"role", "content"} <= set(item.properties()) for item in items):
        return Kind.MESSAGES
    return Kind.LIST if len(options) == 1 else Kind.OPAQUE


def _object_kind(name: str, shape: Shape) -> Kind:
    if name in _SCHEMAS:
        return Kind.JSON_SCHEMA
    return Kind.OBJECT if shape.properties() else Kind.MAP


def _has_text_blocks(options: Sequence[Shape]) -> bool:
    items = [item for each in options if each.kind() == "array" for item in each.items().options()]
    kinds = [item.properties()["type"].schema for item in items if "type" in item.properties()]
    return any(kind.get("const") == "text" for kind in kinds)


def _choices(options: Sequence[Shape]) -> tuple[tuple[str, ...], bool] | None:
    """Return the texts to choose from and whether other texts are taken too; None if it is no choice."""
    texts: list[str] = []
    is_open = False
    for each in options:
        schema = each.schema
        listed = schema.get("enum", [schema["const"]] if "const" in schema else schema.get("examples", []))
        if isinstance(listed, list) and listed and all(isinstance(text, str) for text in listed):
            texts += listed
            is_open = is_open or not ("enum" in schema or "const" in schema)
        elif each.kind() == "string" and not schema.get("format"):
            is_open = True
        else:
            return None
    return (tuple(dict.fromkeys(texts)), is_open) if texts else None


def _date_hint(options: Sequence[Shape]) -> str:
    forms = (str(each.schema.get("format")) for each in options)
    return next((_DATES[form] for form in forms if form in _DATES), "")


def _range(kind: Kind, least: float | None, most: float | None) -> str:
    if kind not in (Kind.INTEGER, Kind.NUMBER) or most is None:
        return ""
    return f"{least:,.6g} to {most:,.6g}" if least is not None else f"at most {most:,.6g}"


def _bound(options: Sequence[Shape], name: str) -> float | None:
    return next((found for each in options if (found := each.bound(name)) is not None), None)
