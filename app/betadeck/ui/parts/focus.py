"""Where the focus is."""

from typing import cast

from PySide6.QtWidgets import QWidget


def focused_in(widget: QWidget) -> QWidget | None:
    """Return what within `widget` has its window's focus, also while another window is in front."""
    focused = cast("QWidget | None", widget.window().focusWidget())  # the stubs forget None
    return focused if focused is not None and widget.isAncestorOf(focused) else None
