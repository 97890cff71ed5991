"""Content that is either one text or a list of blocks, as in messages and the system prompt."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.ui.composer.form.block_editors import BlockEditor, OtherBlock, TextBlock
from betadeck.ui.composer.form.blocks import template, text_of
from betadeck.ui.composer.form.changes import Change, put, put_json, take
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.long_text import is_long
from betadeck.ui.parts.labels import rule


class ContentEditor(Editor):
    """A string stays a string until a second block is added. Blocks that are no text show as rows."""

    def __init__(self, pointer: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self._name = name
        self._value: object = ""
        self._blocks: list[BlockEditor] = []
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
            self._blocks[index].set_pointer(self._pointer_of(index))
            self._blocks[index].show_value(item)
            self._blocks[index].show_removable(as_blocks and (len(items) > 1 or text_of(item) is None))
            both_texts = index > 0 and all(
                isinstance(each, TextBlock) for each in self._blocks[index - 1 : index + 1]
            )
            self._rules[index].setVisible(both_texts)
        if self._blocks:
            self.setFocusProxy(self._blocks[0])

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place, with all blocks."""
        super().set_pointer(pointer)
        for index, block in enumerate(self._blocks):
            block.set_pointer(self._pointer_of(index))

    def count(self) -> int:
        """Return how many blocks there are; a plain text counts as one."""
        return len(self._blocks)

    def add_block(self, kind: str) -> None:
        """Add a block at the end and go to it; a block that is no text opens as JSON."""
        raw = template(kind)
        self.changed.emit(self._appended(raw))
        if kind == "text" and self._blocks:
            self._blocks[-1].begin()
        else:
            self.opened.emit(self._blocks[-1].pointer if self._blocks else self.pointer)

    def begin(self) -> None:
        """Go to the last block."""
        if self._blocks:
            self._blocks[-1].begin()

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the block that holds the place."""
        if pointer == self.pointer:
            return self
        for block in self._blocks:
            if pointer == block.pointer or pointer.startswith(f"{block.pointer}/"):
                return block.reveal(pointer)
        return None

    def _appended(self, raw: str) -> Change:
        """Return the change that adds a block, by making a list of a plain text first."""
        if isinstance(self._value, list):
            return put_json(f"{self.pointer}/-", raw, step=True)
        if not isinstance(self._value, str) or (not self._value and '"text"' not in raw[:16]):
            return put_json(self.pointer, f"[{raw}]", step=True)
        first = put(self.pointer, [{"type": "text", "text": self._value}])
        return Change("", lambda text: put_json(f"{self.pointer}/-", raw).apply(first.apply(text)))

    def _fit(self, index: int, item: object, as_blocks: bool) -> None:
        """Put the right kind of editor at `index`, unless it is there already."""
        is_text = text_of(item) is not None if as_blocks else not (isinstance(item, str) and is_long(item))
        if index < len(self._blocks):
            old = self._blocks[index]
            same = (
                isinstance(old, TextBlock) and old.as_block is as_blocks
                if is_text
                else isinstance(old, OtherBlock)
            )
            if same:
                return
            self._drop(index)
        name = f"{self._name}, block {index + 1}"
        pointer = self._pointer_of(index)
        made: BlockEditor = TextBlock(pointer, as_blocks, name) if is_text else OtherBlock(pointer, name)
        made.changed.connect(self.changed)
        made.opened.connect(self.opened)
        made.remove_asked.connect(self._on_remove)
        line = rule()
        self._blocks.insert(index, made)
        self._rules.insert(index, line)
        self._column.insertWidget(2 * index, line)
        self._column.insertWidget(2 * index + 1, made)

    def _drop(self, index: int) -> None:
        for widget in (self._blocks.pop(index), self._rules.pop(index)):
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _pointer_of(self, index: int) -> str:
        return f"{self.pointer}/{index}" if isinstance(self._value, list) else self.pointer

    def _on_remove(self, pointer: str) -> None:
        self.changed.emit(take(pointer))
