"""Opening everything below a value, a few rows a turn, until it is done or enough is open."""

from collections import deque

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Signal
from PySide6.QtWidgets import QTreeView

from betadeck.ui.parts.slices import Slices
from betadeck.ui.response.tree.tree_model import TreeModel

MOST_OPENED = 1000


class Expander(QObject):
    """Opens the rows of a tree view, those near the top first.

    Signals:
        said(str): how far it came, when it had to stop.
    """

    said = Signal(str)

    def __init__(self, view: QTreeView, tree: TreeModel) -> None:
        super().__init__(view)
        self._view, self._tree = view, tree
        self._is_held = False
        tree.counted.connect(self._on_counted)
        self._waiting: deque[QPersistentModelIndex] = deque()
        self._opened = 0
        self._work = Slices(self)

    def start(self, index: QModelIndex) -> None:
        """Open `index` and all below it."""
        self._opened = 0
        self._waiting = deque([QPersistentModelIndex(index.siblingAtColumn(0))])
        self._work.run(self._step)

    def stop(self) -> None:
        """Open no more."""
        self._is_held = False
        self._work.stop()
        self._waiting.clear()

    def close(self, index: QModelIndex) -> None:
        """Close `index` and all that is open below it."""
        waiting = [index]
        while waiting:
            each = waiting.pop()
            if self._view.isExpanded(each):
                self._view.collapse(each)
                model = self._view.model()
                waiting.extend(model.index(row, 0, each) for row in range(model.rowCount(each)))

    def _on_counted(self) -> None:
        """Go on when all rows of what was opened last are there."""
        if self._is_held and not self._tree.is_reading():
            self._is_held = False
            self._work.run(self._step)

    def _step(self) -> bool:
        if self._tree.is_reading():
            self._is_held = True
            return True
        if not self._waiting:
            return True
        if self._opened >= MOST_OPENED:
            self.said.emit(f"Stopped after {MOST_OPENED:,} values; open what you need below")
            return True
        model = self._view.model()
        kept = self._waiting.popleft()
        index = model.index(kept.row(), 0, kept.parent())
        if not index.isValid() or not model.hasChildren(index):
            return False
        if model.canFetchMore(index):
            model.fetchMore(index)  # the view itself would only do it at its next layout
            if self._tree.is_reading():
                self._waiting.appendleft(kept)
                return False
        self._view.expand(index)
        self._opened += 1
        rows = (model.index(row, 0, index) for row in range(model.rowCount(index)))
        self._waiting.extend(QPersistentModelIndex(each) for each in rows if model.hasChildren(each))
        return False
