"""Which widget shows which kind of block."""

from betadeck.ui.response.blocks.block_view import BlockView
from betadeck.ui.response.blocks.json_block import JsonBlock
from betadeck.ui.response.blocks.note_block import NoteBlock
from betadeck.ui.response.blocks.result_block import ResultBlock
from betadeck.ui.response.blocks.text_block import TextBlock
from betadeck.ui.response.blocks.thinking_block import ThinkingBlock
from betadeck.ui.response.blocks.tool_block import ToolBlock


def make_block(kind: str) -> BlockView:
    """Return a new widget for a block of type `kind`."""
    if kind == "text":
        return TextBlock()
    if kind == "thinking":
        return ThinkingBlock()
    if NoteBlock.takes(kind):
        return NoteBlock(kind)
    if kind.endswith("tool_use"):
        return ToolBlock()
    if kind.endswith("_result"):
        return ResultBlock()
    return JsonBlock()
