"""What something will take, before it is done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from betadeck.ui.parts.labels import Label, wrapped

_NAME_PX = 92


class PlanCard(QFrame):
    """A few facts, each with its name; nothing at all without facts."""

    def __init__(self, facts: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plan")
        self.setProperty("role", "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, _NAME_PX)
        self._grid.setColumnStretch(1, 1)
        self._facts: dict[str, tuple[Label, Label]] = {}
        self.show_facts(facts)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these; a fact keeps its place once it was shown, and one with no text is hidden."""
        for name, text in facts:
            if name not in self._facts:
                self._add(name)
            self._facts[name][1].setText(text)
            for each in self._facts[name]:
                each.setVisible(bool(text))
        self.setVisible(bool(self._facts))

    def _add(self, name: str) -> None:
        row, pair = len(self._facts), (Label(name, "", "muted"), wrapped(""))
        self._facts[name] = pair
        self._grid.addWidget(pair[0], row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(pair[1], row, 1)
