"""Keys that move through the checklist instead of working on one row."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_MOVES = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
    }
)


def is_list_key(event: QKeyEvent) -> bool:
    """Tell whether the list, not the row, should have this key."""
    return event.key() in _MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
