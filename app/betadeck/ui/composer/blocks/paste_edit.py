"""The text field of a block, into which files can be pasted and dropped."""

from PySide6.QtCore import QMimeData, Signal

from betadeck.ui.composer.form.growing_edit import GrowingEdit

_IMAGES = ("image/png", "image/jpeg", "image/webp", "image/gif")


class PasteEdit(GrowingEdit):
    """Takes text as text; files and pictures are announced.

    Signals:
        files_given(tuple[str, ...], bytes): files of these paths, or a picture's bytes, were put in.
    """

    files_given = Signal(tuple, object)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take files and pictures too."""
        return bool(paths_in(source)) or bool(picture_in(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put text in, announce the rest. What has both, as a cell of a table has, is meant as text."""
        paths = paths_in(source)
        picture = b"" if paths or source.hasText() else picture_in(source)
        if paths or picture:
            self.files_given.emit(paths, picture)
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
