"""The menu of what can be added to a message."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from betadeck.ui.composer.blocks.kinds import BlockKind


class KindsMenu(QMenu):
    """Tells what was chosen, also in the menu within it.

    Signals:
        chosen(BlockKind): add a block of this kind.
    """

    chosen = Signal(object)

    def __init__(self, kinds: Sequence[BlockKind], parent: QWidget) -> None:
        super().__init__(parent)
        inner: dict[str, QMenu] = {}
        for kind in kinds:
            if kind.rule:
                self.addSeparator()
            if kind.within and kind.within not in inner:
                inner[kind.within] = self.addMenu(kind.within)
            inner.get(kind.within, self).addAction(kind.words.replace("&", "&&")).setData(kind)
        self.triggered.connect(self._on_triggered)

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())
