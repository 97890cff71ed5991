"""A small window that shows a file that stood in an answer."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from betadeck.ui.parts.labels import Label
from betadeck.ui.response.picture_pane import PicturePane

_FIRST_PX = QSize(720, 560)


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
