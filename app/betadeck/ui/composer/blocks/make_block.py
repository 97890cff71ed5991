"""From a block to its editor."""

from collections.abc import Callable

from betadeck.ui.composer.blocks.block_editor import BlockEditor
from betadeck.ui.composer.blocks.kinds import text_of
from betadeck.ui.composer.blocks.other_blocks import OtherBlock, SchemaBlock
from betadeck.ui.composer.blocks.shapes import BlockShapes, block_shapes
from betadeck.ui.composer.blocks.text_block import TextBlock
from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.composer.form.long_text import is_long

_MEDIA = ("image", "document")
_MEMBERS: dict[str, tuple[str, type]] = {
    "image": ("source", dict),
    "document": ("source", dict),
    "tool_use": ("input", dict),
    "tool_result": ("content", list),
}
"""What the editors made for a type can show: a member, and its kind; a result may be a text too."""
Nested = Callable[[str, str, BlockShapes], Editor]
"""Makes the editor of a content within a block: its pointer, its name, the blocks it may hold."""


def kind_of(item: object, as_block: bool, shapes: BlockShapes) -> str:
    """Return which editor an item gets; items of one kind can be shown by the same editor."""
    if not as_block:
        return "other" if isinstance(item, str) and is_long(item) else "string"
    if text_of(item) is not None:
        return "text"
    kind = item.get("type") if isinstance(item, dict) else None
    if not isinstance(kind, str) or not isinstance(item, dict) or kind == "text":
        return "other"
    if kind in _MEMBERS:
        member, wanted = _MEMBERS[kind]
        value = item.get(member, wanted())
        fits = isinstance(value, wanted) or (kind == "tool_result" and isinstance(value, str))
        return kind if fits else "other"
    return kind if kind in shapes else "other"


def make_block(
    kind: str, pointer: str, name: str, shapes: BlockShapes, make: Make | None, nested: Nested
) -> BlockEditor:
    """Return a new editor of a `kind` that `kind_of` told."""
    if kind in ("string", "text"):
        return TextBlock(pointer, kind == "text", name)
    if kind in _MEMBERS:
        return _own_editor(kind, pointer, name, shapes, make, nested)
    if kind in shapes and make is not None:
        return SchemaBlock(pointer, name, shapes[kind], make)
    return OtherBlock(pointer, name)


def _own_editor(
    kind: str, pointer: str, name: str, shapes: BlockShapes, make: Make | None, nested: Nested
) -> BlockEditor:
    """Return the editor made for this type; the modules wait for the first such block, for a quick start."""
    if kind in _MEDIA:
        from betadeck.ui.composer.blocks.media_block import MediaBlock

        return MediaBlock(pointer, name, kind, make)
    from betadeck.ui.composer.blocks.tool_blocks import ToolResultBlock, ToolUseBlock

    if kind == "tool_use":
        return ToolUseBlock(pointer, name, make)
    inner = shapes[kind].properties().get("content") if kind in shapes else None
    content = nested(f"{pointer}/content", f"{name}, content", block_shapes(inner))
    return ToolResultBlock(pointer, name, content)
