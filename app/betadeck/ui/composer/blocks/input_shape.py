"""What a tool takes, by the schema that the request brings for it."""

from collections.abc import Mapping

from betadeck.core.own_schema import plain_schema, schema_fault
from betadeck.ui.composer.form.schema_start import start_of
from betadeck.ui.composer.form.shape import Shape, mapping

Tool = Mapping[str, object]


def shape_of(schema: object) -> tuple[Shape | None, str]:
    """Return the shape of an input by the tool's schema; else None, and why there is none."""
    if not isinstance(schema, dict):
        return None, ""
    fault = schema_fault(schema)
    if fault is not None:
        return None, f"The tool's input schema is broken{f' at {fault}' if fault else ''}, so JSON"
    plain = plain_schema(schema)
    if not mapping(plain.get("properties")):
        return None, "The tool's input schema names no fields, so JSON"
    return Shape(plain, mapping(plain.get("$defs"))), ""


def start_of_input(tool: Tool) -> str:
    """Return the JSON of the smallest input that the tool takes, an empty object where that is not known."""
    shape, _ = shape_of(tool.get("input_schema"))
    return start_of(shape) if shape is not None else "{}"
