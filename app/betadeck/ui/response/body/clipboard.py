"""Copying bytes."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

RAW = "application/octet-stream"


def copy_bytes(data: bytes) -> None:
    """Put `data` on the clipboard: as text, and exactly as it is for who asks for `RAW`.

    Bytes that are no UTF-8 cannot be text: there they become U+FFFD.
    """
    mime = QMimeData()
    mime.setText(data.decode("utf-8", "replace"))
    mime.setData(RAW, data)
    QGuiApplication.clipboard().setMimeData(mime)
