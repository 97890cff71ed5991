"""Says where a body breaks its schema, in the API's words and with the API's way of naming places.

The API names the branch of a union by its tag: `messages.0.content.0.image.source.base64.data`. Only the
first fault is told, as the API does. Source of texts and places: refusals by the API quoted in public
reports and conformance tests, 2024 to 2026-09.
"""

from collections.abc import Mapping, Sequence

from betadeck.core.json_kind import is_kind
from betadeck.sandbox.explain_value import (
    SHOULD,
    Place,
    Problem,
    Schema,
    check_bounds,
    check_count,
    check_enum,
    kind_of,
)

_TAGGED_ALONE = ("cache_control",)
"""Fields whose only branch is nevertheless named, as in `cache_control.ephemeral.scope`."""


class Explainer:
    """Walks a value along a schema. `order` gives the top-level fields in the order the API looks at them."""

    def __init__(self, schema: Schema, order: Sequence[str] = ()) -> None:
        self._schema = schema
        self._defs = _mapping(schema.get("$defs"))
        self._order = tuple(order)

    def first(self, value: object) -> Problem | None:
        """Return the first fault in `value`, or None if this module finds none."""
        return self._check(self._schema, value, ())

    def _check(self, schema: Schema, value: object, place: Place) -> Problem | None:
        schema = self._resolve(schema)
        options = self._options(schema)
        if options:
            return self._check_union(options, value, place)
        if "const" in schema or "enum" in schema:
            return check_enum(schema, value, place)
        kind = schema.get("type")
        if isinstance(kind, str) and not is_kind(value, kind):
            return Problem(place, SHOULD[kind])
        if isinstance(value, dict):
            return self._check_object(schema, value, place)
        if isinstance(value, list):
            return self._check_items(schema, value, place)
        return check_bounds(schema, value, place)

    def _check_items(self, schema: Schema, value: list[object], place: Place) -> Problem | None:
        if problem := check_count(schema, value, place):
            return problem
        items = schema.get("items")
        if not isinstance(items, Mapping):
            return None
        for index, item in enumerate(value):
            if problem := self._check(items, item, (*place, str(index))):
                return problem
        return None

    def _check_object(self, schema: Schema, value: dict[str, object], place: Place) -> Problem | None:
        known = _mapping(schema.get("properties"))
        required = schema.get("required")
        needed = required if isinstance(required, list) else []
        for name in self._in_order(known, place):
            if name in value:
                if problem := self._check(_mapping(known[name]), value[name], (*place, name)):
                    return problem
            elif name in needed:
                return Problem((*place, name), "Field required")
        rest = schema.get("additionalProperties")
        for name, each in value.items():
            if name in known:
                continue
            if rest is False:
                return Problem((*place, name), "Extra inputs are not permitted")
            if isinstance(rest, Mapping) and (problem := self._check(rest, each, (*place, name))):
                return problem
        return None

    def _in_order(self, known: Schema, place: Place) -> list[str]:
        if place:
            return list(known)
        return [
            *(name for name in self._order if name in known),
            *(name for name in known if name not in self._order),
        ]

    def _check_union(self, options: list[Schema], value: object, place: Place) -> Problem | None:
        if value is None and any(each.get("type") == "null" for each in options):
            return None
        options = [each for each in options if each.get("type") != "null"]
        objects = [each for each in options if kind_of(each) == "object"]
        if objects and (isinstance(value, dict) or len(objects) == len(options)):
            return self._check_objects(objects, value, place)
        fitting = [each for each in options if not (kind := kind_of(each)) or is_kind(value, kind)]
        if not fitting:
            return Problem(place, SHOULD[_preferred(options)])
        problems = [self._check(each, value, place) for each in fitting]
        return None if None in problems else _deepest(problems)

    def _check_objects(self, options: list[Schema], value: object, place: Place) -> Problem | None:
        for key in ("type", "role"):
            tags = self._tags(options, key)
            if tags and (len(options) > 1 or (place[-1:] and place[-1] in _TAGGED_ALONE)):
                return self._check_tagged(tags, key, value, place)
        if len(options) == 1:
            return self._check(options[0], value, place)
        if not isinstance(value, dict):
            return Problem(place, SHOULD["object"])
        problems = [self._check(each, value, place) for each in options]
        return None if None in problems else _deepest(problems)

    def _check_tagged(
        self, tags: Mapping[str, Schema], key: str, value: object, place: Place
    ) -> Problem | None:
        if not isinstance(value, dict):
            return Problem(place, "Input should be an object" if key == "type" else SHOULD["object"])
        tag = value.get(key)
        if tag is None and "custom" in tags:
            tag = "custom"
        if key not in value and tag is None:
            return Problem((*place, key), "Field required")
        if key == "role":
            return self._check_role(tags, tag, value, place)
        if not isinstance(tag, str) or tag not in tags:
            expected = ", ".join(f"'{each}'" for each in sorted(tags))
            text = f"Input tag '{tag}' found using 'type' does not match any of the expected tags: {expected}"
            return Problem(place, text)
        return self._check(tags[tag], value, (*place, tag))

    def _check_role(
        self, tags: Mapping[str, Schema], tag: object, value: dict[str, object], place: Place
    ) -> Problem | None:
        if isinstance(tag, str) and tag in tags:
            return self._check(tags[tag], value, place)
        return Problem(place[:-1], f'Unexpected role "{tag}". Allowed roles are "user" or "assistant"')

    def _tags(self, options: list[Schema], key: str) -> dict[str, Schema]:
        """Return the branch of each tag, or nothing if some branch has none."""
        found: dict[str, Schema] = {}
        for option in options:
            values = self._tag_values(_mapping(_mapping(option.get("properties")).get(key)))
            if not values:
                return {}
            found.update(dict.fromkeys(values, option))
        return found

    def _tag_values(self, schema: Schema) -> list[str]:
        schema = self._resolve(schema)
        given = [schema["const"]] if "const" in schema else schema.get("enum")
        values = list(given) if isinstance(given, list) else []
        for each in self._options(schema):
            values += self._tag_values(each)
        return [value for value in values if isinstance(value, str)]

    def _options(self, schema: Schema) -> list[Schema]:
        """Return the branches of a union, unions within it spread out; empty when it is none."""
        given = schema.get("anyOf", schema.get("oneOf"))
        if not isinstance(given, list):
            return []
        found: list[Schema] = []
        for each in given:
            resolved = self._resolve(_mapping(each))
            found += self._options(resolved) or [resolved]
        return found

    def _resolve(self, schema: Schema) -> Schema:
        while isinstance(reference := schema.get("$ref"), str):
            schema = _mapping(self._defs.get(reference.rpartition("/")[2]))
        return schema


def _preferred(options: list[Schema]) -> str:
    """Return the type to name when none fits; the API names the last of a text-or-list."""
    kinds = [kind_of(each) for each in options]
    return next((kind for kind in ("array", "object") if kind in kinds), kinds[-1] or "object")


def _deepest(problems: list[Problem | None]) -> Problem | None:
    return max((each for each in problems if each), key=lambda each: len(each.where), default=None)


def _mapping(value: object) -> Schema:
    return value if isinstance(value, Mapping) else {}
