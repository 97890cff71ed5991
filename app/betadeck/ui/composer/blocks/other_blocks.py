"""Blocks without an editor of their own: their fields by the schema, or a row that opens their JSON."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from betadeck.ui.composer.blocks.block_editor import BlockEditor
from betadeck.ui.composer.form.editor import Make
from betadeck.ui.composer.form.object_editor import ObjectEditor
from betadeck.ui.composer.form.shape import Shape
from betadeck.ui.composer.form.spec import FieldSpec, Kind
from betadeck.ui.composer.form.summaries import block_summary
from betadeck.ui.composer.form.summary_editor import SummaryButton


class OtherBlock(BlockEditor):
    """A block that nothing is known of, summed up; a click opens its JSON."""

    def __init__(self, pointer: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self._button = SummaryButton(name)
        self._button.clicked.connect(self._on_clicked)
        self.row.addWidget(self._button, 1)
        self.setFocusProxy(self._button)

    def show_value(self, value: object) -> None:
        """Sum the block up."""
        self._button.show_words(block_summary(value))

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the row for the block itself only."""
        return self._button if pointer == self.pointer else None

    def _on_clicked(self) -> None:
        self.opened.emit(self.pointer)


class BlockFields(ObjectEditor):
    """The fields of a block under a line that says what it is."""

    _say: Callable[[object], str] = staticmethod(block_summary)

    def say(self, words: Callable[[object], str]) -> None:
        """Say this of a value from the next `show_value` on."""
        self._say = words

    def words_for(self, value: object) -> str:
        """Say what the block is."""
        return self._say(value)


class SchemaBlock(BlockEditor):
    """A block whose fields the schema tells; closed until it is opened."""

    def __init__(
        self, pointer: str, name: str, shape: Shape, make: Make, parent: QWidget | None = None
    ) -> None:
        super().__init__(pointer, parent)
        self.marks = "cache_control" in shape.properties()
        spec = FieldSpec(pointer, name, Kind.OBJECT, shape=shape, hidden=("type", "cache_control"))
        self._fields = BlockFields(spec, make)
        self._fields.begin_closed()
        self.pass_on(self._fields)
        self.row.addWidget(self._fields, 1)
        self.below = self._fields.below
        self.setFocusProxy(self._fields)

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place, with all fields."""
        super().set_pointer(pointer)
        self._fields.set_pointer(pointer)

    def show_value(self, value: object) -> None:
        """Show what it is, and its fields when it is open."""
        self._fields.show_value(value)

    def begin(self) -> None:
        """Open it and go to its first field."""
        self._fields.begin()

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the line for the block, a field for what lies within."""
        if pointer == f"{self.pointer}/type":
            return self._fields
        return self._fields.reveal(pointer)
