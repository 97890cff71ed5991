"""One turn of a conversation."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from betadeck.core.conversation import split_message
from betadeck.core.json_same import same_json
from betadeck.ui.composer.blocks.block_editor import CACHE_WORDS, open_menu
from betadeck.ui.composer.blocks.kinds import cache_of, others_of
from betadeck.ui.composer.blocks.kinds_menu import KindsMenu
from betadeck.ui.composer.blocks.pairs import Pairs
from betadeck.ui.composer.blocks.shapes import BlockShapes
from betadeck.ui.composer.form.card_head import CardHead
from betadeck.ui.composer.form.changes import Change, put
from betadeck.ui.composer.form.content_editor import ContentEditor
from betadeck.ui.composer.form.drops import Dragging
from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.composer.form.spec import ABSENT
from betadeck.ui.composer.form.summaries import content_summary, summary_of
from betadeck.ui.composer.form.summary_editor import SummaryButton
from betadeck.ui.composer.keys import move_step

_MENU = (
    ("up", "Move up\tAlt+Shift+Up"),
    ("down", "Move down\tAlt+Shift+Down"),
    ("duplicate", "Duplicate"),
    ("split", "Split at the caret"),
    ("fold_all", "Fold all messages"),
    ("open_all", "Open all messages"),
)


class MessageCard(Editor):
    """Role, a menu, and the content. A message of unusual shape is summed up instead.

    Signals:
        acted(str): do this with the message: `up`, `down`, `duplicate`, `delete`, `fold`, `fold_all`,
            `open_all`.
        answer_asked(str): make a result for the tool call with this id.
    """

    acted = Signal(str)
    answer_asked = Signal(str)

    def __init__(
        self, pointer: str, make: Make | None, shapes: BlockShapes, parent: QWidget | None = None
    ) -> None:
        super().__init__(pointer, parent)
        self._last, self._folded, self._usual = True, False, True
        self._value: object = None
        self._pairs = Pairs()
        self._told: tuple[str, bool, Pairs] | None = None
        self.head = CardHead()
        self.head.role.picked.connect(self._on_role)
        self.head.more.clicked.connect(self._on_open)
        self.head.menu.clicked.connect(self._on_menu)
        self.head.add.clicked.connect(self._on_add)
        self.head.fold_asked.connect(self._on_fold)
        self.head.drag.begun.connect(self._on_drag)
        self._whole: SummaryButton | None = None
        self.content = ContentEditor(f"{pointer}/content", "Message", make, shapes)
        self.pass_on(self.content)
        self.content.split_asked.connect(self._split)
        self.content.answer_asked.connect(self.answer_asked)
        self.row.addWidget(self._framed())
        self.setFocusProxy(self.content)

    @property
    def index(self) -> int:
        """The message's place in the list."""
        return int(self.pointer.rpartition("/")[2])

    def set_pointer(self, pointer: str) -> None:
        """Speak of another message."""
        super().set_pointer(pointer)
        self.content.set_pointer(f"{pointer}/content")

    def show_value(self, value: object) -> None:
        """Show the message; of a folded one its first words. What is shown already is left as it is."""
        told = (self.pointer, self._folded, self._pairs)
        if told == self._told and same_json(value, self._value):
            return
        self._told, self._value = told, value
        content = value.get("content", ABSENT) if isinstance(value, dict) else None
        role = value.get("role", "") if isinstance(value, dict) else None
        self._usual = isinstance(role, str) and (content is ABSENT or isinstance(content, str | list))
        self._show_parts()
        if not self._usual:
            return
        self.head.role.show_text(str(role))
        self.head.words.setText(content_summary(content, with_words=self._folded))
        self.head.more.name(others_of(value, ("role", "content")))
        self.setAccessibleName(f"Message {self.index + 1}, {role}")
        if not self._folded:
            self.content.show_value("" if content is ABSENT else content)

    def show_pairs(self, pairs: Pairs) -> None:
        """Know the tool calls and results of the conversation; counts from the next `show_value` on."""
        self._pairs = pairs
        self.content.show_pairs(pairs)

    def show_last(self, last: bool) -> None:
        """Tell the card whether it is the last one, for its menu."""
        self._last = last

    def is_folded(self) -> bool:
        """Tell whether only the head can be seen."""
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Show only the head, or all."""
        if folded is not self._folded:
            self._folded = folded
            self.head.show_folded(folded)
            self.show_value(self._value)

    def begin(self) -> None:
        """Go to the content."""
        self.set_folded(False)
        self.content.begin()

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the card for the message and its role, or the block that holds the place."""
        if pointer in (self.pointer, f"{self.pointer}/role"):
            return self
        self.set_folded(False)
        if pointer == self.content.pointer:
            return self
        return self.content.reveal(pointer)

    def menu(self) -> QMenu:
        """Return what can be done with the message."""
        menu = QMenu(self)
        for name, words in _MENU:
            menu.addAction(words).setData(name)
        menu.actions()[0].setEnabled(self.index > 0)
        menu.actions()[1].setEnabled(not self._last)
        menu.actions()[3].setEnabled(self._usual and self.content.place()[0] >= 0)
        if self._usual and not self._folded:
            self._add_marks(menu)
        menu.addSeparator()
        menu.addAction("Show as JSON").setData("json")
        menu.addSeparator()
        menu.addAction("Delete message").setData("delete")
        menu.triggered.connect(self._on_action)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the block with the focus by Alt+Up and Alt+Down, the message with Shift too."""
        step = move_step(event)
        if not step:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not self.content.move_block(step):
            self.acted.emit("up" if step < 0 else "down")

    def _add_marks(self, menu: QMenu) -> None:
        content = self._value.get("content") if isinstance(self._value, dict) else None
        kept = cache_of(content[-1]) if isinstance(content, list) and content else ""
        menu.addSeparator()
        for name, words in CACHE_WORDS:
            action = menu.addAction(f"{words}, up to its end" if name else words)
            action.setData(f"cache:{name}")
            action.setCheckable(True)
            action.setChecked(name == kept)

    def _show_parts(self) -> None:
        """Sum up a message of unusual shape in the place of its content."""
        if not self._usual and self._whole is None:
            self._whole = SummaryButton("Message")
            self._whole.clicked.connect(self._on_open)
            self._column.addWidget(self._whole)
        if self._whole is not None:
            self._whole.setVisible(not self._usual)
            self._whole.show_words(summary_of("", self._value))
        self._body.setVisible(self._usual and not self._folded)
        self.head.role.setEnabled(self._usual)
        self.head.add.setVisible(self._usual)

    def _framed(self) -> QFrame:
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(6, 4, 6, 4)
        body.addWidget(self.content)
        card = QFrame()
        card.setProperty("role", "card")
        self._column = QVBoxLayout(card)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addWidget(self._body)
        return card

    def _split(self, block: int, offset: int) -> None:
        at = self.pointer
        self.changed.emit(Change("", lambda text: split_message(text, at, block, offset)))

    def _on_role(self, role: str) -> None:
        self.changed.emit(put(f"{self.pointer}/role", role))

    def _on_menu(self) -> None:
        open_menu(self.menu(), self.head.menu)

    def _on_add(self) -> None:
        self.set_folded(False)
        menu = KindsMenu(self.content.kinds(), self)
        menu.chosen.connect(self.content.add_block)
        open_menu(menu, self.head.add)

    def _on_drag(self) -> None:
        self.asked.emit(Dragging(self.head.drag, self))

    def _on_fold(self) -> None:
        self.set_folded(not self._folded)

    def _on_action(self, action: QAction) -> None:
        name = str(action.data())
        if name == "json":
            self._on_open()
        elif name == "split":
            self._split(*self.content.place())
        elif name.startswith("cache:"):
            self.content.mark(name.partition(":")[2])
        else:
            self.acted.emit(name)

    def _on_open(self) -> None:
        self.opened.emit(self.pointer)
