"""A text of which only the head is shown until all of it is asked for."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.ui.parts.buttons import button
from betadeck.ui.response.blocks.flow_text import FlowText

_HEAD_CHARS = 1200
_HEAD_LINES = 14
_SPARE = 1.3


class FoldedText(QWidget):
    """Shows the head of a long text, with a link that shows the rest."""

    def __init__(self, flow: FlowText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = flow
        self._text, self._open = "", False
        self._more = button("", "link")
        self._more.setObjectName("more")
        self._more.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(flow)
        layout.addWidget(self._more)

    def set_text(self, text: str) -> None:
        """Show another text, folded if it is long."""
        self._text, self._open = text, False
        self._show()

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def _show(self) -> None:
        head = _head(self._text)
        self.flow.set_text(self._text if self._open else head)
        self._more.setVisible(head != self._text)
        self._more.setText("Show less" if self._open else f"Show all {len(self._text):,} characters")

    def _on_clicked(self) -> None:
        self._open = not self._open
        self._show()


def _head(text: str) -> str:
    """Return the beginning of `text`; all of it when there is little more."""
    lines = text.split("\n", _HEAD_LINES)
    head = "\n".join(lines[:_HEAD_LINES])[:_HEAD_CHARS]
    short = len(text) <= len(head) * _SPARE and text.count("\n") <= _HEAD_LINES * _SPARE
    return text if short else head.rstrip() + " …"
