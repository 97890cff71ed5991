"""One content block: a text in a growing field, or a row that sums up any other block."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from betadeck.ui.composer.form.blocks import others_of, text_of
from betadeck.ui.composer.form.changes import put
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.growing_edit import GrowingEdit
from betadeck.ui.composer.form.more_link import MoreLink
from betadeck.ui.composer.form.summaries import block_summary
from betadeck.ui.composer.form.summary_editor import SummaryButton
from betadeck.ui.parts.buttons import IconButton


class BlockEditor(Editor):
    """What both kinds share: a button that takes the block out.

    Signals:
        remove_asked(str): take out the block with this pointer.
    """

    remove_asked = Signal(str)

    def __init__(self, pointer: str, parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self.row.setSpacing(4)
        # Made when needed: a long conversation has many blocks, and few that can go alone.
        self._remove: IconButton | None = None

    def show_removable(self, removable: bool) -> None:
        """Offer to take the block out, or not."""
        if removable and self._remove is None:
            self._remove = IconButton("close", "Remove this block")
            self._remove.setObjectName("remove_block")
            self._remove.clicked.connect(self._on_remove)
            self.row.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        if self._remove is not None:
            self._remove.setVisible(removable)

    def _on_remove(self) -> None:
        self.remove_asked.emit(self.pointer)


class TextBlock(BlockEditor):
    """A text. As a block its value stands in the member `text`, as a plain string it is the value itself."""

    def __init__(self, pointer: str, as_block: bool, name: str, parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self.as_block = as_block
        self._more: MoreLink | None = None
        self._input = GrowingEdit(name)
        self._input.setProperty("bare", True)
        self._input.setPlaceholderText("Text")
        self._input.text_edited.connect(self._on_edited)
        self.row.addWidget(self._input, 1)
        self.setFocusProxy(self._input)

    def show_value(self, value: object) -> None:
        """Show the text, and name what else the block holds, such as `cache_control`."""
        text = text_of(value) if self.as_block else value
        self._input.show_text(text if isinstance(text, str) else "")
        self._name_others(others_of(value, ("type", "text")) if self.as_block else [])

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the field for the block and its text."""
        return self._input if pointer in (self.pointer, self._text_pointer()) else None

    def _text_pointer(self) -> str:
        return f"{self.pointer}/text" if self.as_block else self.pointer

    def _name_others(self, others: list[str]) -> None:
        if others and self._more is None:
            self._more = MoreLink()
            self._more.clicked.connect(self._on_more)
            self.row.insertWidget(1, self._more, 0, Qt.AlignmentFlag.AlignTop)
        if self._more is not None:
            self._more.name(others)

    def _on_edited(self, text: str) -> None:
        self.changed.emit(put(self._text_pointer(), text))

    def _on_more(self) -> None:
        self.opened.emit(self.pointer)


class OtherBlock(BlockEditor):
    """Any other block, summed up; a click opens its JSON."""

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
