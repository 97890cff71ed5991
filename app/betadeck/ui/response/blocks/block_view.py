"""What every widget that shows one content block can do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from betadeck.core.answer import Block
from betadeck.ui.response.blocks.flow_text import FlowText

FOLD_PX = 22
"""How far the text inside a fold stands in: as far as the fold's title, which follows its arrow."""


class BlockView(QWidget):
    """One content block: told of it as it grows, then of the whole.

    Signals:
        flow_made(object): a `FlowText` was made that who scrolls may want to watch.
    """

    flow_made = Signal(object)

    def show_block(self, block: Block) -> None:
        """Show `block` as it is in the message; what grew before is replaced where it differs."""
        raise NotImplementedError

    def grow(self, field: str, text: str) -> None:
        """Add `text` to the field of that name, as in `BlockGrew`."""

    def end(self, valid: bool) -> None:
        """Say that the block is whole, and whether its input could be read."""

    def set_seconds(self, seconds: float | None) -> None:
        """Say how long the block took to arrive."""

    def set_rendered(self, rendered: bool) -> None:
        """Show Markdown as it is meant to look, or as it is written."""

    def flows(self) -> list[FlowText]:
        """Return the growing texts in it."""
        return []

    def text(self) -> str:
        """Return what copying the answer takes from this block."""
        return ""
