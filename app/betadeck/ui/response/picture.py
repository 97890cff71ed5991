"""Pictures out of bytes that others sent: decoded within limits, and in words what cannot be."""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from betadeck.core.body import Body
from betadeck.core.figures import count_words, size_words
from betadeck.core.image_size import media_type_of
from betadeck.core.picture_kind import PDF, picture_kind

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PIXELS = 64_000_000
"""A picture with more is not decoded: a few bytes can stand for gigabytes of them."""
MOST_BYTES = 64_000_000
_HEAD_BYTES = 64
_PDF_LOCK = threading.Lock()  # pdfium does one thing at a time
_POINTS = 1 / 72
_LARGEST_POINTS = 14_400


@dataclass(frozen=True, slots=True)
class Picture:
    """`image` is None when nothing can be drawn; `words` tell its true size, or why."""

    image: QImage | None
    words: str


def read_picture(data: Body, media_type: str, most: QSize) -> Picture:
    """Return the picture, not larger than `most`. Safe in any thread; may take long."""
    kind = picture_kind(data, media_type)
    if not kind:
        return Picture(None, "This is no picture that can be drawn here")
    if len(data) > MOST_BYTES:
        return Picture(None, f"Not drawn: it has more than {size_words(MOST_BYTES)}; save it to look at it")
    return _page(bytes(data[:]), most) if kind == PDF else _image(bytes(data[:]), most)


def _image(data: bytes, most: QSize) -> Picture:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    kind = media_type_of(data[:_HEAD_BYTES])
    if not kind:
        return Picture(
            None, "Its bytes are no PNG, JPEG, GIF or WebP, which are the kinds that are drawn here"
        )
    reader = QImageReader(buffer, QByteArray(kind.removeprefix("image/").encode()))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        return Picture(None, f"Its bytes cannot be read as a picture: {reader.errorString()}")
    words = f"{size.width():,} × {size.height():,} pixels"
    if size.width() * size.height() > MOST_PIXELS:
        return Picture(None, f"Not drawn: {words} are too many; save it to look at it")
    if size.width() > most.width() or size.height() > most.height():
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        return Picture(None, f"{words}, but it is broken: {reader.errorString()}")
    return Picture(image, words)


def _page(data: bytes, most: QSize) -> Picture:
    """Return a PDF's first page."""
    import pypdfium2

    with _PDF_LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as fault:
            locked = "password" in str(fault).lower()
            why = "it is locked with a password" if locked else "it is broken or no PDF"
            return Picture(None, f"The PDF cannot be opened: {why}")
        try:
            return _drawn(document, most)
        except pypdfium2.PdfiumError:
            return Picture(None, "The PDF's first page cannot be drawn")
        finally:
            document.close()


def _drawn(document: "PdfDocument", most: QSize) -> Picture:
    pages = len(document)
    if pages == 0:
        return Picture(None, "The PDF has no page")
    page = document[0]
    width, height = page.get_size()
    if not (0 < width <= _LARGEST_POINTS and 0 < height <= _LARGEST_POINTS):
        return Picture(
            None, f"Not drawn: its first page is {width * _POINTS:,.0f} × {height * _POINTS:,.0f} inches"
        )
    scale = min(most.width() / width, most.height() / height)
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    image = QImage(
        bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
    ).copy()
    bitmap.close()
    page.close()
    return Picture(image, f"page 1 of {count_words(pages, 'page')}" if pages > 1 else "1 page")
