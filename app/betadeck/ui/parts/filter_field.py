"""A search field."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLineEdit, QWidget

from betadeck.ui.icons import icon
from betadeck.ui.theme import tokens


class FilterField(QLineEdit):
    """A search field with a magnifier and a clear button."""

    def __init__(self, hint: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self._glass = self.addAction(self._icon(), QLineEdit.ActionPosition.LeadingPosition)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the magnifier anew when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_glass"):
            self._glass.setIcon(self._icon())

    def _icon(self) -> QIcon:
        return icon("search", tokens(self.palette()).muted)
