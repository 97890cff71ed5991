"""Makes values of the API's answers from their schemas, and bends what was asked into them.

A value made here is right by construction: required fields are there, optional ones null where they may be,
of a union the first branch is taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from betadeck.core.json_kind import is_kind
from betadeck.core.schema import Branch, Pool, Schema, branches_of, fields_of, resolved, tags_of
from betadeck.core.schema_place import fitting
from betadeck.sandbox import plain_values
from betadeck.sandbox.id_names import prefix_of_type
from betadeck.sandbox.ids import Ids

_DEPTH = 8
_NULL = {"type": "null"}
_ROWS = 2
"""How many items a rich example holds in its outermost list."""
_ABSENT = ("archived_at", "cancel_initiated_at", "error", "paused_reason", "redacted_at", "redacted_by")
"""What ordinary things lack; null in rich examples too."""
_PLAIN = ("string", "integer", "number", "boolean")


@dataclass(frozen=True, slots=True)
class Maker:
    """`known` gives values for fields wherever they stand, such as the ids in the path of the request.

    `rich` makes examples: lists hold something, numbers are not nought, what may be null mostly is not.
    `noun` is what a thing is whose schema does not tell its type.
    """

    pool: Pool
    ids: Ids
    now: str
    later: str
    known: Mapping[str, object] = field(default_factory=dict)
    rich: bool = False
    noun: str = ""

    def named(self, name: str) -> object:
        """Return a value of the schema `name` of the pool."""
        return self.make(self.pool[name])

    def make(self, schema: object, name: str = "", depth: int = 0) -> object:
        """Return a value of `schema`, which stands under the field `name`."""
        branches = branches_of(self.pool, schema)
        if not branches or (name != "type" and self._is_left_null(schema, name, depth)):
            return None
        chosen = branches[0].schema
        if "properties" in chosen:
            return self._object(chosen, depth)
        if chosen.get("type") == "array":
            return self._array(chosen, name, depth)
        return {} if chosen.get("type") == "object" else self._scalar(chosen, name)

    def bend(self, value: object, schema: object, name: str = "") -> object:
        """Return `value` as `schema` has it: what it does not know is dropped, what it needs is made.

        A text where an object with an id is told becomes that object's id.
        """
        if value is None:
            return None if self._may_be_null(schema) else self._blank(schema, name)
        for branch in fitting(self.pool, schema, value):
            bent = self._bent(value, branch.schema, name)
            if bent is not None:
                return bent
        if isinstance(value, str) and (holder := self._with_id(schema)):
            made = self._object(holder.schema, 0)
            return {**made, "id": value}
        return self._blank(schema, name)

    def _blank(self, schema: object, name: str) -> object:
        made = self.make(schema, name)
        return "" if isinstance(made, str) and resolved(self.pool, schema) == {"type": "string"} else made

    def _bent(self, value: object, chosen: Schema, name: str) -> object | None:
        if isinstance(value, Mapping) and "properties" in chosen:
            return self._bent_object(value, chosen)
        if isinstance(value, Mapping) and chosen.get("type") in ("object", None):
            return self._bent_map(value, chosen)
        if isinstance(value, list) and chosen.get("type") == "array":
            items = chosen.get("items", {})
            return [self.bend(each, items, name) for each in value]
        return value if self._fits(value, chosen) else None

    def _bent_object(self, value: Mapping[str, object], chosen: Schema) -> dict[str, object]:
        made = self._object(chosen, 0, frozenset(value))
        for name, each in fields_of(self.pool, chosen).items():
            if name in value:
                made[name] = self.bend(value[name], each, name)
        return {name: made[name] for name in fields_of(self.pool, chosen) if name in made}

    def _bent_map(self, value: Mapping[str, object], chosen: Schema) -> dict[str, object]:
        items = chosen.get("additionalProperties")
        if not isinstance(items, Mapping):
            return dict(value)
        return {name: self.bend(each, items, name) for name, each in value.items() if each is not None}

    def _fits(self, value: object, chosen: Schema) -> bool:
        if "const" in chosen or "enum" in chosen:
            return value in _options(chosen)
        kind = str(chosen.get("type"))
        return is_kind(value, kind) if kind in _PLAIN else "type" not in chosen

    def _with_id(self, schema: object) -> Branch | None:
        branches = branches_of(self.pool, schema)
        return next((each for each in branches if "id" in fields_of(self.pool, each.schema)), None)

    def _object(self, chosen: Schema, depth: int, skip: frozenset[str] = frozenset()) -> dict[str, object]:
        tag = next(iter(tags_of(self.pool, chosen)), "")
        made: dict[str, object] = {}
        for name, each in fields_of(self.pool, chosen).items():
            if name in skip:
                continue
            if name in self.known:
                made[name] = self.known[name]
            elif name == "id" and resolved(self.pool, each) == {"type": "string"}:
                made[name] = self.ids.next(prefix_of_type(tag or self.noun))
            else:
                made[name] = self.make(each, name, depth + 1)
        return made

    def _array(self, chosen: Schema, name: str, depth: int) -> list[object]:
        least = chosen.get("minItems")
        count = least if isinstance(least, int) else 0
        if self._wanted(depth):
            count = max(count, _ROWS if depth <= 1 else 1)
        return [self.make(chosen.get("items", {}), name, depth + 1) for _ in range(count)]

    def _scalar(self, chosen: Schema, name: str) -> object:
        if "const" in chosen or "enum" in chosen:
            return plain_values.word(_options(chosen))
        if "default" in chosen:
            return chosen["default"]
        examples = chosen.get("examples")
        if isinstance(examples, list) and examples:
            return examples[0]
        return self._plain(chosen, name)

    def _plain(self, chosen: Schema, name: str) -> object:
        kind = chosen.get("type")
        if kind == "boolean":
            return plain_values.flag(name)
        if kind in ("integer", "number"):
            low = chosen.get("minimum")
            made = plain_values.number(name, rich=self.rich)
            return max(made, low) if isinstance(low, int | float) else made
        if chosen.get("format") == "date-time":
            return self.later if name.startswith("expires") else self.now
        if chosen.get("format") == "date":
            return self.now[:10]
        return plain_values.text(name, self.ids, self.now, self.later) if kind == "string" else {}

    def _is_left_null(self, schema: object, name: str, depth: int) -> bool:
        return self._may_be_null(schema) and (name in _ABSENT or not self._wanted(depth))

    def _may_be_null(self, schema: object) -> bool:
        options = resolved(self.pool, schema).get("anyOf")
        return isinstance(options, list) and (
            _NULL in options or any(self._may_be_null(each) for each in options)
        )

    def _wanted(self, depth: int) -> bool:
        return self.rich and depth < _DEPTH


def _options(chosen: Schema) -> list[object]:
    given = [chosen["const"]] if "const" in chosen else chosen["enum"]
    return given if isinstance(given, list) else []
