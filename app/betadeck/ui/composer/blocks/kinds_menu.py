"""The menu of what can be added to a message."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from betadeck.ui.composer.blocks.kinds import KINDS, BlockKind


class KindsMenu(QMenu):
    """Tells what was chosen, also in the menu within it.

    Signals:
        chosen(BlockKind): add a block of this kind.
    """

    chosen = Signal(object)

    def __init__(self, kinds: Sequence[BlockKind], parent: QWidget) -> None:
        super().__init__(parent)
        more: QMenu | None = None
        for kind in kinds:
            if kind not in KINDS and more is None:
                self.addSeparator()
                more = self.addMenu("Other blocks")
            elif kind.rule:
                self.addSeparator()
            (self if more is None else more).addAction(kind.words).setData(kind)
        self.triggered.connect(self._on_triggered)

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())
