"""A text block: plain while it grows, Markdown when it is whole, with its citations."""

import json
from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.answer import Block
from betadeck.ui.response.blocks.block_view import BlockView
from betadeck.ui.response.blocks.citations import Citations
from betadeck.ui.response.blocks.flow_text import FlowText
from betadeck.ui.response.blocks.markdown_parts import is_worth_rendering
from betadeck.ui.response.blocks.rendered_parts import RenderedParts


class TextBlock(BlockView):
    """What the model says. Markdown is rendered only when there is any, and when the text is not huge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain = FlowText("Answer text")
        self._drawn: RenderedParts | None = None
        self._citations: Citations | None = None
        self._complete, self._rendered, self._revealed = False, True, False
        self._judged = (-1, False)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._plain)
        self._watch_lane()

    def show_block(self, block: Block) -> None:
        """Show the block's text and citations."""
        text = block.data.get("text")
        if (words := text if isinstance(text, str) else "") != self._plain.text():
            self._plain.set_text(words)
            self._judged = (-1, False)
        found = block.data.get("citations")
        if isinstance(found, list) and (found or self._citations):
            self._cited().show_citations([each for each in found if isinstance(each, Mapping)])
        self._complete = block.complete
        self._choose()

    def grow(self, field: str, text: str) -> None:
        """Add to the text, or add a citation."""
        if field == "text":
            self._plain.append(text)
        elif field == "citation" and isinstance(citation := json.loads(text), dict):
            self._cited().add(citation)

    def end(self, valid: bool) -> None:  # noqa: ARG002 - text cannot be invalid
        """Render it, now that it is whole."""
        self._complete = True
        self._choose()

    def set_rendered(self, rendered: bool) -> None:
        """Show Markdown as it is meant, or as it is written."""
        self._rendered = rendered
        self._choose()

    def flows(self) -> list[FlowText]:
        """Return the plain text."""
        return [self._plain]

    def lane(self) -> tuple[str, FlowText]:
        """Return the plain text."""
        return "text", self._plain

    def reveal(self, shown: bool) -> None:
        """Show it as it is written, as its characters can be marked only there."""
        if shown != self._revealed:
            self._revealed = shown
            self._choose()

    def text(self) -> str:
        """Return the text as it was sent."""
        return self._plain.text()

    def _cited(self) -> Citations:
        """Return the widget for citations; most texts need none."""
        if self._citations is None:
            self._citations = Citations()
            self._layout.addWidget(self._citations)
        return self._citations

    def _is_markdown(self) -> bool:
        """Tell whether the text is worth rendering, looked up once for each length."""
        if (length := self._plain.length()) != self._judged[0]:
            self._judged = (length, is_worth_rendering(self._plain.text()))
        return self._judged[1]

    def _choose(self) -> None:
        drawn = self._rendered and self._complete and not self._revealed and self._is_markdown()
        text = self._plain.text() if drawn else ""
        if drawn and self._drawn is None:
            self._drawn = RenderedParts()
            self._drawn.flow_made.connect(self.flow_made)
            self._layout.insertWidget(0, self._drawn)
        if self._drawn is not None:
            if drawn:
                self._drawn.show_markdown(text)
            self._drawn.setVisible(drawn)
        self._plain.setVisible(not drawn)
