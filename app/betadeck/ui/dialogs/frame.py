"""What all dialogs have in common."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from betadeck.ui.parts.buttons import Kind, button
from betadeck.ui.parts.labels import Label, Tone

MARGIN_PX = 16


class Frame(QDialog):
    """A dialog with its content above and its buttons below, at the right; Esc closes it."""

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.content = QVBoxLayout()
        self.content.setSpacing(8)
        self.said = Label("", "")
        self.said.setObjectName("said")
        self.said.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self.said, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        layout.setSpacing(MARGIN_PX)
        layout.addLayout(self.content, 1)
        layout.addLayout(self._buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the wrapped sentences need at this width; Qt does not ask them by itself."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def add_button(self, name: str, text: str, kind: Kind = "", default: bool = False) -> QPushButton:
        """Add a button at the right of those before; the default one answers Enter."""
        made = button(text, kind)
        made.setObjectName(name)
        made.setDefault(default)
        made.setMinimumWidth(80)
        self._buttons.addWidget(made)
        return made

    def say(self, text: str, tone: Tone = "muted") -> None:
        """Show a sentence beside the buttons."""
        self.said.setText(text)
        self.said.set_tone(tone)
