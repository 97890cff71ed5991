"""Content blocks: what can be added, what each begins with, and which of them are plain text."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from betadeck.ui.composer.blocks.attach import FileUse
from betadeck.ui.composer.form.long_text import is_long
from betadeck.ui.composer.form.schema_choices import Choice
from betadeck.ui.composer.form.shape import Shape


@dataclass(frozen=True, slots=True)
class BlockKind:
    """Something that can be added. `raw` is its JSON, empty for files that are to be read first. It stands in the
    menu of the name `within`, if it has one.
    """

    id: str
    words: str
    raw: str = ""
    use: FileUse | None = None
    rule: bool = False
    within: str = ""

    @property
    def type(self) -> str:
        """The block's type."""
        return self.id.partition(":")[0]


def _source(block: str, kind: str, member: str) -> str:
    return f'{{"type": "{block}", "source": {{"type": "{kind}", "{member}": ""}}}}'


_CALL, _FEW = "tool_use", 5
KINDS = (
    BlockKind("text", "Text", '{"type": "text", "text": ""}'),
    BlockKind("image:read", "Image from a file…", use=FileUse.IMAGE, rule=True),
    BlockKind("image:url", "Image from an address", _source("image", "url", "url")),
    BlockKind("image:file", "Image uploaded before", _source("image", "file", "file_id")),
    BlockKind("document:read", "Document from a file…", use=FileUse.DOCUMENT, rule=True),
    BlockKind("document:url", "Document from an address", _source("document", "url", "url")),
    BlockKind("document:file", "Document uploaded before", _source("document", "file", "file_id")),
    BlockKind(
        "document:text",
        "Document of plain text",
        '{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": ""}}',
    ),
    BlockKind("tool_use", "Tool use", '{"type": "tool_use", "id": "", "name": "", "input": {}}', rule=True),
    BlockKind("tool_result", "Tool result", '{"type": "tool_result", "tool_use_id": "", "content": ""}'),
    BlockKind(
        "search_result",
        "Search result",
        '{"type": "search_result", "source": "", "title": "", "content": [{"type": "text", "text": ""}]}',
    ),
    BlockKind("container_upload", "File for the container", '{"type": "container_upload", "file_id": ""}'),
)
"""The usual ones. Source: the vendor's Python SDK 2.12.0."""


def kinds_in(shapes: Mapping[str, Shape], tools: Iterable[str] = ()) -> tuple[BlockKind, ...]:
    """Return what can be added where these blocks may stand, all usual ones without `shapes`; a call for each
    of the `tools`, by name.
    """
    usual = [each for each in KINDS if not shapes or each.type in shapes]
    place = next((place for place, each in enumerate(usual) if each.id == _CALL), -1)
    if place >= 0:
        usual[place + 1 : place + 1] = _calls(tuple(tools))
    return (*usual, *_more_kinds(shapes))


def _calls(tools: tuple[str, ...]) -> list[BlockKind]:
    """Return a call for each tool, in a menu of their own where there are many."""
    within = "Call of" if len(tools) > _FEW else ""
    made = []
    for name in tools:
        raw = json.dumps({"type": _CALL, "id": "", "name": name, "input": {}}, ensure_ascii=False)
        words = name if within else f"Call of {name}"
        made.append(BlockKind(f"{_CALL}:{name}", words, raw, within=within))
    return made


def _more_kinds(shapes: Mapping[str, Shape]) -> tuple[BlockKind, ...]:
    """Return the other types that the schema knows."""
    known = {each.type for each in KINDS}
    return tuple(
        BlockKind(name, name, Choice(name, shape, "type").start(), within="Other blocks")
        for name, shape in shapes.items()
        if name not in known
    )


def text_of(block: object) -> str | None:
    """Return the text of a block that a text field can show, else None."""
    if not isinstance(block, dict) or block.get("type") != "text":
        return None
    text = block.get("text")
    return text if isinstance(text, str) and not is_long(text) else None


def others_of(item: object, known: tuple[str, ...]) -> list[str]:
    """Return the names of the members of `item` that are not among the `known` ones."""
    return [key for key in item if key not in known] if isinstance(item, dict) else []


def cache_of(value: object) -> str:
    """Return how long a cache mark keeps what stands before it, empty where there is none."""
    mark = value.get("cache_control") if isinstance(value, dict) else None
    return str(mark.get("ttl") or "5m") if isinstance(mark, dict) else ""
