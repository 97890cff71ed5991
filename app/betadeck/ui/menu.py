"""A context menu from a list of choices."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


class _Choice(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def keys(self) -> str: ...
    @property
    def enabled(self) -> bool: ...
    @property
    def more(self) -> tuple["_Choice", ...]: ...


class ChoiceMenu(QMenu):
    """Shows choices; goes away by itself when it is closed.

    Signals:
        picked(str): the id of the choice.
    """

    picked = Signal(str)

    def __init__(self, choices: Iterable[_Choice], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("context_menu")
        self._fill(self, choices)
        self.triggered.connect(self._on_triggered)
        self.aboutToHide.connect(self.deleteLater)

    def _fill(self, menu: QMenu, choices: Iterable[_Choice]) -> None:
        for choice in choices:
            if not choice.id:
                menu.addSeparator()
            elif choice.more:
                self._fill(menu.addMenu(choice.text), choice.more)
            else:
                menu.addAction(self._action(choice, menu))

    def _action(self, choice: _Choice, menu: QMenu) -> QAction:
        made = QAction(choice.text.replace("&", "&&"), menu)
        made.setObjectName(choice.id)
        made.setEnabled(choice.enabled)
        if choice.keys:
            made.setShortcut(QKeySequence(choice.keys))
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # only to be read
            made.setShortcutVisibleInContextMenu(True)
        return made

    def _on_triggered(self, action: QAction) -> None:
        self.picked.emit(action.objectName())
