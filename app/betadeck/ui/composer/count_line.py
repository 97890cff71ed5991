"""How many tokens the body has, what they cost, and a button to ask: one line beside the body's views."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import ElidedLabel


class CountLine(QWidget):
    """Told what to show; counts nothing itself.

    Signals:
        asked(): the user wants the tokens counted.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("count_line")
        self._ask, self._words = button("Count tokens", "link"), ElidedLabel("", "small", "muted")
        self._ask.setObjectName("count_tokens")
        self._ask.setToolTip("Ask the target how many tokens this request has. Nothing is generated.")
        self._words.setObjectName("token_count")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._ask)
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(26)
        self._ask.clicked.connect(self._on_clicked)

    def show_count(self, words: str, stale: bool = False) -> None:
        """Show a count in words; a `stale` one is of the body before its last changes."""
        self._ask.setEnabled(True)
        self._words.set_tone("muted" if stale else "")
        self._words.setText(f"{words} · before the last changes" if stale and words else words)
        self._words.setAccessibleName(self._words.text() or "Not counted")

    def show_busy(self) -> None:
        """Show that it is being counted."""
        self._ask.setEnabled(False)
        self._words.set_tone("muted")
        self._words.setText("Counting…")

    def show_problem(self, words: str) -> None:
        """Say why it could not be counted."""
        self._ask.setEnabled(True)
        self._words.set_tone("error")
        self._words.setText(words)

    def _on_clicked(self) -> None:
        self.asked.emit()
