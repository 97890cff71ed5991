"""A small picture of a file that stands in a body, decoded beside the window's thread."""

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QObject,
    QRectF,
    QRunnable,
    QSize,
    Qt,
    QThreadPool,
    Signal,
)
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from betadeck.core.embedded import decoded
from betadeck.ui.theme import tokens

_SIDE_PX = 44


class Thumbnail(QWidget):
    """Shows the picture of a base64 text, or a short word in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(_SIDE_PX, _SIDE_PX)
        self.setAccessibleName("Preview")
        self._data, self._word = "", ""
        self._image = QImage()
        self._work: _Work | None = None

    def show_data(self, data: str, word: str) -> None:
        """Show the picture in `data`; `word` stands there until it is decoded, and for what is no picture."""
        self._word = word
        if data == self._data:
            return
        self._data, self._image = data, QImage()
        if data:
            self._work = _Work(data, self.devicePixelRatioF())
            self._work.told.decoded.connect(self._on_decoded)
            QThreadPool.globalInstance().start(self._work)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in the middle of a quiet ground."""
        painter, table = QPainter(self), tokens(self.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(table.line)
        painter.setBrush(table.window)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        if self._image.isNull():
            painter.setPen(table.muted)
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._word)
            return
        size = self._image.deviceIndependentSize()
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)

    def _on_decoded(self, data: str, image: QImage) -> None:
        if data == self._data:
            self._image = image
            self.update()


class _Told(QObject):
    """Signals: decoded(str, QImage): the picture in this text."""

    decoded = Signal(object, QImage)


class _Work(QRunnable):
    def __init__(self, data: str, ratio: float) -> None:
        super().__init__()
        self.setAutoDelete(False)  # the widget holds it, so that its signals outlive the run
        self.told = _Told()
        self._data, self._ratio = data, ratio

    def run(self) -> None:
        self.told.decoded.emit(self._data, _small(decoded(self._data), self._ratio))


def _small(data: bytes, ratio: float) -> QImage:
    """Return a small picture of a file, an empty one if it is none."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.isValid():
        room = QSize(_SIDE_PX - 4, _SIDE_PX - 4) * ratio
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    image.setDevicePixelRatio(ratio)
    return image
