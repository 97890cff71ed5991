"""The text field of a block, into which files can be pasted and dropped."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QImage

from betadeck.ui.composer.form.growing_edit import GrowingEdit

_IMAGES = ("image/png", "image/jpeg", "image/webp", "image/gif")


class PasteEdit(GrowingEdit):
    """Takes text as text; files and pictures are announced.

    Signals:
        files_given(tuple[str, ...], bytes, QImage): files of these paths, or a picture's bytes, or a picture
            without bytes of its own (else None), were put in.
    """

    files_given = Signal(tuple, object, object)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take files and pictures too."""
        return bool(paths_in(source)) or _has_picture(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put text in, announce the rest. What has both, as a cell of a table has, is meant as text."""
        paths = paths_in(source)
        is_picture = _has_picture(source) and not paths and not source.hasText()
        picture = picture_in(source) if is_picture else b""
        image = source.imageData() if is_picture and not picture else None
        if paths or picture or isinstance(image, QImage):
            self.files_given.emit(paths, picture, image)
        else:
            super().insertFromMimeData(source)


def paths_in(data: QMimeData) -> tuple[str, ...]:
    """Return the files on this machine that are dragged or copied."""
    return tuple(each.toLocalFile() for each in data.urls() if each.isLocalFile())


def picture_in(data: QMimeData) -> bytes:
    """Return the picture that is copied, in a form that the API takes; nothing if there is none."""
    for kind in _IMAGES:
        if data.hasFormat(kind):
            return bytes(data.data(kind).data())
    return b""


def _has_picture(data: QMimeData) -> bool:
    return data.hasImage() or any(data.hasFormat(kind) for kind in _IMAGES)
