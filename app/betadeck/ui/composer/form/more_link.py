"""A link that names members for which there is no field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

_MOST_NAMES = 2


class MoreLink(QPushButton):
    """Names members, and is not there when there are none. What a click does is for others to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "link")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def name(self, members: Sequence[str]) -> None:
        """Name these members, the first two in full."""
        self.setText(", ".join(members[:_MOST_NAMES]) + (" …" if len(members) > _MOST_NAMES else ""))
        self.setToolTip(f"Also set here: {', '.join(members)}. Opens as JSON")
        self.setAccessibleName(f"Also set: {', '.join(members)}, opens as JSON")
        self.setVisible(bool(members))
