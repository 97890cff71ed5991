"""A small picture of a file that stands in a body, decoded beside the window's thread."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from betadeck.core.embedded import decoded
from betadeck.ui.parts.thread_work import ThreadWork
from betadeck.ui.theme import tokens

_SIDE_PX = 44


class Thumbnail(QWidget):
    """Shows the picture, or first page, of a base64 text; a short word where there is none to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(_SIDE_PX, _SIDE_PX)
        self.setAccessibleName("Preview")
        self._data, self._word = "", ""
        self._image = QImage()
        self._work = ThreadWork(self)
        self._work.finished.connect(self._on_decoded)

    def show_data(self, data: str, word: str) -> None:
        """Show the picture in `data`; `word` stands there until it is decoded, and for what is no picture."""
        self._word = word
        if data != self._data:
            self._data, self._image = data, QImage()
            self._work.stop()
            if data:
                self._work.run(_decode(data, self.devicePixelRatioF()))
        self.update()

    def is_drawn(self) -> bool:
        """Tell whether there is a picture by now."""
        return not self._image.isNull()

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

    def _on_decoded(self, image: object) -> None:
        if isinstance(image, QImage):
            self._image = image
            self.update()


def _decode(data: str, ratio: float) -> Iterator[object]:
    """Yield the picture of a base64 text, made small."""
    from betadeck.ui.response.picture import read_picture

    room = QSize(_SIDE_PX - 4, _SIDE_PX - 4) * ratio
    image = read_picture(decoded(data), "", room).image
    if image is not None:
        image.setDevicePixelRatio(ratio)
    yield image
