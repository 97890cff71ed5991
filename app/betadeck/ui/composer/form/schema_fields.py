"""Form fields out of a JSON Schema, for operations that have no hand-kept ones."""

from collections.abc import Iterator, Mapping

from betadeck.core.schema import PREFIX
from betadeck.ui.composer.form.changes import json_of
from betadeck.ui.composer.form.spec import FieldSpec, Kind

_LONG = frozenset({"system", "prompt", "description", "instructions", "content", "text"})
_SCALARS = {
    "string": (Kind.TEXT, '""'),
    "integer": (Kind.INTEGER, "0"),
    "number": (Kind.NUMBER, "0"),
    "boolean": (Kind.SWITCH, "true"),
}
Schema = Mapping[str, object]


def fields_of(schema: Schema) -> tuple[FieldSpec, ...]:
    """Return a field for each member of the object that `schema` describes, the required ones first.

    Texts, numbers, switches, choices and lists of texts get their own editors, all else is summed up.
    References are followed in the schema's own `$defs`. A schema of no object has no fields.
    """
    pool = _mapping(schema.get("$defs"))
    root = _resolved(schema, pool)
    required = root.get("required")
    wanted = set(required) if isinstance(required, list) else set()
    found = [
        _field(name, _mapping(each), pool, name in wanted)
        for name, each in _mapping(root.get("properties")).items()
    ]
    return tuple(sorted(found, key=lambda field: not field.required))


def _field(name: str, schema: Schema, pool: Schema, required: bool) -> FieldSpec:
    pointer = "/" + name.replace("~", "~0").replace("/", "~1")
    options = [_resolved(each, pool) for each in _options(_resolved(schema, pool), pool)]
    options = [each for each in options if each.get("type") != "null"]
    label = name.replace("_", " ").capitalize()
    if name == "model" and any(each.get("type") == "string" for each in options):
        return FieldSpec(pointer, "Model", Kind.MODEL, required)
    if choices := _choices(options):
        texts, open_options = choices
        return FieldSpec(pointer, label, Kind.CHOICE, required, texts, open_options, start=json_of(texts[0]))
    kind, start = _kind(name, options, pool)
    least, most = _bound(options, "minimum"), _bound(options, "maximum")
    return FieldSpec(pointer, label, kind, required, least=least, most=most, start=start)


def _kind(name: str, options: list[Schema], pool: Schema) -> tuple[Kind, str]:
    """Return the editor that takes every shape the value may have, and the text it begins with."""
    types = {each.get("type") for each in options}
    if len(types) == 1 and (scalar := _SCALARS.get(str(next(iter(types))))):
        return (Kind.LONG_TEXT, '""') if name in _LONG and scalar[0] is Kind.TEXT else scalar
    if types == {"array"} and all(_is_text(each, pool) for each in options):
        return Kind.LINES, "[]"
    return Kind.OPAQUE, "[]" if "array" in types else "{}"


def _choices(options: list[Schema]) -> tuple[tuple[str, ...], bool] | None:
    """Return the texts to choose from and whether other texts are taken too; None if it is no choice."""
    texts: list[str] = []
    is_open = False
    for each in options:
        listed = each.get("enum", [each["const"]] if "const" in each else [])
        if isinstance(listed, list) and listed and all(isinstance(text, str) for text in listed):
            texts += listed
        elif each.get("type") == "string":
            is_open = True
        else:
            return None
    return (tuple(dict.fromkeys(texts)), is_open) if texts else None


def _options(schema: Schema, pool: Schema) -> Iterator[Schema]:
    """Yield the shapes that a value may have, unions opened."""
    nested = schema.get("anyOf", schema.get("oneOf"))
    if not isinstance(nested, list):
        yield schema
        return
    for each in nested:
        yield from _options(_resolved(_mapping(each), pool), pool)


def _is_text(schema: Schema, pool: Schema) -> bool:
    items = _resolved(_mapping(schema.get("items")), pool)
    return items.get("type") == "string" and "enum" not in items


def _bound(options: list[Schema], name: str) -> float | None:
    found = [each[name] for each in options if isinstance(each.get(name), int | float)]
    return float(str(found[0])) if found else None


def _resolved(schema: Schema, pool: Schema) -> Schema:
    """Follow references; a broken or circular one gives a schema that says nothing."""
    for _ in range(20):
        target = schema.get("$ref")
        if not isinstance(target, str):
            return schema
        schema = _mapping(pool.get(target.removeprefix(PREFIX)))
    return {}


def _mapping(value: object) -> Schema:
    return value if isinstance(value, dict) else {}
