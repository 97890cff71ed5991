"""JSON text with which a new value begins, and where the caret goes in it."""

import json

from betadeck.core.schema import Pool, Schema, branches_of, constants_of
from betadeck.core.schema_place import skeleton

CARET = "\x00"
"""Marks the caret's place; it cannot stand in JSON."""

_FIRST = ('""', "[]", "{}", "null", "0")


def start_of(pool: Pool, schema: Schema, choose: bool = False) -> tuple[str, bool]:
    """Return how a value of `schema` begins, and whether it is still to be chosen.

    With `choose` even the only text that the schema allows is left open.
    """
    branches = branches_of(pool, schema)
    kinds = {str(each.schema.get("type")) for each in branches}
    fixed = [text for each in branches for text in constants_of(each.schema)]
    if len(branches) == 1 and kinds == {"object"}:
        return fresh_object(pool, branches[0].schema), False
    if len(branches) == 1 and len(fixed) == 1 and not choose:
        return json.dumps(fixed[0]) + CARET, False
    if kinds == {"string"}:
        known = fixed or any("examples" in each.schema for each in branches)
        return f'"{CARET}"', bool(known) or choose
    usual = {"array": f"[{CARET}]", "array string": f'"{CARET}"'}.get(" ".join(sorted(kinds)))
    return usual or CARET, usual is None and bool(fixed or kinds & {"boolean", "object", "array"})


def fresh_object(pool: Pool, schema: Schema) -> str:
    """Return the smallest object of `schema`, one member a line, the caret in the first empty value."""
    value = skeleton(pool, schema)
    if not isinstance(value, dict) or not value:
        return f"{{{CARET}}}"
    first = {name: value[name] for name in ("type", "role") if name in value}
    text = json.dumps({**first, **value}, ensure_ascii=False, indent=2)
    places = [at + 1 for form in _FIRST if (at := text.find(f": {form}")) >= 0]
    if not places:
        return text + CARET
    at = min(places) + 1
    inside = 1 if text[at] in '"[{' else 0
    return text[: at + inside] + CARET + text[at + inside :]
