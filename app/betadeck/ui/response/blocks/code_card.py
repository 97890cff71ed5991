"""Code out of an answer: its language, a button that copies it, and the code itself."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from betadeck.ui.parts.buttons import IconButton
from betadeck.ui.parts.labels import Label
from betadeck.ui.response.blocks.flow_text import FlowText


class CodeCard(QFrame):
    """A card with code in it. Nothing of it is ever run."""

    def __init__(self, language: str, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.flow = FlowText("Code", mono=True, json=language.lower() in ("json", "jsonc"))
        self.flow.set_text(code)
        copy = IconButton("copy", "Copy the code")
        copy.clicked.connect(self._on_copy)
        head = QFrame()
        head.setProperty("role", "cardhead")
        row = QHBoxLayout(head)
        row.setContentsMargins(10, 2, 4, 2)
        row.addWidget(Label(language or "code", "small"))
        row.addStretch(1)
        row.addWidget(copy)
        inner = QVBoxLayout()
        inner.setContentsMargins(10, 6, 10, 8)
        inner.addWidget(self.flow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(inner)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.flow.text())
