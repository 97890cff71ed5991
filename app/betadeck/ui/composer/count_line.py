"""How many tokens the body has, what they cost, and a button to ask: one line beside the body's views."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import ElidedLabel, Tone
from betadeck.ui.response.tips import plain_tip


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
        self._said: tuple[str, Tone] = ("", "muted")
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
        self._say(f"Before the last changes: {words}" if stale and words else words, "muted" if stale else "")

    def show_busy(self) -> None:
        """Show that it is being counted."""
        self._ask.setEnabled(False)
        self._say("Counting…", "muted")

    def show_problem(self, words: str) -> None:
        """Say why it could not be counted."""
        self._ask.setEnabled(True)
        self._say(words, "error")

    def _say(self, words: str, tone: Tone) -> None:
        """Show `words`, all of them as a tooltip too: there is not always room."""
        if (words, tone) == self._said:  # told with every key
            return
        self._said = (words, tone)
        self._words.set_tone(tone)
        self._words.setText(words)
        self._words.setToolTip(plain_tip(words) if words else "")
        self._words.setAccessibleName(words or "Not counted")

    def _on_clicked(self) -> None:
        self.asked.emit()
