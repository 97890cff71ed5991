"""Which content blocks the schema knows, by their type."""

from betadeck.ui.composer.form.schema_choices import choices_of
from betadeck.ui.composer.form.shape import Shape

BlockShapes = dict[str, Shape]


def block_shapes(shape: Shape | None) -> BlockShapes:
    """Return the blocks of a content, or of all messages of a list, by type; none without a schema."""
    found: BlockShapes = {}
    for content in _contents(shape) if shape is not None else ():
        for option in content.options():
            if option.kind() == "array":
                found |= {each.label: each.shape for each in choices_of(option.items()) if each.tag_name}
    return found


def _contents(shape: Shape) -> list[Shape]:
    """Return the shapes of `content` in the messages of a list; any other shape is itself a content."""
    found = []
    for option in shape.options():
        for message in option.items().options() if option.kind() == "array" else ():
            members = message.properties()
            if {"role", "content"} <= members.keys():
                found.append(members["content"])
    return found or [shape]
