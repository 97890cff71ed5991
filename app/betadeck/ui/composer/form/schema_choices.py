"""The shapes of a union by name, and which of them a value has."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from betadeck.core import json_edit
from betadeck.core.json_kind import is_kind
from betadeck.core.schema import tags_of
from betadeck.ui.composer.form.changes import json_of
from betadeck.ui.composer.form.schema_fields import field_of, fields_in
from betadeck.ui.composer.form.schema_start import start_of
from betadeck.ui.composer.form.shape import Shape
from betadeck.ui.composer.form.spec import FieldSpec

_WORDS = {
    "string": "Text",
    "integer": "Whole number",
    "number": "Number",
    "boolean": "On or off",
    "array": "List",
    "object": "Fields",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One shape of a union. Objects that their member `tag_name` tells apart go by its text."""

    label: str
    shape: Shape
    tag_name: str = ""

    def field(self, pointer: str, label: str) -> FieldSpec:
        """Return the field for a value of this shape; the member that tells it is not shown again."""
        hidden = (self.tag_name,) if self.tag_name else ()
        return replace(field_of(pointer, self.shape, True, label), hidden=hidden)

    def fields(self) -> tuple[FieldSpec, ...]:
        """Return the members of an object of this shape."""
        return fields_in(self.shape)

    def start(self) -> str:
        """Return the JSON text of the smallest value of this shape."""
        raw = start_of(self.shape)
        return json_edit.set_value(raw, f"/{self.tag_name}", json_of(self.label)) if self.tag_name else raw


def choices_of(shape: Shape) -> tuple[Choice, ...]:
    """Return the shapes that a value may have, each with a name of its own."""
    found: list[Choice] = []
    for each in shape.options():
        tag_name = next((name for name in ("type", "role") if name in each.properties()), "")
        tags = tags_of(each.pool, each.schema) if tag_name else ()
        if tags:
            found += [Choice(tag, each, tag_name) for tag in tags]
        else:
            found.append(Choice(_WORDS.get(each.kind(), "Anything"), each))
    return tuple(_told_apart(found))


def choice_for(value: object, choices: Sequence[Choice]) -> Choice | None:
    """Return the shape that `value` has or is meant to have; None if it has none of them."""
    alike = [each for each in choices if is_kind(value, each.shape.kind())]
    if not isinstance(value, dict):
        return alike[0] if alike else None
    tagged = [each for each in alike if each.tag_name and value.get(each.tag_name) == each.label]
    plain = [each for each in alike if not each.tag_name]
    whole = [each for each in plain if each.shape.required() <= value.keys()]
    return next(iter((*tagged, *whole, *plain)), None)


def _told_apart(found: list[Choice]) -> list[Choice]:
    """Give shapes with the same name a number."""
    total = Counter(each.label for each in found)
    seen: Counter[str] = Counter()
    named = []
    for each in found:
        seen[each.label] += 1
        twin = total[each.label] > 1 and not each.tag_name
        named.append(Choice(f"{each.label} {seen[each.label]}", each.shape) if twin else each)
    return named
