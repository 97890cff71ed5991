"""Opening everything below a value, a few rows a turn, until it is done or enough is open."""

from collections import deque

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Signal
from PySide6.QtWidgets import QTreeView

from betadeck.ui.response.body.slices import Slices

MOST_OPENED = 1000


class Expander(QObject):
    """Opens the rows of a tree view, those near the top first.

    Signals:
        said(str): how far it came, when it had to stop.
    """

    said = Signal(str)

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
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

    def _step(self) -> bool:
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
        self._view.expand(index)
        self._opened += 1
        rows = (model.index(row, 0, index) for row in range(model.rowCount(index)))
        self._waiting.extend(QPersistentModelIndex(each) for each in rows if model.hasChildren(each))
        return False
