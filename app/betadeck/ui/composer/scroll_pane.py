"""A pane that scrolls up and down, its right edge in line whether or not there is a scroll bar."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

BAR_PX = 10
"""Width of a scroll bar (resources/style/betadeck.qss). Panes reach this far into the right margin."""


class ScrollPane(QScrollArea):
    """Holds a `column` of widgets as wide as the pane, and nothing sideways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        self.inside.setObjectName("clear")
        self.column = QVBoxLayout(self.inside)
        self.column.setSpacing(8)
        self.setWidget(self.inside)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._on_range(0, 0)

    def _on_range(self, _least: int, most: int) -> None:
        self.column.setContentsMargins(0, 8, 0 if most else BAR_PX, 8)
