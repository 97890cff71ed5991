"""Content on its own, as the system prompt: blocks in a frame like that of any other field."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from betadeck.ui.composer.blocks.shapes import block_shapes
from betadeck.ui.composer.form.content_editor import ContentEditor
from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.composer.form.spec import FieldSpec


class FramedContent(Editor):
    """A text, or text blocks, in a frame."""

    def __init__(self, spec: FieldSpec, make: Make, parent: QWidget | None = None) -> None:
        super().__init__(spec.pointer, parent)
        self._content = ContentEditor(spec.pointer, spec.label, make, block_shapes(spec.shape))
        self.pass_on(self._content)
        frame = QFrame()
        frame.setProperty("role", "content")
        column = QVBoxLayout(frame)
        column.setContentsMargins(5, 3, 5, 3)
        column.addWidget(self._content)
        self.row.addWidget(frame)
        self.setFocusProxy(self._content)

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place."""
        super().set_pointer(pointer)
        self._content.set_pointer(pointer)

    def show_value(self, value: object) -> None:
        """Show text or blocks."""
        self._content.show_value(value if isinstance(value, str | list) else "")

    def begin(self) -> None:
        """Go to the last block."""
        self._content.begin()

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the whole, or the block that holds the place."""
        return self if pointer == self.pointer else self._content.reveal(pointer)
