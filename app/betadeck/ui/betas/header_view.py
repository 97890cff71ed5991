"""The value of the header as it will be sent, wrapped for reading and whole when copied."""

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

_MOST_LINES = 6


class HeaderView(QPlainTextEdit):
    """Shows a name a line, as many as `_MOST_LINES`, then scrolls. A selection copies without the breaks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header_value")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setProperty("bare", True)
        self.setProperty("mono", True)
        self.setAccessibleName("anthropic-beta, the value that is sent")
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._value = ""

    def show_value(self, value: str) -> None:
        """Show the header's value; `value` is exactly what is sent."""
        if value == self._value:
            return
        self._value = value
        self.setPlainText(value.replace(",", ",\n"))
        self._fit()

    def value(self) -> str:
        """Return the value as it is sent."""
        return self._value

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy what stands in the header, without our line breaks."""
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace("\u2029", "").replace("\u2028", ""))
        return data

    def changeEvent(self, event: QEvent) -> None:
        """Take the height that another font needs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_value"):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the new width needs."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Drop the selection, which would look as if it were still being copied."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def sizeHint(self) -> QSize:
        """Return the height of the lines shown."""
        return QSize(200, self.maximumHeight() if self.maximumHeight() < 1000 else 40)

    def _fit(self) -> None:
        layout, block, total = self.document().documentLayout(), self.document().begin(), 0.0
        while block.isValid():
            total += layout.blockBoundingRect(block).height()
            block = block.next()
        most = _MOST_LINES * layout.blockBoundingRect(self.document().begin()).height()
        self.setFixedHeight(ceil(min(total, max(most, 1.0))) + 2)
