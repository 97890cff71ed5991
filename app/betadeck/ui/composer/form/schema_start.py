"""The JSON text with which a field begins: the smallest value that its schema allows."""

import json

from betadeck.core.schema_place import skeleton
from betadeck.ui.composer.form.shape import Shape

_UNTITLED = "Untitled"


def start_of(shape: Shape) -> str:
    """Return the smallest value of `shape` as JSON; a switch begins on, since it is added to be so."""
    options = shape.options()
    if not options:
        return "null"
    if options[0].kind() == "boolean" and "default" not in options[0].schema:
        return "true"
    try:
        value = skeleton(shape.pool, options[0].schema)
    except KeyError:
        return "null"
    if value == "" and options[0].schema.get("minLength"):
        value = _UNTITLED
    return json.dumps(value, ensure_ascii=False, indent=2 if isinstance(value, dict) and value else None)
