"""Says what stands under the mouse, or at the caret on Ctrl+I: what is wrong with it, and what it is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QToolTip

from betadeck.ui.composer.editor.body_help import BodyHelp
from betadeck.ui.composer.exact_edit import ExactEdit
from betadeck.ui.response.tips import plain_tip

_CONTROL = Qt.KeyboardModifier.ControlModifier


class Hover(QObject):
    """Watches the editor; `wrong_at` gives what is wrong at an offset, empty when nothing is."""

    def __init__(self, editor: ExactEdit, body_help: BodyHelp, wrong_at: Callable[[int], str]) -> None:
        super().__init__(editor)
        self._editor, self._help, self._wrong_at = editor, body_help, wrong_at
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer the mouse that rests, and Ctrl+I."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._at_mouse(event)
            return True
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_I and event.modifiers() == _CONTROL:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.explain()
                return True
        return super().eventFilter(watched, event)

    def words_at(self, offset: int) -> str:
        """Return what is to say of what stands at `offset`."""
        found = self._help.about(offset)
        return "\n\n".join(filter(None, (self._wrong_at(offset), found.text() if found else "")))

    def _at_mouse(self, event: QHelpEvent) -> None:
        cursor = self._editor.cursorForPosition(self._editor.viewport().mapFromGlobal(event.globalPos()))
        rect = self._editor.cursorRect(cursor)
        place = self._editor.viewport().mapFromGlobal(event.globalPos())
        away = abs(rect.center().x() - place.x()) > 3 * rect.height() or not (
            rect.top() <= place.y() <= rect.bottom()
        )
        words = "" if away else self.words_at(self._editor.offset_of(cursor.position()))
        self._show(event.globalPos(), words)

    def explain(self) -> None:
        """Say what stands at the caret."""
        cursor = self._editor.textCursor()
        words = self.words_at(self._editor.offset_of(cursor.position())) or "Nothing is known of this place."
        below = self._editor.cursorRect().bottomLeft() + QPoint(0, 4)
        self._show(self._editor.viewport().mapToGlobal(below), words)

    def _show(self, where: QPoint, words: str) -> None:
        QToolTip.showText(where, plain_tip(words) if words else "", self._editor.viewport())
