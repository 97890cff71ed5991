"""A text field that grows with its text."""

from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from betadeck.ui.composer.exact_edit import ExactEdit
from betadeck.ui.composer.keys import move_step, passed_up

_MOST_LINES = 12
_FRAME_PX = 10  # 1 px border and 4 px padding, twice: resources/style/betadeck.qss


class GrowingEdit(ExactEdit):
    """Grows up to about `most_lines`, then scrolls. Tab leaves it; undo, redo and Ctrl+Enter go up."""

    def __init__(
        self, name: str, least_lines: int = 1, most_lines: int = _MOST_LINES, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._least_lines, self._most_lines = least_lines, most_lines
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return a width that gives way and the height of the text."""
        return QSize(120, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Allow narrow windows."""
        return QSize(60, self.minimumHeight())

    def event(self, event: QEvent) -> bool:
        """Leave the form's keys to the form; fit the height when a style brought another font."""
        answer = passed_up(event)
        if answer is not None:
            return answer
        done = super().event(event)
        if event.type() in (QEvent.Type.Polish, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin a plain new line with Shift+Enter too; Qt would put in U+2028. Keys that move go up."""
        if move_step(event):
            event.ignore()
            return
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.textCursor().insertText("\n")
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        line_px = self.fontMetrics().lineSpacing()
        text_px = self._text_height_px(line_px)
        room = 2 * self.document().documentMargin() + self._frame_px()
        scrolls = text_px > self._most_lines * line_px
        height = ceil(min(max(text_px, self._least_lines * line_px), self._most_lines * line_px) + room)
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)

    def _text_height_px(self, line_px: int) -> float:
        """Return the height of the text, not counted further than it can matter."""
        total, block = 0.0, self.document().firstBlock()
        while block.isValid() and total <= self._most_lines * line_px:
            total += self.blockBoundingRect(block).height()
            block = block.next()
        return total

    def _frame_px(self) -> int:
        """Return what the style puts above and below the text: border and padding, or nothing if bare."""
        return 0 if self.property("bare") else _FRAME_PX
