"""Something dragged with the mouse by a handle: a message by its head, a block by its grip."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class Drag(QObject):
    """Watches the mouse on `handle`; a click without a move stays the handle's own.

    Signals:
        begun(): the mouse holds it and has moved.
        moved(QPoint): the mouse is at this place of the screen.
        dropped(): the mouse let go.
        given_up(): the user wants it back where it was.
    """

    begun = Signal()
    moved = Signal(QPoint)
    dropped = Signal()
    given_up = Signal()

    def __init__(self, handle: QWidget) -> None:
        super().__init__(handle)
        self._handle = handle
        self._from: QPoint | None = None
        self._dragging = False
        self._keys_go_to: QObject | None = None
        handle.setCursor(Qt.CursorShape.OpenHandCursor)
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what belongs to a drag, leave the rest to the handle."""
        if watched is self._handle and isinstance(event, QMouseEvent):
            return self._mouse(event)
        if self._dragging and isinstance(event, QKeyEvent) and event.type() in _KEYS:
            event.accept()
            if event.key() == Qt.Key.Key_Escape and event.type() == QEvent.Type.KeyPress:
                self._end()
                self.given_up.emit()
            return True
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        here = event.globalPosition().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            return self._pressed(event.button(), here)
        if event.type() == QEvent.Type.MouseMove and self._from is not None:
            if (
                not self._dragging
                and (here - self._from).manhattanLength() >= QApplication.startDragDistance()
            ):
                self._begin()
            if self._dragging:
                self.moved.emit(here)
            return self._dragging
        if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            return self._released(here)
        return False

    def _pressed(self, button: Qt.MouseButton, here: QPoint) -> bool:
        """Remember where a drag may begin; another button ends one."""
        if self._dragging:
            self._end()
            self.given_up.emit()
            return True
        self._from = here if button == Qt.MouseButton.LeftButton else None
        return False

    def _begin(self) -> None:
        self._dragging = True
        if isinstance(self._handle, QAbstractButton):
            self._handle.setDown(False)  # it is not to be clicked any more
        self._handle.setCursor(Qt.CursorShape.ClosedHandCursor)
        # Not by a grab of the keyboard, which not all platforms have.
        self._keys_go_to = QApplication.focusWidget() or self._handle.window()
        self._keys_go_to.installEventFilter(self)
        self.begun.emit()

    def _released(self, here: QPoint) -> bool:
        was_dragging, self._from = self._dragging, None
        if was_dragging:
            self._end()
            self.moved.emit(here)
            self.dropped.emit()
        return was_dragging

    def _end(self) -> None:
        self._dragging, self._from = False, None
        if self._keys_go_to is not None:
            self._keys_go_to.removeEventFilter(self)
        self._keys_go_to = None
        self._handle.setCursor(Qt.CursorShape.OpenHandCursor)
