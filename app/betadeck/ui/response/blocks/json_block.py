"""A block of a kind that has no widget of its own: its JSON, so that nothing is hidden."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.answer import Block
from betadeck.ui.response.blocks.block_view import BlockView
from betadeck.ui.response.blocks.card import Card
from betadeck.ui.response.blocks.flow_text import FlowText
from betadeck.ui.response.blocks.folded_text import FoldedText
from betadeck.ui.response.blocks.result_parts import json_words
from betadeck.ui.response.blocks.words import block_words, is_known


class JsonBlock(BlockView):
    """Any block as JSON, called unknown if it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = Card("")
        self._text = FoldedText(FlowText("Block", mono=True, json=True))
        self._card.body.addWidget(self._text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._card)

    def show_block(self, block: Block) -> None:
        """Show the block's JSON, and deltas that nobody knows below it."""
        name = "" if is_known(block.type) else "unknown kind of block, shown as it came"
        self._card.set_head(block_words(block.type), name, str(block.data.get("id", "")))
        self._card.set_state("" if block.complete else "arriving", "warn")
        text = json_words(block.data)
        if block.unknown:
            text += "\n" + json_words(list(block.unknown))
        if text != self._text.text():
            self._text.set_text(text)

    def flows(self) -> list[FlowText]:
        """Return the JSON."""
        return [self._text.flow]

    def cut(self) -> None:
        """Say that it was broken off."""
        self._card.set_state("incomplete", "error")
