"""Completing what is typed from a list of words."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QWidget


def completer_for(field: QWidget, words: Sequence[str] | QAbstractItemModel) -> QCompleter:
    """Return a completer for `field` that finds a part of a word in either case."""
    model = words if isinstance(words, QAbstractItemModel) else QStringListModel(list(words))
    completer = QCompleter(model, field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    if (shown := completer.popup()) is not None:
        # Left to itself the list is a window that belongs to none, and so without the window's style sheet.
        shown.setParent(field, Qt.WindowType.Popup)
    return completer
