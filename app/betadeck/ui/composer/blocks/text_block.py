"""A text: a block, or a content that is nothing but text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from betadeck.ui.composer.blocks.attach import Attach
from betadeck.ui.composer.blocks.block_editor import BlockEditor
from betadeck.ui.composer.blocks.kinds import others_of, text_of
from betadeck.ui.composer.blocks.paste_edit import PasteEdit
from betadeck.ui.composer.form.changes import put
from betadeck.ui.composer.form.more_link import MoreLink

_KNOWN = ("type", "text", "cache_control")


class TextBlock(BlockEditor):
    """As a block its value stands in the member `text`, as a plain string it is the value itself."""

    def __init__(self, pointer: str, as_block: bool, name: str, parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self.as_block = as_block
        self._others: MoreLink | None = None
        self._input = PasteEdit(name)
        self._input.setProperty("bare", True)
        self._input.setPlaceholderText("Text")
        self._input.text_edited.connect(self._on_edited)
        self._input.files_given.connect(self._on_files)
        self.row.addWidget(self._input, 1)
        self.setFocusProxy(self._input)

    def show_value(self, value: object) -> None:
        """Show the text, and name what else the block holds, such as `citations`."""
        text = text_of(value) if self.as_block else value
        self._input.show_text(text if isinstance(text, str) else "")
        self._name_others(others_of(value, _KNOWN) if self.as_block else [])

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the field for the block and its text."""
        return self._input if pointer in (self.pointer, self._text_pointer()) else None

    def caret(self) -> int:
        """Return the characters before the caret."""
        return self._input.offset_of(self._input.textCursor().position())

    def _text_pointer(self) -> str:
        return f"{self.pointer}/text" if self.as_block else self.pointer

    def _name_others(self, others: list[str]) -> None:
        if others and self._others is None:
            self._others = MoreLink()
            self._others.clicked.connect(self._on_more)
            self.row.insertWidget(1, self._others, 0, Qt.AlignmentFlag.AlignTop)
        if self._others is not None:
            self._others.name(others)

    def _on_edited(self, text: str) -> None:
        self.changed.emit(put(self._text_pointer(), text))

    def _on_files(self, paths: tuple[str, ...], picture: bytes, image: QImage | None) -> None:
        content = self.pointer.rpartition("/")[0] if self.as_block else self.pointer
        self.asked.emit(Attach(content, paths=paths, data=picture, image=image))

    def _on_more(self) -> None:
        self.opened.emit(self.pointer)
