"""Folding what a view shows: by mouse, by key, from the menu."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from betadeck.ui.response.body.rows import Fold

if TYPE_CHECKING:
    from betadeck.ui.response.body.text_view import ByteTextView

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_FOLD = (Qt.Key.Key_BracketLeft, Qt.Key.Key_BraceLeft)
_UNFOLD = (Qt.Key.Key_BracketRight, Qt.Key.Key_BraceRight)
_LEVELS = 4


class Folding(QObject):
    """Folds the rows of a view."""

    def __init__(self, view: "ByteTextView") -> None:
        super().__init__(view)
        self._view = view

    def takes(self, event: QKeyEvent) -> bool:
        """Tell whether `event` is one of the keys for folding."""
        keys = (*_FOLD, *_UNFOLD)
        return self._view.rows().can_fold and event.modifiers() == _HELD and event.key() in keys

    def press(self, event: QKeyEvent) -> None:
        """Fold or unfold where the caret stands."""
        self.fold_here() if event.key() in _FOLD else self.unfold_here()

    def turn(self, row: int) -> None:
        """Fold what begins with `row`, or unfold it."""
        self._view.keep_top()
        self._view.rows().turn(row)
        self._view.grow()
        self._view.viewport().update()

    def fold_here(self) -> None:
        """Fold the innermost that is open at the caret; the caret goes to its row."""
        rows = self._view.rows()
        row: int | None = rows.row_of(self._view.caret().position)
        while row is not None and rows.fold(row) is not Fold.OPEN:
            row = rows.parent_of(row)
        if row is not None:
            at = rows.span(row)[0]
            self.turn(row)
            self._view.place_caret(at)

    def unfold_here(self) -> None:
        """Unfold what is folded at the caret."""
        rows = self._view.rows()
        row = rows.row_of(self._view.caret().position)
        if rows.fold(row) is Fold.CLOSED:
            self.turn(row)

    def fold_level(self, level: int) -> None:
        """Fold all that stands at least `level` deep."""
        self._view.keep_top()
        self._view.rows().close_level(level)
        self._view.grow()

    def unfold_all(self) -> None:
        """Unfold everything."""
        from betadeck.core.json_folds import NO_LEVEL

        self.fold_level(NO_LEVEL)

    def menu(self, parent: QWidget) -> QMenu:
        """Return a menu of what can be folded; it deletes itself."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        return menu

    def fill(self, menu: QMenu) -> None:
        """Add what can be folded to a menu."""
        menu.addAction("Fold here\tCtrl+Shift+[").triggered.connect(self.fold_here)
        menu.addAction("Unfold here\tCtrl+Shift+]").triggered.connect(self.unfold_here)
        for level in range(1, _LEVELS + 1):
            words = "Fold all" if level == 1 else f"Fold level {level} and deeper"
            menu.addAction(words).triggered.connect(partial(self._on_level, level))
        menu.addAction("Unfold all").triggered.connect(self._on_unfold_all)

    def _on_level(self, level: int, _checked: bool = False) -> None:
        self.fold_level(level)

    def _on_unfold_all(self) -> None:
        self.unfold_all()
