"""The line under the JSON editor: what is wrong and where, or that all is well."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from betadeck.ui.composer.scroll_pane import BAR_PX
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import ElidedLabel, Label, Tone


class StatusLine(QWidget):
    """One line of fixed height, so that nothing jumps while a fault comes and goes with each key.

    Signals:
        action_chosen(): the button beside the words was clicked.
    """

    action_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ElidedLabel("", "", "muted")
        self._words.setObjectName("json_status")
        self._action = button("", "link")
        self._action.setObjectName("json_status_action")
        self._action.clicked.connect(self._on_clicked)
        self._caret = Label("", "small")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, BAR_PX, 0)
        layout.setSpacing(8)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._caret)
        self.setFixedHeight(28)
        self.say("")

    def say(self, words: str, tone: Tone = "muted", action: str = "") -> None:
        """Say `words`; an `action` shows as a button behind them."""
        self._words.setText(words)
        self._words.set_tone(tone)
        self._action.setText(action)
        self._action.setVisible(bool(action))

    def words(self) -> str:
        """Return what is said."""
        return self._words.text()

    def show_caret(self, line: int, column: int) -> None:
        """Show where the caret is; both count from 1."""
        self._caret.setText(f"{line}:{column}")
        self._caret.setAccessibleName(f"Line {line}, column {column}")

    def _on_clicked(self) -> None:
        self.action_chosen.emit()
