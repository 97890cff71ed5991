"""A read-only monospace view for small texts, with JSON colours when asked."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from betadeck.ui.parts.json_highlighter import JsonHighlighter
from betadeck.ui.theme import tokens


class CodeView(QPlainTextEdit):
    """Shows text that can be selected and copied, not edited. Meant for up to some hundred kilobytes."""

    def __init__(self, name: str, json: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(name)
        self.setProperty("mono", True)
        self.setProperty("bare", True)
        self._highlighter = JsonHighlighter(self.document(), tokens(self.palette())) if json else None

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_highlighter", None) is not None:
            self._highlighter.set_tokens(tokens(self.palette()))  # type: ignore[union-attr]
