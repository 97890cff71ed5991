"""One tool: a line that says which, and its fields below when it is open."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from betadeck.ui.composer.blocks.other_blocks import SchemaBlock
from betadeck.ui.composer.form.editor import Make
from betadeck.ui.composer.form.shape import Shape
from betadeck.ui.composer.form.summaries import clipped
from betadeck.ui.composer.tools.tool_kinds import OWN, ToolKind


class ToolBlock(SchemaBlock):
    """Closed until it is opened; the line names the tool, its type, and the beta that it needs."""

    def __init__(
        self, pointer: str, name: str, kind: ToolKind, make: Make, parent: QWidget | None = None
    ) -> None:
        super().__init__(pointer, name, _ordered(kind.shape), make, parent)
        self._fields.say(lambda value: tool_words(value, kind))


def tool_words(value: object, kind: ToolKind) -> str:
    """Return `get_weather · The weather in a city`, or `web_search · web_search_20260318 · needs …`."""
    tool: Mapping[str, object] = value if isinstance(value, dict) else {}
    named = kind.type == OWN or {"name", "mcp_server_name"} & kind.shape.properties().keys()
    name = str(tool.get("name") or tool.get("mcp_server_name") or ("no name yet" if named else ""))
    about = clipped(str(tool.get("description") or "")) if kind.type == OWN else kind.type
    beta = f"needs {kind.beta}" if kind.beta else ""
    return " · ".join(part for part in (name, about, beta) if part)


def _ordered(shape: Shape) -> Shape:
    """Return the shape with its usual members first."""
    members = shape.schema.get("properties")
    if not isinstance(members, dict):
        return shape
    first = [each for each in ("name", "description", "input_schema") if each in members]
    ordered = {each: members[each] for each in (*first, *members)}
    return Shape({**shape.schema, "properties": ordered}, shape.pool)
