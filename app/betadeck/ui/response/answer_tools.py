"""What stands over the answer: how Markdown is shown, and copying."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from betadeck.ui.parts.buttons import IconButton, button
from betadeck.ui.parts.choices import Segments


class AnswerTools(QWidget):
    """Going on with the answer, a menu, and a switch.

    Signals:
        rendered_changed(bool): show Markdown as it is meant to look, or as it is written.
        copy_requested(str): copy `text` or `message`.
        continue_requested(): make the answer the next turn of the conversation.
        events_shown(bool): show the events beside the answer, or no longer.
    """

    rendered_changed = Signal(bool)
    copy_requested = Signal(str)
    continue_requested = Signal()
    events_shown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = Segments([("rendered", "Rendered"), ("plain", "Plain")])
        self._looks.setObjectName("answer_looks")
        self._copy = IconButton("copy", "Copy the answer")
        self._copy.setObjectName("answer_copy")
        menu = QMenu(self._copy)
        menu.addAction("Copy text").triggered.connect(self._on_copy_text)
        menu.addAction("Copy message as JSON").triggered.connect(self._on_copy_message)
        self._copy.setMenu(menu)
        self._copy.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._continue = button("Continue", "link", "Continue with this answer: make it the next turn")
        self._continue.setObjectName("continue")
        self._continue.setAccessibleName("Continue with this answer")
        self._continue.hide()
        self._events = IconButton("split", "Show the events beside the answer")
        self._events.setObjectName("answer_events")
        self._events.setCheckable(True)
        self._events.toggled.connect(self.events_shown)
        row.addWidget(self._continue)
        row.addWidget(self._events)
        row.addWidget(self._copy)
        row.addWidget(self._looks)
        self._looks.chosen.connect(self._on_chosen)
        self._continue.clicked.connect(self.continue_requested)

    def set_streamed(self, streamed: bool) -> None:
        """Offer to show the events beside the answer, if there are any."""
        self._events.setVisible(streamed)
        if not streamed:
            self._events.setChecked(False)

    def set_offered(self, offered: bool) -> None:
        """Show what is in here, or nothing where there is no text to be shown one way or the other."""
        self._copy.setVisible(offered)
        self._looks.setVisible(offered)

    def set_continuable(self, continuable: bool) -> None:
        """Offer to go on with the answer, or not."""
        self._continue.setVisible(continuable)

    def _on_chosen(self, key: str) -> None:
        self.rendered_changed.emit(key == "rendered")

    def _on_copy_text(self) -> None:
        self.copy_requested.emit("text")

    def _on_copy_message(self) -> None:
        self.copy_requested.emit("message")
