"""A strip that says something beside what it is about."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from betadeck.ui.parts.buttons import Kind, button
from betadeck.ui.parts.labels import Label, Tone, wrapped
from betadeck.ui.parts.restyle import set_property

_NARROW_PX = 560


class Banner(QFrame):
    """A strip that says something beside the thing it is about, with its fixes as buttons.

    Signals:
        action_chosen(str): the key of the button that was clicked.
    """

    action_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._head = Label("", "strong")
        self._text = wrapped("")
        self._actions = QHBoxLayout()
        self._actions.setSpacing(4)
        self._actions.addStretch(1)
        words = QHBoxLayout()
        words.setSpacing(12)
        words.addWidget(self._head)
        words.addWidget(self._text, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(12, 6, 8, 6)
        self._box.setSpacing(12)
        self._box.addLayout(words, 1)
        self._box.addLayout(self._actions)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the words when it gets narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        below = self.width() < _NARROW_PX and self._actions.count() > 1
        self._box.setDirection(directions.TopToBottom if below else directions.LeftToRight)
        self._box.setSpacing(4 if below else 12)

    def show_text(
        self, head: str, text: str, tone: Tone = "warn", actions: Iterable[tuple[str, str]] = ()
    ) -> None:
        """Say `text` under the short `head`; `actions` are (key, label), the first the most useful."""
        self._head.setText(head)
        self._head.setVisible(bool(head))
        self._head.set_tone(tone)
        self._text.setText(text)
        self.setAccessibleName(f"{head}: {text}")
        set_property(self, "tone", tone)
        self._show_actions(list(actions))
        self._arrange()
        self.show()

    def take_focus(self) -> None:
        """Give the keys to the last button, which changes the least."""
        shown = [each for each in self.findChildren(QPushButton) if not each.isHidden()]
        if shown:
            shown[-1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_actions(self, actions: list[tuple[str, str]]) -> None:
        while (item := self._actions.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, (key, label) in enumerate(actions):
            kind: Kind = "link" if place == 0 else "quiet"
            made = button(label, kind)
            made.setObjectName(key)
            # A click leaves the focus where it is: the button goes away, and the focus would go anywhere.
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(self._on_clicked)
            self._actions.addWidget(made)
        self._actions.addStretch(1)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.action_chosen.emit(sender.objectName())
