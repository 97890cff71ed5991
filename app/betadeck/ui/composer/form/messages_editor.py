"""The turns of a conversation, one card each."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.ui.composer.focus import focused_in
from betadeck.ui.composer.form.changes import json_of, put_json
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.message_card import MessageCard
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import Label

_PAGE = 12


class MessagesEditor(Editor):
    """Shows the last messages as cards and the earlier ones on request, so that long talks stay quick."""

    def __init__(self, pointer: str, parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self._messages: list[object] = []
        self._cards: list[MessageCard] = []
        self._first = 0
        self._asked = _PAGE
        self._earlier = button("", "link")
        self._earlier.setObjectName("earlier_messages")
        self._earlier.clicked.connect(self._on_earlier)
        self._empty = Label("No messages yet", "", "muted")
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._column.addWidget(self._empty)
        self._column.addWidget(self._earlier)
        self.row.addLayout(self._column)

    def show_value(self, value: object) -> None:
        """Show the messages; cards are kept and told anew."""
        self._messages = value if isinstance(value, list) else []
        self._first = max(0, len(self._messages) - self._asked)
        shown = self._messages[self._first :]
        while len(self._cards) > len(shown):
            card = self._cards.pop()
            card.hide()
            card.deleteLater()
        for place, message in enumerate(shown):
            if place == len(self._cards):
                self._add_card()
            self._cards[place].set_pointer(f"{self.pointer}/{self._first + place}")
            self._cards[place].show_value(message)
            self._cards[place].show_last(self._first + place == len(self._messages) - 1)
        self._empty.setVisible(not self._messages)
        self._earlier.setVisible(self._first > 0)
        self._earlier.setText(f"Show {min(self._first, _PAGE)} earlier of {len(self._messages)} messages")

    def cards(self) -> list[MessageCard]:
        """Return the cards that are shown, in order."""
        return list(self._cards)

    def add_message(self) -> None:
        """Add a turn of the other side at the end and go to it."""
        last = self._messages[-1] if self._messages else None
        role = "assistant" if isinstance(last, dict) and last.get("role") == "user" else "user"
        raw = json_of({"role": role, "content": ""})
        self.changed.emit(put_json(f"{self.pointer}/-", raw, step=True))
        if self._cards:
            self._cards[-1].begin()

    def add_block(self, kind: str) -> None:
        """Add a block to the message that has the focus, else to the last one."""
        if not self._messages:
            self.add_message()
            if kind == "text":
                return
        for card in self._cards:
            if focused_in(card) is not None:
                card.content.add_block(kind)
                return
        if self._cards:
            self._cards[-1].content.add_block(kind)

    def begin(self) -> None:
        """Go to the last message."""
        if self._cards:
            self._cards[-1].begin()

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the card and block that hold the place, with earlier messages if it is one of them."""
        if pointer == self.pointer:
            return self
        name = pointer[len(self.pointer) + 1 :].partition("/")[0]
        if not name.isdigit() or int(name) >= len(self._messages):
            return None
        if int(name) < self._first:
            self._asked = len(self._messages) - int(name)
            self.show_value(self._messages)
        return self._cards[int(name) - self._first].reveal(pointer)

    def _add_card(self) -> None:
        card = MessageCard(f"{self.pointer}/0")
        card.changed.connect(self.changed)
        card.opened.connect(self.opened)
        self._cards.append(card)
        self._column.addWidget(card)

    def _on_earlier(self) -> None:
        self._asked += _PAGE
        self.show_value(self._messages)
