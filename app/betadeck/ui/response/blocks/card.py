"""A card with a head: what it is, its name, its id, its state."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from betadeck.ui.parts.buttons import CopyChip
from betadeck.ui.parts.labels import ElidedLabel, Label, Tone, badge

_ID_CHARS = 14
_STATE_PX = 18


class Card(QFrame):
    """A frame with a head line; its content goes into `body`."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._what = Label(what, "small")
        self._name = ElidedLabel("", "strong")
        self._name.setProperty("mono", True)
        self._id = CopyChip("id", _ID_CHARS)
        self._state = badge("")
        self._state.setFixedHeight(_STATE_PX)
        self._state.hide()
        self._told: tuple[str, Tone] = ("", "")
        head = QFrame()
        head.setProperty("role", "cardhead")
        row = QHBoxLayout(head)
        row.setContentsMargins(10, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self._what)
        row.addWidget(self._name, 1)
        row.addWidget(self._state)
        row.addWidget(self._id)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(10, 6, 10, 8)
        self.body.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(self.body)
        self.setAccessibleName(what)

    def set_head(self, what: str, name: str, identity: str = "") -> None:
        """Say what it is, what it is called, and by which id it goes."""
        self._what.setText(what)
        self._name.setText(name)
        self._id.set_text(identity)
        self.setAccessibleName(f"{what} {name}".strip())

    def set_state(self, words: str, tone: Tone = "") -> None:
        """Show a state at the right; an empty one takes it away."""
        if (words, tone) == self._told:
            return
        self._told = (words, tone)
        self._state.setText(words)
        self._state.set_tone(tone)
        self._state.setVisible(bool(words))
