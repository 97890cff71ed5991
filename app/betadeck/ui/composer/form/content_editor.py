"""Content that is either one text or a list of blocks, as in messages and the system prompt."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.block_moves import carry_block
from betadeck.ui.composer.blocks.attach import Attach
from betadeck.ui.composer.blocks.block_actions import appended, change_for, marked, move_to
from betadeck.ui.composer.blocks.block_editor import BlockEditor
from betadeck.ui.composer.blocks.kinds import BlockKind, kinds_in, text_of
from betadeck.ui.composer.blocks.make_block import kind_of, make_block
from betadeck.ui.composer.blocks.pairs import Pairs
from betadeck.ui.composer.blocks.shapes import BlockShapes
from betadeck.ui.composer.blocks.text_block import TextBlock
from betadeck.ui.composer.form.changes import Change, put, take
from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.parts.focus import focused_in
from betadeck.ui.parts.labels import rule

_STEPS = {"up": -1, "down": 1, "duplicate": 1}


class ContentEditor(Editor):
    """A string stays a string until a second block is added. `shapes` are the blocks that it may hold.

    Signals:
        split_asked(int, int): cut what holds the content in two, in this block, behind this character.
        answer_asked(str): make a result for the tool call with this id.
    """

    split_asked = Signal(int, int)
    answer_asked = Signal(str)

    def __init__(
        self,
        pointer: str,
        name: str,
        make: Make | None = None,
        shapes: BlockShapes | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(pointer, parent)
        self._name, self._make, self._shapes = name, make, shapes or {}
        self._value: object = ""
        self._pairs = Pairs()
        self._blocks: list[BlockEditor] = []
        self._kinds: list[str] = []
        self._rules: list[QWidget] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self.row.addLayout(self._column, 1)

    def show_value(self, value: object) -> None:
        """Show text or blocks, changing only the editors whose kind changed."""
        self._value = value
        items = value if isinstance(value, list) else [value]
        as_blocks = isinstance(value, list)
        while len(self._blocks) > len(items):
            self._drop(len(self._blocks) - 1)
        for index, item in enumerate(items):
            self._fit(index, item, as_blocks)
            block = self._blocks[index]
            block.set_pointer(self._pointer_of(index))
            block.call(self._name_of(index))
            block.show_pairs(self._pairs)
            block.show_value(item)
            removable = as_blocks and (len(items) > 1 or text_of(item) is None)
            block.show_tools(item, index if as_blocks else -1, len(items), removable)
            self._rules[index].setVisible(
                index > 0 and self._kinds[index - 1 : index + 1] == ["text", "text"]
            )
        if self._blocks:
            self.setFocusProxy(self._blocks[0])

    def show_pairs(self, pairs: Pairs) -> None:
        """Know the tool calls and results of the conversation; counts from the next `show_value` on."""
        self._pairs = pairs

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place, with all blocks."""
        super().set_pointer(pointer)
        for index, block in enumerate(self._blocks):
            block.set_pointer(self._pointer_of(index))

    def count(self) -> int:
        """Return how many blocks there are; a plain text counts as one."""
        return len(self._blocks)

    def kinds(self) -> tuple[BlockKind, ...]:
        """Return what can be added here."""
        return kinds_in(self._shapes, self._pairs.tools)

    def add_block(self, kind: BlockKind) -> None:
        """Add a block at the end and go to it; for a file, ask for one."""
        if kind.use is not None:
            self.asked.emit(Attach(self.pointer, kind.use))
            return
        self.changed.emit(appended(self.pointer, self._value, kind.raw, self._pairs))
        if self._blocks:
            self._blocks[-1].begin()

    def begin(self) -> None:
        """Go to the last block."""
        if self._blocks:
            self._blocks[-1].begin()

    def begin_at(self, index: int) -> None:
        """Go to the block at `index`."""
        if 0 <= index < len(self._blocks):
            self._blocks[index].begin()

    def place(self) -> tuple[int, int]:
        """Return the block with the focus and the characters before the caret in it, (-1, 0) for none."""
        for index, block in enumerate(self._blocks):
            if focused_in(block) is not None:
                return index, block.caret() if isinstance(block, TextBlock) else 0
        return -1, 0

    def move_block(self, step: int) -> bool:
        """Move the block with the focus; tell whether there was one and room for it."""
        index, _ = self.place()
        if not isinstance(self._value, list) or not 0 <= index + step < len(self._blocks) or index < 0:
            return False
        self._on_acted("up" if step < 0 else "down", self._blocks[index].pointer)
        return True

    def drop_items(self, dragged: Editor) -> list[QWidget] | None:
        """Take its own blocks, and those of others that are of a type which may stand here."""
        if not isinstance(dragged, BlockEditor):
            return None
        if dragged in self._blocks or dragged.type in self._shapes:
            return [each.whole() for each in self._blocks]
        return None

    def take_in(self, dragged: Editor, place: int) -> None:
        """Put a block before that at `place`."""
        at, start = self.pointer, next((n for n, each in enumerate(self._blocks) if each is dragged), -1)
        to = place - 1 if 0 <= start < place else place
        if to == start:
            return
        if start >= 0:
            self.changed.emit(move_to(at, start, to))
        else:
            block = dragged.pointer
            self.changed.emit(Change("", lambda text: carry_block(text, block, at, to)))
        self.begin_at(min(to, len(self._blocks) - 1))

    def mark(self, kept: str) -> None:
        """Mark the end of the content for the cache, for as long as `kept` says."""
        self.changed.emit(marked(self.pointer, self._value, kept))

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the block that holds the place."""
        if pointer == self.pointer:
            return self
        for block in self._blocks:
            if pointer == block.pointer or pointer.startswith(f"{block.pointer}/"):
                return block.reveal_mark(pointer) or block.reveal(pointer)
        return None

    def _fit(self, index: int, item: object, as_blocks: bool) -> None:
        """Put the right kind of editor at `index`, unless it is there already."""
        kind = kind_of(item, as_blocks, self._shapes)
        if index < len(self._blocks):
            if self._kinds[index] == kind:
                return
            self._drop(index)
        pointer = self._pointer_of(index)
        made = make_block(kind, pointer, self._name_of(index), self._shapes, self._make, self._nested)
        self.pass_on(made)
        made.acted.connect(self._on_acted)
        made.answer_asked.connect(self.answer_asked)
        line = rule()
        self._blocks.insert(index, made)
        self._kinds.insert(index, kind)
        self._rules.insert(index, line)
        self._column.insertWidget(2 * index, line)
        self._column.insertWidget(2 * index + 1, made.whole())

    def _nested(self, pointer: str, name: str, shapes: BlockShapes) -> Editor:
        return ContentEditor(pointer, name, self._make, shapes)

    def _drop(self, index: int) -> None:
        self._kinds.pop(index)
        block = self._blocks.pop(index)
        for widget in (block.whole(), self._rules.pop(index)):
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _name_of(self, index: int) -> str:
        return f"{self._name}, block {index + 1}"

    def _pointer_of(self, index: int) -> str:
        return f"{self.pointer}/{index}" if isinstance(self._value, list) else self.pointer

    def _on_acted(self, action: str, pointer: str) -> None:
        index = int(pointer.rpartition("/")[2]) if isinstance(self._value, list) else 0
        if action == "json":
            self.opened.emit(pointer)
        elif action == "split":
            self.split_asked.emit(index, 0)
        elif action == "remove":
            self._remove(index)
        else:
            self.changed.emit(change_for(action, pointer))
            if action in _STEPS:
                self.begin_at(index + _STEPS[action])

    def _remove(self, index: int) -> None:
        """Take a block out, an empty text in the place of the last; a focus in it goes to its neighbour."""
        had_focus = focused_in(self._blocks[index].whole()) is not None
        change = (
            take(self._blocks[index].pointer) if len(self._blocks) > 1 else put(self.pointer, "", step=True)
        )
        self._drop(index)  # so that the others keep their editors, with focus and caret
        self.changed.emit(change)
        if had_focus:
            self.begin_at(min(index, len(self._blocks) - 1))
