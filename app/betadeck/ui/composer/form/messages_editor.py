"""The turns of a conversation, one card each."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from betadeck.core.body_edits import answered
from betadeck.ui.composer.blocks.block_actions import move_to
from betadeck.ui.composer.blocks.kinds import BlockKind, kinds_in
from betadeck.ui.composer.blocks.pairs import Pairs, pairs_of
from betadeck.ui.composer.blocks.shapes import block_shapes
from betadeck.ui.composer.form.changes import Change, json_of, put_json, repeat, take
from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.composer.form.message_card import MessageCard
from betadeck.ui.composer.form.spec import FieldSpec
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.focus import focused_in
from betadeck.ui.parts.labels import Label

_PAGE, _AT_ONCE = 12, 2


class MessagesEditor(Editor):
    """Shows the last messages as cards and the earlier ones on request, so that long talks stay quick."""

    _BEFORE = 2  # widgets above the cards

    def __init__(self, spec: FieldSpec, make: Make | None = None, parent: QWidget | None = None) -> None:
        super().__init__(spec.pointer, parent)
        self._make, self._shapes = make, block_shapes(spec.shape)
        self._messages: list[object] = []
        self._tools: object = None
        self._pairs = Pairs()
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
        if spec.pointer.count("/") > 1:  # within something, as in a batch: no link of the form adds to it
            self._column.addWidget(self._adder())

    def show_around(self, body: Mapping[str, object]) -> None:
        """Know the tools that can be called."""
        self._tools = body.get("tools")

    def show_value(self, value: object) -> None:
        """Show the messages; cards are kept and told anew. Of many new ones `fill_more` makes the later."""
        self._messages = value if isinstance(value, list) else []
        self._first = max(0, len(self._messages) - self._asked)
        while len(self._cards) > len(self._messages) - self._first:
            self._drop(self._cards[-1])
        self._pairs = self.pairs()
        for place in range(min(len(self._cards) + _AT_ONCE, len(self._messages) - self._first)):
            self._show_card(place)
        self._empty.setVisible(not self._messages)
        self._earlier.setVisible(self._first > 0)
        self._earlier.setText(f"Show {min(self._first, _PAGE)} earlier of {len(self._messages)} messages")

    def fill_more(self) -> bool:
        """Make the next card; tell whether it was the last."""
        wanted = len(self._messages) - self._first
        if len(self._cards) < wanted:
            self._show_card(len(self._cards))
        return len(self._cards) >= wanted

    def pairs(self) -> Pairs:
        """Return the tool calls and results in sight, with those of the message before."""
        return pairs_of(self._messages[max(0, self._first - 1) :], self._tools)

    def cards(self) -> list[MessageCard]:
        """Return the cards that are shown, in order."""
        self._finish()
        return list(self._cards)

    def kinds(self) -> tuple[BlockKind, ...]:
        """Return the kinds of block that can be added to the message that `add_block` would add to."""
        card = self._current()
        if card is not None:
            return card.content.kinds()
        return kinds_in(self._shapes, self.pairs().tools)

    def add_message(self) -> None:
        """Add a turn of the other side at the end and go to it."""
        self._finish()
        last = self._messages[-1] if self._messages else None
        role = "assistant" if isinstance(last, dict) and last.get("role") == "user" else "user"
        raw = json_of({"role": role, "content": ""})
        self.changed.emit(put_json(f"{self.pointer}/-", raw, step=True))
        if self._cards:
            self._cards[-1].begin()

    def add_block(self, kind: BlockKind) -> None:
        """Add a block to the message that has the focus, else to the last one."""
        if not self._messages:
            self.add_message()
            if kind.id == "text":
                return
        card = self._current()
        if card is not None:
            card.set_folded(False)
            card.content.add_block(kind)

    def content_at(self, place: QPoint) -> str:
        """Return the pointer of the content of the message at a place of the screen, else of the last one."""
        for card in self._cards:
            if card.rect().contains(card.mapFromGlobal(place)):
                return card.content.pointer
        return self._cards[-1].content.pointer if self._cards else ""

    def drop_items(self, dragged: Editor) -> list[MessageCard] | None:
        """Take the messages of this conversation alone."""
        return self._cards if dragged in self._cards else None

    def take_in(self, dragged: Editor, place: int) -> None:
        """Move a message before the card at `place`."""
        start = next(index for index, card in enumerate(self._cards) if card is dragged)
        to = place - 1 if place > start else place
        self._move(start + self._first, to + self._first)

    def begin(self) -> None:
        """Go to the last message."""
        self._finish()
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
        self._finish()
        return self._cards[int(name) - self._first].reveal(pointer)

    def _adder(self) -> QPushButton:
        made = button("+ Message", "link", "Add a message")
        made.setObjectName("add_nested_message")
        made.clicked.connect(self.add_message)
        return made

    def _current(self) -> MessageCard | None:
        self._finish()
        with_focus = (card for card in self._cards if focused_in(card) is not None)
        return next(with_focus, self._cards[-1] if self._cards else None)

    def _show_card(self, place: int) -> None:
        if place == len(self._cards):
            self._add_card()
        card = self._cards[place]
        card.set_pointer(f"{self.pointer}/{self._first + place}")
        card.show_pairs(self._pairs)
        card.show_value(self._messages[self._first + place])
        card.show_last(self._first + place == len(self._messages) - 1)

    def _finish(self) -> None:
        while not self.fill_more():
            pass

    def _add_card(self) -> None:
        card = MessageCard(f"{self.pointer}/0", self._make, self._shapes)
        self.pass_on(card)
        card.acted.connect(self._on_acted)
        card.answer_asked.connect(self._on_answer)
        self._cards.append(card)
        self._column.insertWidget(self._BEFORE + len(self._cards) - 1, card)

    def _move(self, start: int, to: int) -> None:
        """Move a message, its fold with it; the caret stays in it."""
        if start == to or not 0 <= to < len(self._messages):
            return
        folds = [card.is_folded() for card in self._cards]
        block, _ = self._cards[start - self._first].content.place()
        if to >= self._first:
            folds.insert(to - self._first, folds.pop(start - self._first))
        self.changed.emit(move_to(self.pointer, start, to))
        for card, folded in zip(self._cards, folds, strict=False):
            card.set_folded(folded)
        if to >= self._first and block >= 0:
            self._cards[to - self._first].content.begin_at(block)

    def _on_acted(self, action: str) -> None:
        card = self.sender()
        if not isinstance(card, MessageCard):
            return
        if action in ("up", "down"):
            self._move(card.index, card.index + (1 if action == "down" else -1))
        elif action == "duplicate":
            after = card.index + 1
            self.changed.emit(repeat(card.pointer))
            self._begin_at(after)
        elif action == "delete":
            self._delete(card)
        else:
            for each in self._cards:
                each.set_folded(action == "fold_all")

    def _delete(self, card: MessageCard) -> None:
        """Take a message out; a focus in it goes to the next one, or to the last."""
        had_focus, index = focused_in(card) is not None, card.index
        self._drop(card)  # so that the others keep their cards, with focus, caret and fold
        self.changed.emit(take(card.pointer))
        if had_focus:
            self._begin_at(index)

    def _drop(self, card: MessageCard) -> None:
        self._cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _begin_at(self, index: int) -> None:
        """Go to the message at `index`, or to the last."""
        if self._cards:
            self._cards[max(0, min(index - self._first, len(self._cards) - 1))].begin()

    def _on_answer(self, call: str) -> None:
        card = self.sender()
        if isinstance(card, MessageCard):
            at, after = card.pointer, card.index + 1 - self._first
            self.changed.emit(Change("", lambda text: answered(text, at, [call])))
            if after < len(self._cards):
                self._cards[after].content.begin_at(0)

    def _on_earlier(self) -> None:
        self._asked += _PAGE
        self.show_value(self._messages)
        self._finish()
