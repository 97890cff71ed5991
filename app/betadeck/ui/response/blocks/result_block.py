"""What a tool on the server gave back, by what it is."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.answer import Block
from betadeck.ui.parts.labels import Label, wrapped
from betadeck.ui.parts.wrap_layout import clear
from betadeck.ui.response.blocks.block_view import BlockView
from betadeck.ui.response.blocks.card import Card
from betadeck.ui.response.blocks.flow_text import FlowText
from betadeck.ui.response.blocks.folded_text import FoldedText
from betadeck.ui.response.blocks.link_line import LinkLine
from betadeck.ui.response.blocks.result_parts import Part, PartKind, parts_of
from betadeck.ui.response.blocks.words import block_words


class ResultBlock(BlockView):
    """A result: links, texts, output, errors, or its JSON."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = Card("")
        self._shown: dict[str, object] | None = None
        self._flows: list[FlowText] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._card)

    def show_block(self, block: Block) -> None:
        """Show the result's parts."""
        if block.data == self._shown:
            return
        self._shown = block.data
        parts = parts_of(block.data)
        self._card.set_head(block_words(block.type), _summary(parts), str(block.data.get("tool_use_id", "")))
        self._card.set_state("error" if parts[0].kind is PartKind.ERROR else "", "error")
        clear(self._card.body)
        self._flows = []
        for part in parts:
            self._card.body.addWidget(self._widget(part))

    def flows(self) -> list[FlowText]:
        """Return the texts in it."""
        return self._flows

    def _widget(self, part: Part) -> QWidget:
        if part.kind is PartKind.LINK:
            return LinkLine(part.title, part.text)
        if part.kind is PartKind.ERROR:
            return wrapped(part.text, "", "error")
        if part.kind is PartKind.FACT:
            return wrapped(f"{part.title}: {part.text}", "", "muted")
        is_json = part.kind is PartKind.JSON
        flow = FlowText(part.title or "Result", mono=part.kind is not PartKind.TEXT, json=is_json)
        folded = FoldedText(flow)
        folded.set_text(part.text)
        self._flows.append(flow)
        self.flow_made.emit(flow)
        return _titled(part.title, folded) if part.title else folded


def _titled(title: str, widget: QWidget) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2)
    layout.addWidget(Label(title, "small"))
    layout.addWidget(widget)
    return made


def _summary(parts: list[Part]) -> str:
    """Return what the head says of several links."""
    links = sum(part.kind is PartKind.LINK for part in parts)
    return f"{links} pages" if links > 1 else ""
