"""Keys that mean something to a widget, kept from the window's shortcuts."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence


def keeps(event: QEvent, is_own: Callable[[QKeyEvent], bool]) -> bool:
    """Keep a key that `is_own` names from the window's shortcuts; tell whether it was one.

    For a widget's `event`: what is kept comes to its `keyPressEvent` next.
    """
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride or not is_own(event):
        return False
    event.accept()
    return True


def is_copying(event: QKeyEvent) -> bool:
    """Tell whether this is Copy or Select all."""
    return event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll)
