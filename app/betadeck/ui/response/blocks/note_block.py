"""A block that is mostly a long text nobody reads first: compaction, redacted thinking."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.answer import Block
from betadeck.core.figures import count_words
from betadeck.ui.parts.disclosure import Disclosure
from betadeck.ui.response.blocks.block_view import FOLD_PX, BlockView
from betadeck.ui.response.blocks.flow_text import FlowText

_FIELDS = {"compaction": ("Compaction", "content"), "redacted_thinking": ("Redacted thinking", "data")}


class NoteBlock(BlockView):
    """A folded text with a word on how much it is."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title, self._field = _FIELDS[kind]
        self._encrypted = kind == "redacted_thinking"
        self._flow = FlowText(title, mono=self._encrypted, token="muted")
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(FOLD_PX, 0, 0, 6)
        inner.addWidget(self._flow)
        self._fold = Disclosure(title, body, opened=False)
        self._fold.setObjectName("fold")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._fold)
        self._watch_lane()

    @staticmethod
    def takes(kind: str) -> bool:
        """Tell whether blocks of type `kind` are shown like this."""
        return kind in _FIELDS

    def show_block(self, block: Block) -> None:
        """Show the block's text."""
        text = block.data.get(self._field)
        if (words := text if isinstance(text, str) else "") != self._flow.text():
            self._flow.set_text(words)
        self._say()

    def grow(self, field: str, text: str) -> None:
        """Add to the text."""
        if field == "content":
            self._flow.append(text)
            self._say()

    def flows(self) -> list[FlowText]:
        """Return the text."""
        return [self._flow]

    def lane(self) -> tuple[str, FlowText]:
        """Return the text."""
        return self._field, self._flow

    def reveal(self, shown: bool) -> None:
        """Unfold it; it stays so."""
        if shown:
            self._fold.set_open(True)

    def _say(self) -> None:
        count = count_words(self._flow.length(), "character")
        self._fold.set_note(f"{count}, encrypted by the server" if self._encrypted else count)
