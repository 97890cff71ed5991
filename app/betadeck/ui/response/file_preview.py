"""A small window that shows a file that stood in an answer."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from betadeck.core.figures import size_words
from betadeck.ui.parts.labels import Label, wrapped

_MOST_PX = QSize(900, 640)


class FilePreview(QDialog):
    """Shows an image at most as large as fits; of any other file it says what it is. It deletes itself."""

    def __init__(self, data: bytes, media_type: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("file_preview")
        self.setWindowTitle(media_type)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picture, words = _read(data)
        layout = QVBoxLayout(self)
        if picture is not None:
            image = QLabel()
            image.setObjectName("preview_image")
            image.setAccessibleName("Image")
            image.setPixmap(picture)
            layout.addWidget(image, 1, Qt.AlignmentFlag.AlignCenter)
        else:
            layout.addWidget(wrapped("It cannot be shown here.", "", "muted"))
        note = Label("  ·  ".join(filter(None, (media_type, words, size_words(len(data))))), "small")
        note.setObjectName("preview_note")
        layout.addWidget(note)


def _read(data: bytes) -> tuple[QPixmap | None, str]:
    """Return the picture, made smaller if need be, and its true size in words."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if not size.isValid():
        return None, ""
    if size.width() > _MOST_PX.width() or size.height() > _MOST_PX.height():
        reader.setScaledSize(size.scaled(_MOST_PX, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    words = f"{size.width():,} × {size.height():,}"
    return (None, words) if image.isNull() else (QPixmap.fromImage(image), words)
