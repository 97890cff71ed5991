"""What is said of one side: its name, how it ended, its figures."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from betadeck.ui.compare.words import SideFacts
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import ElidedLabel, pill


class SideHead(QWidget):
    """One of two heads, beside each other.

    Signals:
        change_requested(): another exchange or file should stand here.
    """

    change_requested = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_head")
        self.setAccessibleName(f"The {name} side")
        self._title, self._facts, self._pill = ElidedLabel("", "title"), ElidedLabel("", "small"), pill()
        change = button("Change…", "quiet", f"Compare with something else on the {name} side")
        change.setObjectName(f"change_{name}")
        change.clicked.connect(self.change_requested)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title, 1)
        top.addWidget(self._pill)
        top.addWidget(change)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 10)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self._facts)

    def show_facts(self, facts: SideFacts) -> None:
        """Show what stands on this side."""
        self._title.setText(facts.title)
        self._pill.setText(facts.state)
        self._pill.set_tone(facts.tone)
        self._pill.setVisible(bool(facts.state))
        self._facts.setText("  ·  ".join(facts.facts))
