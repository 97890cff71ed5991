"""Keys that mean the same in every field of the composer."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_send(event: QKeyEvent) -> bool:
    """Tell whether this is Ctrl+Enter (Cmd on macOS)."""
    return event.key() in _ENTER and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == (
        Qt.KeyboardModifier.ControlModifier
    )


def is_undo(event: QKeyEvent) -> bool:
    """Tell whether this is the system's key for undoing."""
    return event.matches(QKeySequence.StandardKey.Undo)


def is_redo(event: QKeyEvent) -> bool:
    """Tell whether this is a key for doing again, Ctrl+Y included everywhere."""
    control_y = event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control_y or event.matches(QKeySequence.StandardKey.Redo)


def move_step(event: QKeyEvent) -> int:
    """Return -1 for Alt+Up and 1 for Alt+Down, with Shift or without, else 0."""
    if not event.modifiers() & Qt.KeyboardModifier.AltModifier or event.modifiers() & _OTHERS:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)


def passed_up(event: QEvent) -> bool | None:
    """Return what a field's `event` must return for keys that its form handles, or None for all others.

    Form and JSON share one history, so undo and redo go up to the form; so does Ctrl+Enter.
    """
    if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
        return None
    if not (is_undo(event) or is_redo(event) or is_send(event)):
        return None
    if event.type() == QEvent.Type.ShortcutOverride:
        event.setAccepted(not is_send(event))
        return not is_send(event)
    if event.type() == QEvent.Type.KeyPress:
        event.ignore()
        return False
    return None
