"""A call of a tool: its name, its id, and its input, which completes itself while it arrives."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.answer import Block
from betadeck.ui.response.blocks.block_view import BlockView
from betadeck.ui.response.blocks.card import Card
from betadeck.ui.response.blocks.flow_text import FlowText
from betadeck.ui.response.blocks.result_parts import json_words
from betadeck.ui.response.blocks.words import block_words


class ToolBlock(BlockView):
    """A call of the user's tool, a server tool or an MCP tool."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = Card("")
        self._flow = FlowText("Tool input", mono=True, json=True)
        self._card.body.addWidget(self._flow)
        self._streamed = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._card)

    def show_block(self, block: Block) -> None:
        """Show name, id and input; input that is no whole JSON is shown as it came."""
        name = str(block.data.get("name", ""))
        server = block.data.get("server_name")
        what = block_words(block.type)
        where = f"{what} of {server}" if isinstance(server, str) else what
        self._card.set_head(where, name, str(block.data.get("id", "")))
        if block.complete and block.valid:
            self._set_text(json_words(block.data.get("input", {})))
        else:
            self._set_text(block.partial_json)
        self._say(complete=block.complete, valid=block.valid)

    def grow(self, field: str, text: str) -> None:
        """Add to the input."""
        if field == "input_json":
            self._flow.append(text)

    def end(self, valid: bool) -> None:
        """Say whether the input could be read."""
        self._say(complete=True, valid=valid)

    def flows(self) -> list[FlowText]:
        """Return the input."""
        return [self._flow]

    def _set_text(self, text: str) -> None:
        if text != self._flow.text():
            self._flow.set_text(text)

    def _say(self, *, complete: bool, valid: bool) -> None:
        if not complete:
            self._card.set_state("arriving, not yet valid", "warn")
        else:
            self._card.set_state("" if valid else "not valid JSON", "error")
