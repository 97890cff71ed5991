"""A thinking block, folded: how long, how much, and its text for those who ask."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from betadeck.core.answer import Block
from betadeck.core.figures import count_words, time_words
from betadeck.ui.parts.buttons import CopyChip
from betadeck.ui.parts.disclosure import Disclosure
from betadeck.ui.parts.labels import Label
from betadeck.ui.response.blocks.block_view import FOLD_PX, BlockView
from betadeck.ui.response.blocks.flow_text import FlowText

_LEAST_S = 0.001  # a body that came in one piece tells nothing of its blocks


class ThinkingBlock(BlockView):
    """What the model thought, with the signature that proves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seconds: float | None = None
        self._complete = self._cut = False
        self._signature = ""
        self._flow = FlowText("Thinking", token="muted")
        self._chip = CopyChip("signature", 16)
        self._signed = QWidget()
        row = QHBoxLayout(self._signed)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label("signature", "small"))
        row.addWidget(self._chip)
        row.addStretch(1)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(FOLD_PX, 0, 0, 6)
        inner.addWidget(self._flow)
        inner.addWidget(self._signed)
        self._fold = Disclosure("Thinking", body, opened=False)
        self._fold.setObjectName("fold")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._fold)
        self._watch_lane()
        self._say()

    def show_block(self, block: Block) -> None:
        """Show the block's thinking and signature."""
        thinking, signature = block.data.get("thinking"), block.data.get("signature")
        if isinstance(thinking, str) and thinking != self._flow.text():
            self._flow.set_text(thinking)
        self._signature = signature if isinstance(signature, str) else ""
        self._complete, self._cut = block.complete, False
        self._say()

    def grow(self, field: str, text: str) -> None:
        """Add to the thinking, or take the signature."""
        if field == "thinking":
            self._flow.append(text)
        elif field == "signature":
            self._signature = text
        self._say()

    def end(self, valid: bool) -> None:  # noqa: ARG002 - text cannot be invalid
        """Say that it is over."""
        self._complete = True
        self._say()

    def cut(self) -> None:
        """Say that it was broken off."""
        self._cut = True
        self._say()

    def set_seconds(self, seconds: float | None) -> None:
        """Say how long it thought."""
        self._seconds = seconds
        self._say()

    def flows(self) -> list[FlowText]:
        """Return the thinking."""
        return [self._flow]

    def lane(self) -> tuple[str, FlowText]:
        """Return the thinking."""
        return "thinking", self._flow

    def reveal(self, shown: bool) -> None:
        """Unfold it; it stays so."""
        if shown:
            self._fold.set_open(True)

    def _say(self) -> None:
        words = [time_words(self._seconds)] if self._seconds is not None and self._seconds >= _LEAST_S else []
        if self._flow.length():
            words.append(count_words(self._flow.length(), "character"))
        elif self._complete:
            words.append("its text was left out by the server")
        if not self._complete:
            words.append("incomplete" if self._cut else "still thinking")
        self._fold.set_note("  ·  ".join(words))
        self._chip.set_text(self._signature)
        self._signed.setVisible(bool(self._signature))
