"""One line for a page: its title and its address, which can be copied and is never opened by itself."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from betadeck.ui.parts.buttons import CopyChip
from betadeck.ui.parts.labels import ElidedLabel

_ADDRESS_CHARS = 36


class LinkLine(QWidget):
    """A title and a chip with the address."""

    def __init__(self, title: str, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        chip = CopyChip("address", _ADDRESS_CHARS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(ElidedLabel(title or "Page"), 1)
        row.addWidget(chip)
        chip.set_text(address)
