"""A whole text block's Markdown: running text and code cards, one below the other."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.ui.parts.wrap_layout import clear
from betadeck.ui.response.blocks.code_card import CodeCard
from betadeck.ui.response.blocks.markdown_parts import MarkdownPart, parts_of
from betadeck.ui.response.blocks.rendered_text import RenderedText


class RenderedParts(QWidget):
    """Shows Markdown as it is meant to look.

    Signals:
        flow_made(object): a `FlowText` was made that who scrolls may want to watch.
    """

    flow_made = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)

    def show_markdown(self, text: str) -> None:
        """Show `text`."""
        if text == self._text:
            return
        self._text = text
        clear(self._layout)
        for part in parts_of(text):
            self._layout.addWidget(self._widget(part))

    def _widget(self, part: MarkdownPart) -> QWidget:
        if part.is_code:
            card = CodeCard(part.language, part.text)
            self.flow_made.emit(card.flow)
            return card
        made = RenderedText("Answer text")
        made.show_markdown(part.text)
        return made
