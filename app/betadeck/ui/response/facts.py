"""Names and figures, one pair a line."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from betadeck.ui import fonts
from betadeck.ui.parts.labels import Label, Tone, wrapped
from betadeck.ui.parts.wrap_layout import clear

_NAME_PX = 190


def figure(text: str, tone: Tone = "") -> Label:
    """Return a right-aligned label whose digits are all equally wide."""
    label = Label(text, "", tone)
    label.setFont(fonts.even_digits(label.font()))
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class Facts(QWidget):
    """A column of muted names with what they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, _NAME_PX)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show (name, words) pairs."""
        clear(self._grid)
        for row, (name, words) in enumerate(facts):
            self._grid.addWidget(Label(name, "", "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(wrapped(words), row, 1)
