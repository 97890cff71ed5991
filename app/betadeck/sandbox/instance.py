"""Makes a value that satisfies a JSON Schema, always the same one for the same schema."""

import math
from collections.abc import Mapping

from betadeck.core.json_pointer import unescaped
from betadeck.sandbox.own_schemas import validator
from betadeck.sandbox.pattern import sample

_DEPTH = 6
_DEEPEST = 40
_MOST_ITEMS, _MOST_CHARS, _MOST_VALUES = 100, 10_000, 5_000
"""What is made at most, whatever a schema asks for: of a list, of a text, in all."""
_FORMATS = {
    "date-time": "2026-01-01T12:00:00Z",
    "date": "2026-01-01",
    "time": "12:00:00Z",
    "duration": "P1D",
    "email": "someone@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
_HINTS = {
    "city": "Paris",
    "country": "France",
    "location": "Paris, France",
    "name": "Ada",
    "url": "https://example.com/",
    "currency": "EUR",
    "language": "en",
    "unit": "celsius",
}
_ASKING = ("query", "question", "text", "prompt", "message", "input")
Schema = Mapping[str, object]


def instance(schema: Schema, asked: str = "") -> object:
    """Return a value for `schema`; `asked` is what the user wrote and fills fields that ask for words.

    Fields that may be left out are filled too, where that stays valid. For schemas that nothing satisfies,
    or with parts unknown here, the value is only close.
    """
    tries = [_Maker(schema, asked, optional=True), _Maker(schema, "", optional=False)]
    values = [each.make(schema) for each in tries]
    try:
        valid = validator(schema)
    except ValueError:
        return values[0]
    return next((value for value in values if valid.is_valid(value)), values[0])


class _Maker:
    def __init__(self, root: Schema, asked: str, *, optional: bool) -> None:
        self._root = root
        self._asked = asked
        self._optional = optional
        self._made = 0

    def make(self, schema: object, name: str = "", depth: int = 0) -> object:
        """Return a value for `schema`, which stands under the property `name`."""
        self._made += 1
        spent = depth > _DEEPEST or self._made > _MOST_VALUES
        if spent or not isinstance(schema, Mapping):
            return None if spent or schema is False else "sample"
        schema = self._whole(schema)
        for key in ("const", "default"):
            if key in schema:
                return schema[key]
        for key in ("enum", "examples"):
            if isinstance(given := schema.get(key), list) and given:
                return given[0]
        kind = schema.get("type")
        kind = next(iter(kind), None) if isinstance(kind, list) else kind
        if kind == "object" or (kind is None and "properties" in schema):
            return self._object(schema, depth)
        if kind == "array" or (kind is None and "items" in schema):
            return self._array(schema, name, depth)
        return self._scalar(schema, kind, name)

    def _whole(self, schema: Schema) -> Schema:
        """Return `schema` with its reference followed, the first of its choices taken, its parts merged."""
        for _ in range(_DEPTH * 4):
            if isinstance(reference := schema.get("$ref"), str):
                schema = {**self._find(reference), **_without(schema, "$ref")}
            elif isinstance(parts := schema.get("allOf"), list):
                schema = _merged(
                    [_without(schema, "allOf"), *(self._whole(_mapping(each)) for each in parts)]
                )
            elif choices := _choices(schema):
                schema = _merged([_without(schema, "anyOf", "oneOf"), choices[0]])
            else:
                break
        return schema

    def _find(self, reference: str) -> Schema:
        found: object = self._root
        for step in reference.removeprefix("#").strip("/").split("/"):
            if step:
                found = _mapping(found).get(unescaped(step))
        return _mapping(found)

    def _object(self, schema: Schema, depth: int) -> dict[str, object]:
        known = _mapping(schema.get("properties"))
        required = [name for name in _list(schema.get("required")) if isinstance(name, str)]
        wanted = [name for name in known if name in required or (self._optional and depth < _DEPTH)]
        names = [*wanted, *(name for name in required if name not in known)]
        return {name: self.make(known.get(name, {}), name, depth + 1) for name in names}

    def _array(self, schema: Schema, name: str, depth: int) -> list[object]:
        least = schema.get("minItems")
        count = 1 if depth < _DEPTH and self._optional else 0
        if isinstance(least, int):
            count = min(least, _MOST_ITEMS)
        fixed = [self.make(each, name, depth + 1) for each in _list(schema.get("prefixItems"))]
        made = [self.make(schema.get("items", {}), name, depth + 1) for _ in range(count - len(fixed))]
        if schema.get("uniqueItems") is True:
            made = [_varied(value, number) for number, value in enumerate(made)]
        return [*fixed, *made]

    def _scalar(self, schema: Schema, kind: object, name: str) -> object:
        if kind == "boolean":
            return True
        if kind == "null":
            return None
        if kind in ("integer", "number"):
            return _number(schema, whole=kind == "integer")
        return self._text(schema, name)

    def _text(self, schema: Schema, name: str) -> str:
        if isinstance(pattern := schema.get("pattern"), str):
            return sample(pattern)
        form = schema.get("format")
        if isinstance(form, str) and form in _FORMATS:
            return _FORMATS[form]
        text = _HINTS.get(name.lower(), "sample")
        if self._asked and any(word in name.lower() for word in _ASKING):
            text = self._asked[:200]
        least, most = schema.get("minLength"), schema.get("maxLength")
        if isinstance(least, int):
            text = text.ljust(min(least, _MOST_CHARS), "x")
        return text[:most] if isinstance(most, int) else text


def _number(schema: Schema, *, whole: bool) -> float:
    low, high = _bound(schema, "minimum", 1), _bound(schema, "maximum", -1)
    step = schema.get("multipleOf")
    unit = float(step) if isinstance(step, int | float) else 1.0 if whole else 0.0
    value = low if low is not None else min(1.0, high) if high is not None else 1.0
    if unit:
        value = math.ceil(value / unit) * unit
        if high is not None and value > high:
            value = math.floor(high / unit) * unit
    elif low is not None and high is not None:
        value = (low + high) / 2
    return int(value) if float(value).is_integer() else value


def _bound(schema: Schema, key: str, inward: int) -> float | None:
    open_end = schema.get("exclusive" + key.capitalize())
    if isinstance(open_end, int | float) and not isinstance(open_end, bool):
        return open_end + inward
    closed_end = schema.get(key)
    return closed_end if isinstance(closed_end, int | float) else None


def _choices(schema: Schema) -> list[Schema]:
    """Return the branches of a union, a null last."""
    given = _list(schema.get("anyOf")) or _list(schema.get("oneOf"))
    found = [_mapping(each) for each in given]
    return sorted(found, key=lambda each: each.get("type") == "null")


def _merged(parts: list[Schema]) -> Schema:
    merged: dict[str, object] = {}
    for each in parts:
        for key, value in each.items():
            before = merged.get(key)
            if key == "properties":
                merged[key] = {**_mapping(before), **_mapping(value)}
            elif key == "required":
                merged[key] = [*_list(before), *_list(value)]
            else:
                merged[key] = value
    return merged


def _varied(value: object, number: int) -> object:
    if isinstance(value, str):
        return f"{value}{number or ''}"
    return value + number if isinstance(value, int) and not isinstance(value, bool) else value


def _without(schema: Schema, *keys: str) -> Schema:
    return {key: value for key, value in schema.items() if key not in keys}


def _mapping(value: object) -> Schema:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
