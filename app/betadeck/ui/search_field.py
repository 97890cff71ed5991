"""The filter field on top of a panel."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from betadeck.ui.parts.filter_field import FilterField
from betadeck.ui.parts.own_keys import keeps


class SearchField(FilterField):
    """Esc clears it, and only an empty one lets Esc pass on; Down goes to the list below.

    Signals:
        down_pressed(): the user wants to go on in the list.
    """

    down_pressed = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window's Cancel while there is something to clear."""
        return keeps(event, self._clears) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear on Esc, leave downwards."""
        if self._clears(event):
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _clears(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and bool(self.text())
