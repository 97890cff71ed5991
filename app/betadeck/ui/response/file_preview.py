"""A small window that shows a file that stood in an answer."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from betadeck.core.body import Body
from betadeck.core.embedded import Embedded, decoded
from betadeck.core.figures import size_words
from betadeck.ui.parts.labels import Label
from betadeck.ui.response.picture_pane import PicturePane
from betadeck.ui.response.tree.node import text_of

_FIRST_PX = QSize(720, 560)


def preview_of(data: Body, start: int, end: int, found: Embedded, parent: QWidget) -> "FilePreview":
    """Return a window for the file that the JSON text between two offsets of `data` holds as base64."""
    load = partial(_file_in, data, start, end)
    return FilePreview(load, found.media_type, size_words(found.size), parent)


def _file_in(data: Body, start: int, end: int) -> bytes:
    return decoded(text_of(bytes(data[start:end])))


class FilePreview(QDialog):
    """Shows an image, or a PDF's first page; of any other file it says what it is. It deletes itself."""

    def __init__(
        self, load: Callable[[], bytes], media_type: str, size: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("file_preview")
        self.setWindowTitle(media_type)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._facts = (media_type, size)
        self._pane = PicturePane()
        self._note = Label("", "small")
        self._note.setObjectName("preview_note")
        layout = QVBoxLayout(self)
        layout.addWidget(self._pane, 1)
        layout.addWidget(self._note)
        self.resize(_FIRST_PX)
        self._pane.said.connect(self._on_said)
        self._pane.show_bytes(load, media_type)

    def pane(self) -> PicturePane:
        """Return what draws it."""
        return self._pane

    def _on_said(self, words: str) -> None:
        drawn = self._pane.picture().image is not None
        self._note.setText("  ·  ".join((*self._facts, words) if drawn else self._facts))
