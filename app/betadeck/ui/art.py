"""Icons for things that paint themselves: each is drawn once for every colour."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QIcon, QPainter

from betadeck.ui.icons import icon


class Art:
    """Draws icons and remembers them; one for a panel, so that nothing outlives the program's end."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], QIcon] = {}

    def paint(self, painter: QPainter, rect: QRect, name: str, colour: str) -> None:
        """Draw the icon `name` in `colour`, centred in `rect`."""
        key = (name, colour)
        if key not in self._made:
            self._made[key] = icon(name, colour)
        self._made[key].paint(painter, rect)
