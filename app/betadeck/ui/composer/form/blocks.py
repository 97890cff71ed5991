"""Content blocks: what can be added, and which of them are plain text."""

from betadeck.ui.composer.form.long_text import is_long

TEMPLATES = (
    ("text", "Text", '{"type": "text", "text": ""}'),
    ("image", "Image from an address", '{"type": "image", "source": {"type": "url", "url": ""}}'),
    ("document", "Document from an address", '{"type": "document", "source": {"type": "url", "url": ""}}'),
    ("tool_use", "Tool use", '{"type": "tool_use", "id": "", "name": "", "input": {}}'),
    ("tool_result", "Tool result", '{"type": "tool_result", "tool_use_id": "", "content": ""}'),
)
"""Type, words for a menu, and the JSON to begin with. Source: the vendor's Python SDK 2.12.0."""


def template(kind: str) -> str:
    """Return the JSON that a block of type `kind` begins with.

    Raises:
        KeyError: there is none for it.
    """
    return {each[0]: each[2] for each in TEMPLATES}[kind]


def text_of(block: object) -> str | None:
    """Return the text of a block that a text field can show, else None."""
    if not isinstance(block, dict) or block.get("type") != "text":
        return None
    text = block.get("text")
    return text if isinstance(text, str) and not is_long(text) else None


def others_of(item: object, known: tuple[str, ...]) -> list[str]:
    """Return the names of the members of `item` that are not among the `known` ones."""
    return [key for key in item if key not in known] if isinstance(item, dict) else []
