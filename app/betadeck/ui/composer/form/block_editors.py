"""One content block: a text in a growing field, or a row that sums up any other block."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from betadeck.ui.composer.form.blocks import others_of, text_of
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.growing_edit import GrowingEdit
from betadeck.ui.composer.form.summaries import block_summary
from betadeck.ui.composer.form.summary_editor import SummaryButton
from betadeck.ui.parts.buttons import IconButton, button


class BlockEditor(Editor):
    """What both kinds share: a button that takes the block out.

    Signals:
        remove_asked(str): take out the block with this pointer.
    """

    remove_asked = Signal(str)

    def __init__(self, pointer: str, parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self.row.setSpacing(4)
        self._remove = IconButton("close", "Remove this block")
        self._remove.setObjectName("remove_block")
        self._remove.clicked.connect(self._on_remove)

    def show_removable(self, removable: bool) -> None:
        """Offer to take the block out, or not."""
        self._remove.setVisible(removable)

    def _on_remove(self) -> None:
        self.remove_asked.emit(self.pointer)


class TextBlock(BlockEditor):
    """A text. As a block its value stands in the member `text`, as a plain string it is the value itself."""

    def __init__(self, pointer: str, as_block: bool, name: str, parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self.as_block = as_block
        self._input = GrowingEdit(name)
        self._input.setProperty("bare", True)
        self._input.setPlaceholderText("Text")
        self._input.text_edited.connect(self._on_edited)
        self._more = button("", "link", "Opens as JSON")
        self._more.clicked.connect(self._on_more)
        self.row.addWidget(self._input, 1)
        side = QHBoxLayout()
        side.setSpacing(4)
        side.addWidget(self._more)
        side.addWidget(self._remove)
        self.row.addLayout(side)
        self.row.setAlignment(side, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self._input)

    def show_value(self, value: object) -> None:
        """Show the text, and name what else the block holds, such as `cache_control`."""
        text = text_of(value) if self.as_block else value
        self._input.show_text(text if isinstance(text, str) else "")
        others = others_of(value, ("type", "text")) if self.as_block else []
        self._more.setText(", ".join(others[:2]) + (" …" if len(others) > 2 else ""))
        self._more.setVisible(bool(others))

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the field for the block and its text."""
        return self._input if pointer in (self.pointer, f"{self.pointer}/text") else None

    def _on_edited(self, text: str) -> None:
        whole = self.pointer
        self._pointer = f"{whole}/text" if self.as_block else whole
        self.put_value(text)
        self._pointer = whole

    def _on_more(self) -> None:
        self.opened.emit(self.pointer)


class OtherBlock(BlockEditor):
    """Any other block, summed up; a click opens its JSON."""

    def __init__(self, pointer: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self._button = SummaryButton(name)
        self._button.clicked.connect(self._on_clicked)
        self.row.addWidget(self._button, 1)
        self.row.addWidget(self._remove)
        self.setFocusProxy(self._button)

    def show_value(self, value: object) -> None:
        """Sum the block up."""
        self._button.show_words(block_summary(value))

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the row for the block itself only."""
        return self._button if pointer == self.pointer else None

    def _on_clicked(self) -> None:
        self.opened.emit(self.pointer)
