"""A picture, as large as fits."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from betadeck.core.body import Body
from betadeck.ui.parts.thread_work import ThreadWork
from betadeck.ui.response.picture import Picture, read_picture

_MOST_PX = QSize(1600, 1600)
_LEAST_PX = 120
_EDGE_PX = 16
Load = Callable[[], Body]


class PicturePane(QWidget):
    """Decodes in a thread and draws what came of it, or says why nothing did.

    Signals:
        said(str): the picture's size in words, or why there is none.
    """

    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture")
        self.setMinimumSize(_LEAST_PX, _LEAST_PX)
        self._picture = Picture(None, "")
        self._work = ThreadWork(self)
        self._work.finished.connect(self._on_read)
        self._show(Picture(None, "Reading…"))

    def show_bytes(self, load: Load, media_type: str) -> None:
        """Show what `load` gives; it is called in the thread."""
        self._show(Picture(None, "Reading…"))
        self._work.run(_reading(load, media_type))

    def clear(self) -> None:
        """Show nothing and forget the picture."""
        self._work.stop()
        self._show(Picture(None, ""))

    def picture(self) -> Picture:
        """Return what is shown."""
        return self._picture

    def sizeHint(self) -> QSize:
        """Return the picture's own size, with room around it."""
        image = self._picture.image
        return image.size() + QSize(2 * _EDGE_PX, 2 * _EDGE_PX) if image else QSize(480, 200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, made smaller where it must be, or the words."""
        painter = QPainter(self)
        room = self.rect().adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
        image = self._picture.image
        if image is None:
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self._picture.words)
            painter.end()
            return
        size = image.size()
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(room.topLeft(), size)
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image)
        painter.end()

    def _on_read(self, picture: Picture) -> None:
        self._show(picture)

    def _show(self, picture: Picture) -> None:
        self._picture = picture
        self.setAccessibleName(f"Picture, {picture.words}" if picture.image else picture.words)
        self.updateGeometry()
        self.update()
        self.said.emit(picture.words)


def _reading(load: Load, media_type: str) -> Iterator[object]:
    data = load()
    if len(data) == 0:
        yield Picture(None, "It is not base64 throughout, so that there is nothing to show")
    else:
        yield read_picture(data, media_type, _MOST_PX)
