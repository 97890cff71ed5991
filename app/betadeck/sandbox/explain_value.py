"""What is wrong with a single value: its type, its enumeration, its bounds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Schema = Mapping[str, object]
Place = tuple[str, ...]

SHOULD = {
    "string": "Input should be a valid string",
    "integer": "Input should be a valid integer",
    "number": "Input should be a valid number",
    "boolean": "Input should be a valid boolean",
    "array": "Input should be a valid array",
    "object": "Input does not match the expected shape.",
    "null": "Input should be null",
}
_BOUNDS: Mapping[Place, str] = {
    ("max_tokens",): "must be greater than or equal to 0",
    ("temperature",): "range: 0..1",
    ("top_p",): "range: 0..1",
}
"""Fields whose bounds the API words in its own way. Source: answers published 2026-08-31."""


@dataclass(frozen=True, slots=True)
class Problem:
    """The first fault found: its place and what is wrong there."""

    where: Place
    message: str

    def text(self) -> str:
        """Return the line that the API would answer."""
        return f"{'.'.join(self.where)}: {self.message}" if self.where else self.message


def listed(values: Sequence[object]) -> str:
    """Return `'a', 'b' or 'c'`."""
    shown = [f"'{each}'" if isinstance(each, str) else str(each) for each in values]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def check_enum(schema: Schema, value: object, place: Place) -> Problem | None:
    """Return what is wrong with a value that must be one of a few."""
    given = [schema["const"]] if "const" in schema else schema["enum"]
    allowed = given if isinstance(given, list) else []
    if any(value == each and type(value) is type(each) for each in allowed):
        return None
    return Problem(place, f"Input should be {listed(allowed)}")


def check_bounds(schema: Schema, value: object, place: Place) -> Problem | None:
    """Return what is wrong with the length of a text or the size of a number."""
    if isinstance(value, str):
        return _check_text(schema, value, place)
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high = schema.get("minimum"), schema.get("maximum")
        if isinstance(low, int | float) and value < low:
            return Problem(place, _BOUNDS.get(place, f"Input should be greater than or equal to {low}"))
        if isinstance(high, int | float) and value > high:
            return Problem(place, _BOUNDS.get(place, f"Input should be less than or equal to {high}"))
    return None


def check_count(schema: Schema, value: list[object], place: Place) -> Problem | None:
    """Return what is wrong with the number of items."""
    least, most = schema.get("minItems"), schema.get("maxItems")
    if isinstance(least, int) and len(value) < least:
        return Problem(place, f"List should have at least {least} items after validation, not {len(value)}")
    if isinstance(most, int) and len(value) > most:
        return Problem(place, f"List should have at most {most} items after validation, not {len(value)}")
    return None


def _check_text(schema: Schema, value: str, place: Place) -> Problem | None:
    least, most, pattern = schema.get("minLength"), schema.get("maxLength"), schema.get("pattern")
    if isinstance(pattern, str) and not value and not re.search(pattern, value):
        least = 1  # the API tells of an empty text first
    if isinstance(least, int) and len(value) < least:
        return Problem(place, f"String should have at least {_characters(least)}")
    if isinstance(most, int) and len(value) > most:
        return Problem(place, f"String should have at most {_characters(most)}")
    if isinstance(pattern, str) and not re.search(pattern, value):
        return Problem(place, f"String should match pattern '{pattern}'")
    return None


def _characters(count: int) -> str:
    return f"{count} character{'' if count == 1 else 's'}"


def kind_of(schema: Schema) -> str:
    """Return the JSON type that a branch of a union takes, or the empty text when it does not say."""
    kind = schema.get("type")
    if isinstance(kind, str):
        return kind
    values = schema.get("enum", [schema.get("const")])
    return "string" if isinstance(values, list) and all(isinstance(each, str) for each in values) else ""
